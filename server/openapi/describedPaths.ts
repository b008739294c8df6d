import { describeApi } from '../api/describeApi.ts';
import { describeHealth } from '../describeHealth.ts';
import { describeWebhooks } from '../webhooks/describeWebhooks.ts';
import { DESCRIBE_ITSELF } from './openApiRoutes.ts';
import type { PathDescription } from './pathDescription.ts';

/** Every operation that is told to integrators: add the list of a new part of the API here. */
export const DESCRIBED_PATHS: readonly PathDescription[] = [
  ...describeWebhooks(),
  ...describeHealth(),
  ...describeApi(),
  DESCRIBE_ITSELF,
];
