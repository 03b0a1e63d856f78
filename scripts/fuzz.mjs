#!/usr/bin/env node
/**
 * Fuzzes a reader, or the audit of all versions, with structure-aware mutations.
 *
 *   npm run fuzz -- <zip|signing|axml|arsc|proto|xml|dex|versions|all> [--minutes N | --inputs N] [--seed N]
 *
 * Laws: only coded errors; no input under 1 MiB takes more than 250 ms of CPU; memory stays bounded; the same input gives the
 * same result; what is refused has no score; what any device reads of a resource is found; what an anomaly says is read where
 * it stands is in the facts; all versions that a reading is said to hold for read the same; an audit of all versions gives at
 * least what each version alone gives. A broken law prints the seed, writes the input to fixtures/fuzz/<reader>/ and exits 1.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { PermauditError } from '../dist/bytes/errors.js';
import { mutate, randomSource } from './lib/fuzz-mutate.mjs';
import { apiOf, regressions, TARGETS } from './lib/fuzz-targets.mjs';

const SLOW_MS = 250;
const MAX_RSS_GROWTH = 512 * 1024 * 1024;
/** Inputs between two turns of the event loop. */
const TURN = 256;

function parseArguments(argv) {
  const [reader = 'all', ...rest] = argv;
  const options = { reader, minutes: null, inputs: null, seed: 1 };
  for (let at = 0; at < rest.length; at += 2) {
    const key = rest[at]?.replace(/^--/, '');
    const value = Number(rest[at + 1]);
    if (!['minutes', 'inputs', 'seed'].includes(key) || !Number.isFinite(value)) usage(`unknown option ${rest[at]}`);
    options[key] = value;
  }
  if (reader !== 'all' && TARGETS[reader] === undefined) usage(`unknown reader ${reader}`);
  if (options.minutes === null && options.inputs === null) options.minutes = 1;
  return options;
}

function usage(problem) {
  console.error(
    `${problem}\nusage: npm run fuzz -- <${Object.keys(TARGETS).join('|')}|all> [--minutes N | --inputs N] [--seed N]`,
  );
  process.exit(2);
}

/** Runs one input; returns its outcome, or throws when a law is broken. */
function runOnce(target, bytes, api) {
  try {
    return target.run(bytes, api);
  } catch (error) {
    if (error instanceof PermauditError) return `${error.code} ${error.offset} ${error.message}`;
    throw error;
  }
}

/** Milliseconds of CPU so far: a busy machine is not a slow reader. */
function now() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function check(target, bytes, api, twice) {
  const start = now();
  const result = runOnce(target, bytes, api);
  let took = now() - start;
  if (took > SLOW_MS) {
    // Garbage of the inputs before is not of this one: the best of three counts.
    for (let again = 0; again < 2; again++) {
      const restart = now();
      runOnce(target, bytes, api);
      took = Math.min(took, now() - restart);
    }
    if (took > SLOW_MS) throw new Error(`took ${took.toFixed(0)} ms`);
  }
  if (twice && runOnce(target, bytes, api) !== result) throw new Error('a second run gave another result');
  return result;
}

function keepFailure(reader, bytes, api, error, where) {
  const name = `${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}-api${api}.bin`;
  const folder = new URL(`../fixtures/fuzz/${reader}/`, import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(name, folder), bytes);
  console.error(
    `${reader}: law broken by ${where}, API ${api}: ${error.stack}\nkept as fixtures/fuzz/${reader}/${name}`,
  );
  process.exitCode = 1;
}

async function fuzz(reader, { minutes, inputs, seed }) {
  const target = TARGETS[reader];
  const seeds = target.seeds();
  const random = randomSource(seed);
  const until = minutes === null ? Infinity : performance.now() + minutes * 60_000;
  const startRss = process.memoryUsage.rss();
  const outcomes = new Map();
  let count = 0;
  for (const { file, bytes } of regressions(reader)) {
    const api = Number(/-api(\d+)/.exec(file)?.[1] ?? 37);
    check(target, bytes, api, true);
  }
  while (count < (inputs ?? Infinity) && performance.now() < until) {
    const bytes = (target.mutate ?? mutate)(random.pick(seeds), random);
    const api = apiOf(random);
    try {
      const result = check(target, bytes, api, count % 16 === 0);
      const code = /^[A-Z][A-Z0-9_]+(?= )/.exec(result)?.[0] ?? 'read';
      outcomes.set(code, (outcomes.get(code) ?? 0) + 1);
    } catch (error) {
      keepFailure(reader, bytes, api, error, `seed ${seed}, input ${count}`);
      return;
    }
    count++;
    // zlib lets go of what it inflated in the next tick, which a loop that never waits does not have.
    if (count % TURN === 0) await turn();
  }
  const growth = process.memoryUsage.rss() - startRss;
  if (growth > MAX_RSS_GROWTH) throw new Error(`${reader}: memory grew by ${growth} bytes`);
  const kinds = [...outcomes].sort((a, b) => b[1] - a[1]).map(([code, times]) => `${code} ${times}`);
  console.log(`${reader}: ${count} inputs, no law broken (${kinds.join(', ')})`);
}

const options = parseArguments(process.argv.slice(2));
for (const reader of options.reader === 'all' ? Object.keys(TARGETS) : [options.reader]) {
  await fuzz(reader, options);
}
