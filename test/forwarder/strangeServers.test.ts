import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifySignature } from '../../domain/webhooks/signature.ts';
import { aFolder, type TestFolder } from './aFolder.ts';

const SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const CSV = `upn,forename,surname\r\n${'W999000020010,Ottoline,Thistlewick\r\n'.repeat(9000)}`;

type Answer = (request: IncomingMessage, body: Buffer, response: ServerResponse) => void;

describe('the forwarder before a server that is odd', () => {
  let server: Server;
  let url: string;
  let folder: TestFolder;
  let answer: Answer;

  beforeEach(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (bytes: Buffer) => chunks.push(bytes));
      request.on('end', () => {
        answer(request, Buffer.concat(chunks), response);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    folder = await aFolder({ sourceId: 'src_test', secret: SECRET });
  });
  afterEach(async () => {
    server.close();
    await folder.remove();
  });

  const accept = (response: ServerResponse): void => {
    response.writeHead(202).end(JSON.stringify({ deliveryId: 'dlv_1', status: 'accepted' }));
  };
  const once202 = ['--report-within', '0'];

  it('signs by the server’s clock when its own is wrong, and says so', async () => {
    const ahead = new Date(Date.now() + 40 * 60_000);
    answer = (request, body, response) => {
      response.setHeader('date', ahead.toUTCString());
      const header = (name: string): string => String(request.headers[name] ?? '');
      const message = {
        id: header('webhook-id'),
        timestamp: header('webhook-timestamp'),
        signature: header('webhook-signature'),
        body,
      };
      if (request.method === 'GET') response.writeHead(503).end();
      else if (verifySignature(message, [SECRET], ahead).ok) accept(response);
      else response.writeHead(401).end(JSON.stringify({ title: 'Stale', detail: 'Set the clock.' }));
    };
    await folder.drop('pupils.csv', CSV);
    const { status, err } = await folder.run(url, ...once202);
    expect(status).to.equal(0);
    expect(err).to.contain('clock is 40 minutes slow');
    expect(await folder.list()).to.include('sent/pupils.csv');
  });

  it('sends smaller parts where something on the way takes no large ones', async () => {
    const taken: Buffer[] = [];
    answer = (request, body, response) => {
      if (request.method === 'GET') response.writeHead(503).end();
      else if (body.length > 200_000) response.writeHead(413).end();
      else {
        taken.push(body);
        accept(response);
      }
    };
    await folder.drop('pupils.csv', CSV);
    expect((await folder.run(url, ...once202)).status).to.equal(0);
    const rows = taken.map((body) => body.toString().split('\r\n').slice(1, -1).length);
    expect(rows.reduce((sum, count) => sum + count, 0)).to.equal(9000);
  });

  it('takes a page of somebody in between for no answer, and keeps the file', async () => {
    answer = (_request, _body, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<h1>Please sign in to the school’s wifi</h1>');
    };
    await folder.drop('pupils.csv', CSV);
    const { status, err } = await folder.run(url, '--retry-for', '0.2');
    expect(status).to.equal(1);
    expect(err).to.contain('is something in between?');
    expect(await folder.list()).to.deep.equal(['pupils.csv']);
  });
});
