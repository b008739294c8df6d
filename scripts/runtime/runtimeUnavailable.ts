/** Something the runtime needs cannot be had. The message is one line and ends with what to do about it. */
export class RuntimeUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RuntimeUnavailable';
  }
}
