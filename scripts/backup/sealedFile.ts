import { Decrypter, Encrypter } from 'age-encryption';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { ArchiveRefused } from './archive.ts';

/**
 * A sealed file is gzip inside age (age-encryption.org) with a passphrase: `age -d FILE | gunzip` opens it
 * without Throughline.
 */

/** Settings of {@link writeSealed} that only tests change. */
export interface Sealing {
  readonly passphrase: string;
  /** log2 of scrypt's cost; age's own choice when not given. */
  readonly scryptWorkFactor?: number;
}

function webStream(source: Readable): ReadableStream<Uint8Array> {
  // Node's type of the same class lacks what the DOM's has; the object is the global ReadableStream.
  return Readable.toWeb(source) as ReadableStream<Uint8Array>;
}

function nodeStream(source: ReadableStream<Uint8Array>): Readable {
  return Readable.fromWeb(source as Parameters<typeof Readable.fromWeb>[0]);
}

/**
 * Compresses, encrypts and writes bytes as they come; memory does not grow with them. The file appears under
 * its name only when it is whole and on disk, readable by its owner alone.
 */
export async function writeSealed(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  sealing: Sealing,
): Promise<void> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(sealing.passphrase);
  if (sealing.scryptWorkFactor !== undefined) encrypter.setScryptWorkFactor(sealing.scryptWorkFactor);
  const unfinished = `${file}.unfinished`;
  try {
    const gzip = createGzip();
    const compressed = pipeline(Readable.from(bytes, { objectMode: false }), gzip);
    const sealed = nodeStream(await encrypter.encrypt(webStream(gzip)));
    await Promise.all([
      compressed,
      pipeline(sealed, createWriteStream(unfinished, { mode: 0o600, flush: true })),
    ]);
    await rename(unfinished, file);
    await syncFolder(dirname(file));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Decrypts and decompresses a sealed file as it is read.
 * @throws ArchiveRefused, from the stream or at once, when the passphrase is wrong or the file is damaged
 */
export async function* readSealed(
  file: string,
  passphrase: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  const source = createReadStream(file);
  try {
    const opened = nodeStream(await decrypter.decrypt(webStream(source)));
    const gunzip = createGunzip();
    const reading = pipeline(opened, gunzip);
    reading.catch(() => undefined);
    yield* gunzip;
    await reading;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw error;
    throw new ArchiveRefused('The file cannot be opened: the passphrase is wrong, or the file is damaged.', {
      cause: error,
    });
  } finally {
    source.destroy();
  }
}
