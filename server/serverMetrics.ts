import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { allQueues, type Queues } from '../workers/queues.ts';
import { answersWithin } from './answersWithin.ts';

/** Figures of the server; route patterns and outcomes only, nothing that could name a person. */
export interface ServerMetrics {
  readonly deliveries: Counter<'kind' | 'outcome'>;
  readonly refusals: Counter<'reason'>;
  readonly requestSeconds: Histogram<'method' | 'route' | 'status'>;
}

/** Registers the server's figures; the depth of the queues is asked of Redis whenever figures are read. */
export function serverMetrics(registry: Registry, queues: Queues): ServerMetrics {
  const registers = [registry];
  new Gauge({
    name: 'throughline_queue_jobs',
    help: 'Jobs in each queue, by state',
    labelNames: ['queue', 'state'],
    registers,
    async collect() {
      for (const [name, queue] of allQueues(queues)) {
        // A Redis that is away is told by /readyz; it must not keep the other figures waiting.
        const counts = await answersWithin(queue.getJobCounts());
        if (!counts) continue;
        for (const [state, count] of Object.entries(counts)) this.set({ queue: name, state }, Number(count));
      }
    },
  });
  return {
    deliveries: new Counter({
      name: 'throughline_deliveries_total',
      help: 'Deliveries received, by kind and whether they were new',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    refusals: new Counter({
      name: 'throughline_refusals_total',
      help: 'Requests refused, by reason',
      labelNames: ['reason'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'throughline_request_seconds',
      help: 'Time a request took, by route pattern',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.5, 2, 10],
      registers,
    }),
  };
}
