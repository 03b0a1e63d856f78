#!/usr/bin/env node
/**
 * A standing attack on the command line and its readers.
 *
 *   npm run attack -- [--seconds N] [--inputs N] [--seed N]
 *
 * First every kind of fixtures/hostile/attack-kinds.ts at three sizes, each audited by a process of its own. Laws: a
 * documented exit code; at most 10 s of CPU and 400 MB of memory; a report within its size; CPU in proportion to the size.
 * Then APKs with one entry mutated, until the inputs or the seconds are used up. Laws: only coded errors; no score for what
 * was refused; what an audit of all versions says holds at least what each version alone gives. A broken law keeps the input
 * in fixtures/fuzz/attack/ and exits 1.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isScored, outcomeOf } from '../dist/audit/outcome.js';
import { NEWEST_API } from '../dist/bytes/api-range.js';
import { MemoryByteSource } from '../dist/bytes/byte-source.js';
import { openInput } from '../dist/inputs/open-input.js';
import { MOST_BYTES } from '../dist/report/size.js';
import { mutateEntry, seeds } from './lib/attack-entries.mjs';
import { randomSource } from './lib/fuzz-mutate.mjs';
import { lostGrants } from './lib/law-of-versions.mjs';

const ROOT = new URL('../', import.meta.url);
const path = (name) => fileURLToPath(new URL(name, ROOT));
const { ATTACK_KINDS } = await import(new URL('.cache/fixtures/fixtures/hostile/attack-kinds.js', ROOT).href);

/** Over the units of the property test, which are small. */
const TIMES = [16, 64, 256];
const MOST_CPU_MS = 10_000;
const MOST_RSS_MB = 400;
const DOCUMENTED = new Set([0, 3, 4, 5]);
/** What a start costs, and how far CPU may be from proportional: it is measured, not counted. */
const START_MS = 1500;
const MARGIN = 2;
/** Versions of one input that are read alone. */
const ALONE = 6;

function parseArguments(argv) {
  const options = { seconds: null, inputs: null, seed: 1 };
  for (let at = 0; at < argv.length; at += 2) {
    const key = argv[at]?.replace(/^--/, '');
    const value = Number(argv[at + 1]);
    if (!Object.hasOwn(options, key) || !(value >= 0)) usage(`unknown option ${argv[at]}`);
    options[key] = value;
  }
  if (options.seconds === null && options.inputs === null) options.seconds = 60;
  return options;
}

function usage(problem) {
  console.error(`${problem}\nusage: npm run attack -- [--seconds N] [--inputs N] [--seed N]`);
  process.exit(2);
}

function keep(name, bytes, problem) {
  const folder = new URL('fixtures/fuzz/attack/', ROOT);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(name, folder), bytes);
  console.error(`law broken: ${problem}\nkept as fixtures/fuzz/attack/${name}`);
  process.exitCode = 1;
}

/** One audit as somebody would run it; what it took. */
function audit(file) {
  const args = ['--require', path('scripts/lib/attack-usage.cjs'), path('bin/permaudit.js')];
  const child = spawnSync(process.execPath, [...args, file, '--no-config', '-f', 'json'], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  });
  const told = child.output[3]?.toString() ?? '';
  const usage = told === '' ? { cpuMs: Infinity, rssMb: Infinity } : JSON.parse(told);
  return { ...usage, code: child.status ?? child.signal, bytes: child.stdout.length };
}

function faultOf({ code, cpuMs, rssMb, bytes }) {
  if (!DOCUMENTED.has(code)) return `exit ${code}`;
  if (cpuMs > MOST_CPU_MS) return `${Math.round(cpuMs)} ms of CPU`;
  if (rssMb > MOST_RSS_MB) return `${Math.round(rssMb)} MB`;
  return bytes > MOST_BYTES.json ? `a report of ${bytes} bytes` : null;
}

function attackWithKinds() {
  const folder = mkdtempSync(join(tmpdir(), 'permaudit-attack-'));
  try {
    for (const { id, unit, suffix = '.apk', build } of ATTACK_KINDS) {
      const taken = TIMES.map((times) => {
        const bytes = build(unit * times);
        const file = join(folder, `${id}-${unit * times}${suffix}`);
        writeFileSync(file, bytes);
        const result = audit(file);
        const fault = faultOf(result);
        if (fault !== null) keep(`${id}-${unit * times}${suffix}`, bytes, `${id} of ${unit * times}: ${fault}`);
        rmSync(file);
        return result;
      });
      const [first, , last] = taken.map(({ cpuMs }) => cpuMs);
      if (last > MARGIN * (TIMES[2] / TIMES[0]) * first + START_MS) {
        keep(`${id}${suffix}`, build(unit * TIMES[2]), `${id} grows faster than its size`);
      }
      const shown = taken.map(({ code, cpuMs, rssMb }) => `${code} ${Math.round(cpuMs)} ms ${Math.round(rssMb)} MB`);
      console.log(`${id}: ${shown.join(', ')}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Throws where a law is broken. */
function check(bytes, random) {
  const read = (apiRange) =>
    openInput(new MemoryByteSource(bytes), { name: 'attack.apk', apiRange, identity: 'none', code: 'none' });
  const whole = openInput(new MemoryByteSource(bytes), { name: 'attack.apk', identity: 'read', code: 'read' });
  const isAccepted = whole.complete && whole.readings.some(({ outcome }) => outcome === 'accepted');
  if (isScored(outcomeOf(whole)) && !isAccepted) throw new Error('a refused file has a score');
  const alone = Array.from({ length: ALONE }, () => 1 + random.below(NEWEST_API));
  const lost = lostGrants(read, [1, NEWEST_API], alone);
  if (lost.length > 0) throw new Error(`an audit of all versions lacks ${lost.slice(0, 3).join(', ')}`);
  return whole.error?.code ?? 'read';
}

function attackWithMutants({ seconds, inputs, seed }) {
  const apks = seeds();
  const random = randomSource(seed);
  const until = seconds === null ? Infinity : performance.now() + seconds * 1000;
  const outcomes = new Map();
  let count = 0;
  for (; count < (inputs ?? Infinity) && performance.now() < until; count++) {
    const bytes = mutateEntry(random.pick(apks), random);
    try {
      const code = check(bytes, random);
      outcomes.set(code, (outcomes.get(code) ?? 0) + 1);
    } catch (error) {
      const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
      keep(`${digest}.apk`, bytes, `seed ${seed}, input ${count}: ${error.stack}`);
      return;
    }
  }
  const kinds = [...outcomes].sort((a, b) => b[1] - a[1]).map(([code, times]) => `${code} ${times}`);
  console.log(`mutants: ${count} inputs, no law broken (${kinds.join(', ')})`);
}

const options = parseArguments(process.argv.slice(2));
attackWithKinds();
attackWithMutants(options);
