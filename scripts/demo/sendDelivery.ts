import { signMessage } from '../../domain/webhooks/signature.ts';
import { SOURCE_HEADER } from '../../domain/webhooks/contract.ts';

export interface OutgoingDelivery {
  readonly kind: string;
  readonly contentType: string;
  /** The system the body was exported from, when its columns are that system's own. */
  readonly source?: string;
  /** The body says all that its source holds: what is missing from it is asked about. */
  readonly extent?: 'full';
  readonly body: string | Uint8Array;
}

export interface Sender {
  /** Address of the server, without a trailing slash. */
  readonly url: string;
  readonly sourceId: string;
  readonly secret: string;
}

/**
 * Posts one delivery to the webhook, signed as a school's system would sign it.
 * @param webhookId the same again is the same delivery
 * @returns the delivery's id
 * @throws Error with the server's title when it is not accepted
 */
export async function sendDelivery(
  sender: Sender,
  delivery: OutgoingDelivery,
  webhookId: string,
): Promise<string> {
  const body = Buffer.from(delivery.body);
  const { source, extent } = delivery;
  const query = new URLSearchParams({ ...(source && { source }), ...(extent && { extent }) });
  const response = await fetch(`${sender.url}/webhooks/v1/${delivery.kind}?${query.toString()}`, {
    method: 'POST',
    headers: {
      'content-type': delivery.contentType,
      [SOURCE_HEADER]: sender.sourceId,
      ...signMessage({ id: webhookId, body, at: new Date() }, sender.secret),
    },
    body,
  });
  const answer: unknown = await response.json();
  if (response.status !== 202 || !hasDeliveryId(answer)) {
    throw new Error(`the webhook answered ${response.status}${hasTitle(answer) ? `: ${answer.title}` : ''}`);
  }
  return answer.deliveryId;
}

function hasDeliveryId(answer: unknown): answer is { deliveryId: string } {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'deliveryId' in answer &&
    typeof answer.deliveryId === 'string'
  );
}

function hasTitle(answer: unknown): answer is { title: string } {
  return (
    typeof answer === 'object' && answer !== null && 'title' in answer && typeof answer.title === 'string'
  );
}
