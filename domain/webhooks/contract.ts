import type { Kind } from '../formats/rows.ts';

/** What both ends of a webhook hold to: the names in its addresses and headers, and its limits. */

/** A sender names its source in this header; a deployment with few sources also finds it by its secret. */
export const SOURCE_HEADER = 'throughline-source';

/** What a delivery may hold: the last part of its address, `/webhooks/v1/{kind}`. */
export const KINDS: readonly Kind[] = ['incidents', 'attendance', 'pupils', 'contacts'];

/** Largest body that is taken; what is larger is sent in several deliveries. */
export const BODY_LIMIT_BYTES = 10 * 1024 * 1024;
