/** The command line, the secret file or the folder cannot be used: exit code 2, with the reason. */
export class BadUsage extends Error {
  override readonly name = 'BadUsage';
}
