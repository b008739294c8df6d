import { expect } from 'chai';
import { readBounce } from '../../../domain/digest/readBounce.ts';
import { aBounce } from '../../support/aBounce.ts';

const read = (message: string) => readBounce(Buffer.from(message));

describe('a mail system’s report', () => {
  it('tells which message came back, from whom and why', async () => {
    expect(
      await read(aBounce({ messageId: '<abc@throughline>', to: 'Reader@School.example' })),
    ).to.deep.equal([
      { messageId: '<abc@throughline>', recipient: 'reader@school.example', status: '5.1.1' },
    ]);
  });

  it('tells the same when it holds the whole message', async () => {
    const whole = aBounce({
      messageId: '<abc@throughline>',
      to: 'r@school.example',
      returned: 'message/rfc822',
    });
    expect((await read(whole)).map(({ messageId }) => messageId)).to.deep.equal(['<abc@throughline>']);
  });

  it('says nothing when the mail is only late', async () => {
    const late = aBounce({ messageId: '<abc@throughline>', to: 'r@school.example', action: 'delayed' });
    expect(await read(late)).to.deep.equal([]);
  });

  it('says nothing when it is an ordinary e-mail, or no e-mail at all', async () => {
    expect(await read('From: a@school.example\r\nSubject: Re: Digest\r\n\r\nThank you.')).to.deep.equal([]);
    expect(await read('\u0000\u0001')).to.deep.equal([]);
  });
});
