import { Counter, Histogram, type Registry } from 'prom-client';

/** Figures of the workers: counts and durations by stage, with no label that could name a person. */
export interface StageMetrics {
  readonly jobs: Counter<'stage' | 'outcome'>;
  readonly jobSeconds: Histogram<'stage'>;
  readonly rows: Counter<'kind' | 'outcome'>;
  readonly digests: Counter<'outcome'>;
}

/** Registers the workers' figures. */
export function stageMetrics(registry: Registry): StageMetrics {
  const registers = [registry];
  return {
    jobs: new Counter({
      name: 'throughline_jobs_total',
      help: 'Jobs finished, by stage and outcome',
      labelNames: ['stage', 'outcome'],
      registers,
    }),
    jobSeconds: new Histogram({
      name: 'throughline_job_seconds',
      help: 'Time a job took',
      labelNames: ['stage'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
      registers,
    }),
    rows: new Counter({
      name: 'throughline_rows_total',
      help: 'Rows of deliveries, by kind and what became of them',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    digests: new Counter({
      name: 'throughline_digests_total',
      help: 'Digests, by what became of them',
      labelNames: ['outcome'],
      registers,
    }),
  };
}
