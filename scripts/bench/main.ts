import { Command } from 'commander';
import { cpus, totalmem } from 'node:os';
import process from 'node:process';
import { BadUsage, runScript } from '../process/runScript.ts';
import type { Benchmark, Measured } from './benchmark.ts';
import { chronologyBench } from './chronologyBench.ts';
import { digestBench } from './digestBench.ts';
import { embeddedBench } from './embeddedBench.ts';
import { filesBench } from './ingest/filesBench.ts';
import { ingestBench } from './ingest/ingestBench.ts';
import { judgementBench } from './judgementBench.ts';
import { taggerBench } from './taggerBench.ts';
import { pagesBench } from './pagesBench.ts';
import { webhookBench } from './webhookBench.ts';

const BENCHMARKS: readonly Benchmark[] = [
  judgementBench,
  webhookBench,
  ingestBench,
  filesBench,
  chronologyBench,
  pagesBench,
  digestBench,
  embeddedBench,
  taggerBench,
];

/** Runs the benchmarks: a table on standard error, one JSON object on standard output. */
async function main(): Promise<void> {
  const names = BENCHMARKS.map(({ name }) => name);
  const chosen = new Command('bench')
    .description('Measures Throughline beside plain baselines in the same run.')
    .argument('[names...]', `which of: ${names.join(', ')}; all when none is named`)
    .exitOverride()
    .parse().args;
  const unknown = chosen.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new BadUsage(`there is no benchmark ${unknown}; expected of ${names.join(', ')}`);
  const results: Measured[] = [];
  for (const benchmark of BENCHMARKS) {
    if (chosen.length > 0 && !chosen.includes(benchmark.name)) continue;
    process.stderr.write(`${benchmark.name} …\n`);
    for (const measured of await benchmark.run()) {
      results.push(measured);
      process.stderr.write(`  ${describe(measured)}\n`);
    }
  }
  const machine = { node: process.version, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30) };
  process.stdout.write(`${JSON.stringify({ machine, results })}\n`);
}

function describe({ name, unit, ours, baseline, baselineIs, ratio }: Measured): string {
  const measured = `${name}: ${round(ours)} ${unit}`;
  if (Number.isNaN(baseline)) return measured;
  return `${measured}; ${baselineIs}: ${round(baseline)}; ratio ${ratio.toFixed(2)}`;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

runScript(main);
