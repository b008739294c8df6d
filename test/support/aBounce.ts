/** A delivery status notification as mail systems send them (RFC 3464). */
export function aBounce({
  messageId,
  to,
  action = 'failed',
  returned = 'text/rfc822-headers',
}: {
  messageId: string;
  to: string;
  action?: 'failed' | 'delayed';
  returned?: 'text/rfc822-headers' | 'message/rfc822';
}): string {
  return [
    'From: MAILER-DAEMON@mail.example',
    'Subject: Undelivered mail returned to sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
    '',
    '--part',
    'Content-Type: text/plain',
    '',
    'It could not be delivered.',
    '--part',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.example',
    '',
    `Final-Recipient: rfc822; ${to}`,
    `Action: ${action}`,
    `Status: ${action === 'failed' ? '5.1.1' : '4.4.1'}`,
    '',
    '--part',
    `Content-Type: ${returned}`,
    '',
    'From: throughline@school.example',
    `Message-ID: ${messageId}`,
    '',
    '--part--',
    '',
  ].join('\r\n');
}
