import { createHash } from 'node:crypto';
import { Decrypter } from 'age-encryption';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import {
  CHRONOLOGY_FILE,
  FILE_FORMAT,
  MANIFEST,
  SIGNED,
  type FiledEntry,
  type Manifest,
} from '../../domain/transfer/transferFile.ts';
import { seal, type SealedFor } from './seal.ts';
import { isSigned, signText } from './signing.ts';

/**
 * A package is a zip inside age: `age -d FILE > file.zip` opens it without Throughline. In it are `manifest.json`
 * (what the signature stands for, with the others' checksums), `signature.json`, `chronology.json`, `chronology.pdf`
 * and `README.txt`.
 */

const MOST_BYTES = 60_000_000;

export interface PackageContent {
  readonly manifest: Omit<Manifest, 'format' | 'files' | 'entries'>;
  readonly entries: readonly FiledEntry[];
  readonly pdf: Uint8Array;
}

/**
 * Makes a package.
 * @param privatePem the key it is signed with
 * @returns undefined where the recipient is no age public key
 */
export async function sealPackage(
  { manifest, entries, pdf }: PackageContent,
  privatePem: string,
  sealedFor: SealedFor,
): Promise<Uint8Array | undefined> {
  const files: Record<string, Uint8Array> = {
    'chronology.json': strToU8(JSON.stringify({ format: FILE_FORMAT, entries }, null, 1)),
    'chronology.pdf': pdf,
    'README.txt': strToU8(readMe(manifest)),
  };
  const whole: Manifest = {
    ...manifest,
    format: FILE_FORMAT,
    entries: entries.length,
    files: Object.entries(files).map(([name, bytes]) => ({
      name,
      bytes: bytes.length,
      sha256: sha256(bytes),
    })),
  };
  const { signed, ...signature } = signText(JSON.stringify(whole, null, 1), privatePem);
  const zip = zipSync({
    'manifest.json': strToU8(signed),
    'signature.json': strToU8(JSON.stringify(signature, null, 1)),
    ...files,
  });
  return seal(zip, sealedFor);
}

/** A package that opened, was signed and is whole. */
export interface OpenedPackage {
  readonly manifest: Manifest;
  readonly entries: readonly FiledEntry[];
  /** Of the key it was signed with. */
  readonly publicKey: string;
}

export type Opened =
  | ({ readonly ok: true } & OpenedPackage)
  /** Cannot be decrypted; is no package; or is one that was changed. */
  | { readonly ok: false; readonly why: 'locked' | 'not-a-package' | 'changed' };

/** Opens a package and believes nothing of it before signature and checksums hold. */
export async function openPackage(
  bytes: Uint8Array,
  keys: { readonly passphrase?: string; readonly identity?: string },
): Promise<Opened> {
  const zip = await decrypt(bytes, keys);
  if (zip === undefined) return { ok: false, why: 'locked' };
  const files = unpack(zip);
  const [manifestFile, signatureFile] = [files['manifest.json'], files['signature.json']];
  if (!manifestFile || !signatureFile) return { ok: false, why: 'not-a-package' };
  const signed = strFromU8(manifestFile);
  const signature = SIGNED.safeParse({ ...readObject(signatureFile), signed });
  const manifest = MANIFEST.safeParse(readObject(manifestFile));
  const told = CHRONOLOGY_FILE.safeParse(readObject(files['chronology.json'] ?? new Uint8Array()));
  if (!signature.success || !manifest.success) return { ok: false, why: 'not-a-package' };
  const whole = manifest.data.files.every(({ name, sha256: sum }) => {
    const file = files[name];
    return file !== undefined && sha256(file) === sum;
  });
  const vouched = manifest.data.files.some(({ name }) => name === 'chronology.json');
  if (!isSigned(signature.data) || !whole || !vouched || !told.success) return { ok: false, why: 'changed' };
  return {
    ok: true,
    manifest: manifest.data,
    entries: told.data.entries,
    publicKey: signature.data.publicKey,
  };
}

async function decrypt(
  bytes: Uint8Array,
  { passphrase, identity }: { passphrase?: string; identity?: string },
): Promise<Uint8Array | undefined> {
  const decrypter = new Decrypter();
  if (passphrase !== undefined) decrypter.addPassphrase(passphrase);
  if (identity !== undefined) decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(bytes);
  } catch {
    return undefined;
  }
}

function unpack(zip: Uint8Array): Record<string, Uint8Array> {
  let left = MOST_BYTES;
  try {
    return unzipSync(zip, { filter: ({ originalSize }) => (left -= originalSize) >= 0 });
  } catch {
    return {};
  }
}

function readObject(bytes: Uint8Array): object {
  try {
    const value: unknown = JSON.parse(strFromU8(bytes));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function readMe({ from, to, preparedAt, receiptCode }: PackageContent['manifest']): string {
  return `A child's safeguarding file, from ${from.name} to ${to.recipient}, ${to.name}.
Prepared ${preparedAt}.

chronology.pdf   to read and to print
chronology.json  the same for a recording system
manifest.json    who sent what, with checksums; signature.json signs it

Please confirm receipt to the sending school. A school with Throughline receives this file on the child's page and
is given a receipt to send back. Without it, tell the sending school who received the file, when, and this code:

    ${receiptCode}

Keep this apart from the main pupil file. Delete the package once the file is in your own records.
`;
}
