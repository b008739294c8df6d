import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { signMessage, verifySignature } from '../../../domain/webhooks/signature.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const OTHER = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const NOW = new Date('2026-11-16T08:00:00Z');

function signedBy(secret: string, body: string, at = NOW) {
  const headers = signMessage({ id: 'msg_1', body: Buffer.from(body), at }, secret);
  return {
    id: headers['webhook-id'],
    timestamp: headers['webhook-timestamp'],
    signature: headers['webhook-signature'],
    body: Buffer.from(body),
  };
}

describe('verifySignature', () => {
  it('accepts what the specification’s own library signs', () => {
    const body = '{"marks":[]}';
    const at = new Date();
    const signature = new Webhook(SECRET).sign('msg_1', at, body);
    const message = {
      id: 'msg_1',
      timestamp: String(Math.floor(at.getTime() / 1000)),
      signature,
      body: Buffer.from(body),
    };
    expect(verifySignature(message, [SECRET], at)).to.deep.equal({ ok: true });
  });

  it('signs what the specification’s own library accepts', () => {
    const headers = signMessage({ id: 'msg_2', body: Buffer.from('{"a":1}'), at: new Date() }, SECRET);
    expect(new Webhook(SECRET).verify('{"a":1}', headers)).to.deep.equal({ a: 1 });
  });

  it('accepts bytes that are no UTF-8', () => {
    const body = Buffer.from([0x4e, 0x6f, 0xeb, 0x6c]);
    const headers = signMessage({ id: 'msg_1', body, at: NOW }, SECRET);
    const message = {
      id: 'msg_1',
      timestamp: headers['webhook-timestamp'],
      signature: headers['webhook-signature'],
      body,
    };
    expect(verifySignature(message, [SECRET], NOW).ok).to.equal(true);
  });

  it('accepts either of two live secrets, and several signatures of which one fits', () => {
    const message = signedBy(SECRET, 'x');
    expect(verifySignature(message, [OTHER, SECRET], NOW).ok).to.equal(true);
    const several = { ...message, signature: `v1,AAAA v2,BBBB ${message.signature}` };
    expect(verifySignature(several, [SECRET], NOW).ok).to.equal(true);
  });

  it('refuses another secret, and a body, id or time that is not the one signed', () => {
    const message = signedBy(SECRET, 'x');
    const changed = [
      { ...message, body: Buffer.from('y') },
      { ...message, id: 'msg_other' },
      { ...message, timestamp: String(Number(message.timestamp) + 1) },
    ];
    for (const one of changed) {
      expect(verifySignature(one, [SECRET], NOW)).to.deep.equal({ ok: false, reason: 'wrong-signature' });
    }
    expect(verifySignature(message, [OTHER], NOW)).to.deep.equal({ ok: false, reason: 'wrong-signature' });
  });

  it('refuses a message older than five minutes, and one from the future', () => {
    for (const minutes of [-6, 6]) {
      const at = new Date(NOW.getTime() + minutes * 60_000);
      expect(verifySignature(signedBy(SECRET, 'x', at), [SECRET], NOW)).to.deep.equal({
        ok: false,
        reason: 'stale',
      });
    }
    const justInTime = new Date(NOW.getTime() - 299_000);
    expect(verifySignature(signedBy(SECRET, 'x', justInTime), [SECRET], NOW).ok).to.equal(true);
  });

  it('never throws and never accepts, whatever the headers say', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (id, timestamp, signature) => {
        const message = { id, timestamp, signature, body: randomBytes(3) };
        expect(verifySignature(message, [SECRET], NOW).ok).to.equal(false);
      }),
    );
  });
});
