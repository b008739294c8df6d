throw new Error('The native msgpack addon is not used; msgpackr falls back to JavaScript.');
