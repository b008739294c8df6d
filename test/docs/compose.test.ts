import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const COMPOSE = readFileSync(join(import.meta.dirname, '..', '..', 'compose.yaml'), 'utf8');

describe('compose.yaml', () => {
  it('has no default password: it does not start where one is not set', () => {
    const secrets = [...COMPOSE.matchAll(/\$\{(\w*(?:PASSWORD|KEYFILE)\w*)(.*?)\}/g)];
    expect(new Set(secrets.map(([, name]) => name))).to.have.all.keys(
      'MONGO_ROOT_PASSWORD',
      'MONGO_KEYFILE',
      'THROUGHLINE_DB_PASSWORD',
      'REDIS_PASSWORD',
    );
    for (const [whole, , otherwise] of secrets) expect(otherwise, whole).to.match(/^:\?/);
  });

  it('asks every service for its health, and lets none but the server be reached, from this machine alone', () => {
    const services = COMPOSE.slice(COMPOSE.indexOf('\nservices:'))
      .split(/\n {2}(?=\w+:\n)/)
      .slice(1);
    expect(services.map((service) => service.split(':')[0])).to.include.members([
      'mongo',
      'redis',
      'server',
      'workers',
    ]);
    for (const service of services.slice(0, 4)) expect(service).to.include('healthcheck:');
    const ports = services.filter((service) => service.includes('ports:'));
    expect(ports.map((service) => service.split(':')[0])).to.deep.equal(['server']);
    expect(ports[0]).to.include('- 127.0.0.1:3000:3000');
  });

  it('writes in MongoDB with a majority and a journal, and in Redis with an append-only file', () => {
    expect(COMPOSE).to.match(/MONGODB_URI: .*replicaSet=rs0&w=majority&journal=true/);
    expect(COMPOSE).to.include('--replSet rs0 --keyFile').and.include('--appendonly yes');
  });
});
