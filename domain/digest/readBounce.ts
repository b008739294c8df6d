import PostalMime from 'postal-mime';

/** A message that a mail system sent back, by its own report. */
export interface Bounce {
  /** Of the message that came back, with its angle brackets. */
  readonly messageId: string;
  /** The address it could not be delivered to, in lower case. */
  readonly recipient: string;
  /** Why, by RFC 3463: `5.1.1` is an address that does not exist. */
  readonly status: string;
}

/**
 * Reads a delivery status notification (RFC 3464), the report a mail system sends to the sender's address when it
 * took a message and could not deliver it after all.
 * @param message the whole e-mail as it came
 * @returns the addresses it failed for; none for an e-mail that is no such report, or says only that it is late
 */
export async function readBounce(message: Uint8Array): Promise<Bounce[]> {
  const { attachments } = await PostalMime.parse(message, { forceRfc822Attachments: true });
  const partOf = (types: readonly string[]): string => {
    const part = attachments.find(({ mimeType }) => types.includes(mimeType));
    if (part === undefined) return '';
    return typeof part.content === 'string' ? part.content : new TextDecoder().decode(part.content);
  };
  const returned = partOf([
    'message/rfc822',
    'text/rfc822-headers',
    'message/global',
    'message/global-headers',
  ]);
  const messageId = /^message-id:\s*(<[^<>\s]{1,200}>)/im.exec(returned)?.[1];
  if (messageId === undefined) return [];
  // The first group of fields is of the message, each further one of a recipient.
  const groups = partOf(['message/delivery-status', 'message/global-delivery-status']).split(
    /\r?\n[ \t]*\r?\n/,
  );
  return groups.slice(1).flatMap((group) => {
    const recipient = /^(?:final|original)-recipient:\s*(?:rfc822|utf-8)\s*;\s*(\S+)/im.exec(group)?.[1];
    const status = /^status:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(group)?.[1];
    const hasFailed = /^action:\s*failed/im.test(group);
    return hasFailed && recipient !== undefined && status !== undefined
      ? [{ messageId, recipient: recipient.toLowerCase(), status }]
      : [];
  });
}
