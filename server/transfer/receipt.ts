import {
  RECEIPT,
  RECEIPT_FORMAT,
  SIGNED,
  type Manifest,
  type Receipt,
} from '../../domain/transfer/transferFile.ts';
import { fingerprintOf, isSigned, signText } from './signing.ts';

/** A receipt to be sent back, as text to be copied. */
export function writeReceipt(
  { transferId, receiptCode }: Manifest,
  given: Pick<Receipt, 'receivedAt' | 'receivedBy' | 'school'>,
  signingKey: string,
): string {
  const receipt: Receipt = { format: RECEIPT_FORMAT, transferId, receiptCode, ...given };
  return JSON.stringify(signText(JSON.stringify(receipt), signingKey), null, 1);
}

/**
 * Reads a receipt.
 * @param expected the transfer it must be for; its code was inside the package alone
 * @returns undefined for what is no receipt, is not signed as it says, or is for another package
 */
export function readReceipt(
  text: string,
  expected: Pick<Receipt, 'transferId' | 'receiptCode'>,
): (Receipt & { readonly fingerprint: string }) | undefined {
  const signed = SIGNED.safeParse(parsed(text));
  if (!signed.success || !isSigned(signed.data)) return undefined;
  const receipt = RECEIPT.safeParse(parsed(signed.data.signed));
  if (!receipt.success) return undefined;
  const { transferId, receiptCode } = receipt.data;
  if (transferId !== expected.transferId || receiptCode !== expected.receiptCode) return undefined;
  return { ...receipt.data, fingerprint: fingerprintOf(signed.data.publicKey) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
