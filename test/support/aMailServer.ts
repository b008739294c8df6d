import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/**
 * A real mail server on a free port.
 * @param refusalOf the answer by which it turns an address away, such as 550; undefined for one it takes
 * @param taken is added the addresses of each message it takes
 * @returns the settings of a Throughline that sends by it
 */
export async function aMailServer(
  refusalOf: (address: string) => number | undefined,
  taken: string[],
): Promise<{ mail: Readonly<Record<string, string>>; close(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, callback) {
      const responseCode = refusalOf(address);
      callback(responseCode === undefined ? null : Object.assign(new Error('refused'), { responseCode }));
    },
    onData(stream, { envelope }, callback) {
      stream.resume();
      stream.on('end', () => {
        taken.push(...envelope.rcptTo.map(({ address }) => address));
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    mail: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'digest@throughline.example' },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}
