import { expect } from 'chai';
import { crc64 } from '../../../scripts/backup/crc64.ts';

describe('the CRC-64 of an archive', () => {
  it('gives the check value published for CRC-64/XZ', () => {
    const checksum = crc64();
    checksum.add(Buffer.from('123456789'));
    expect(BigInt.asUintN(64, checksum.value())).to.equal(0x995dc9bbdf1939fan);
  });

  it('is the same however the bytes are cut', () => {
    const bytes = Buffer.from('Came in without breakfast again and asked for toast.');
    const whole = crc64();
    whole.add(bytes);
    const inParts = crc64();
    for (let at = 0; at < bytes.length; at += 7) inParts.add(bytes.subarray(at, at + 7));
    expect(inParts.value()).to.equal(whole.value());
  });
});
