/**
 * What an audit does, counted: bytes read and inflated, JSON parsed, certificates decoded. Unlike time, these say the same on
 * every machine. A number that grows is work done twice, or needs a reason.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { put, workspace } from '../batch/workspace.js';
import { fixture, permaudit, ROOT } from './run.js';

type Event = { pid: number } & (
  | { kind: 'read'; path: string; at: number; bytes: number }
  | { kind: 'inflate'; from: number; to: number | null }
  | { kind: 'json'; letters: number; digest: string }
  | { kind: 'certificate' | 'key' }
);

interface Work {
  /** By file: how often it was read, and how many bytes in all. */
  read: Record<string, { times: number; bytes: number }>;
  /** Of every call: bytes before and after. */
  inflated: [from: number, to: number | null][];
  /** Letters of every text worth telling that is no line of compiled data. */
  json: number[];
  certificates: number;
  keys: number;
}

const COUNTER = pathToFileURL(join(ROOT, 'test/e2e/count-work.mjs')).href;
/** Shorter ones are Node's own. */
const SHORT_JSON = 1000;

const lettersOf = (path: string): number => statSync(join(ROOT, path)).size;
const PACKAGE = lettersOf('package.json');
const data = (name: string): number => lettersOf(`dist/data/${name}.json`);
const LINES = Object.fromEntries(
  ['catalog', 'rulebook', 'sdks'].map((name) => {
    const text = readFileSync(join(ROOT, `dist/data/${name}.jsonl`), 'latin1');
    return [name, text.trimEnd().split('\n').map(digestOf)] as const;
  }),
);
const DIGESTS = new Set(Object.values(LINES).flat());

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** How many lines of a file were parsed. Every line once at most: some lines say the same. */
function linesOf(events: readonly Event[], name: 'catalog' | 'rulebook' | 'sdks'): number {
  const parsed = events.filter((event) => event.kind === 'json');
  const lines = LINES[name] ?? [];
  for (const digest of new Set(lines)) {
    const times = parsed.filter((event) => event.digest === digest).length;
    expect(times).toBeLessThanOrEqual(lines.filter((one) => one === digest).length);
  }
  return parsed.filter(({ digest }) => lines.includes(digest)).length;
}

function eventsOf(args: readonly string[], env: Record<string, string> = {}): Event[] {
  const log = join(workspace(), 'work.log');
  const counted = { NODE_OPTIONS: `--import=${COUNTER}`, PERMAUDIT_WORK_LOG: log, ...env };
  const { stderr, code } = permaudit([...args, '--as-of', '2026-11-23'], { env: counted });
  expect([stderr, code]).toEqual(['', 0]);
  return readFileSync(log, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Event);
}

function workOf(events: readonly Event[]): Work {
  const work: Work = { read: {}, inflated: [], json: [], certificates: 0, keys: 0 };
  for (const event of events) {
    if (event.kind === 'json') {
      if (event.letters >= SHORT_JSON && !DIGESTS.has(event.digest)) work.json.push(event.letters);
    } else if (event.kind === 'inflate') work.inflated.push([event.from, event.to]);
    else if (event.kind === 'read') {
      const name = basename(event.path);
      const { times, bytes } = work.read[name] ?? { times: 0, bytes: 0 };
      work.read[name] = { times: times + 1, bytes: bytes + event.bytes };
    } else work[event.kind === 'key' ? 'keys' : 'certificates'] += 1;
  }
  return work;
}

/** How often the central directory of an app was read. */
function readsOf(events: readonly Event[], at: number, bytes: number): number {
  return events.filter((event) => event.kind === 'read' && event.at === at && event.bytes === bytes).length;
}

const QUICK = fixture('quick-loan');
/** Of its central directory. */
const [DIRECTORY_AT, DIRECTORY_BYTES] = [12_288, 379];
/** Deflated, and as they are. */
const MANIFEST = [1470, 5552];
const CODE = [2065, 4880];

describe('an audit', () => {
  it('without code reads the file for its digest and little more', () => {
    const events = eventsOf([QUICK, '-c', 'lending', '--no-code']);
    expect(workOf(events)).toEqual({
      // The file is 12,689 bytes: once for the digest, once since all of it may be the end record's comment.
      read: { 'quick-loan.apk': { times: 13, bytes: 32_688 } },
      inflated: [MANIFEST],
      json: [PACKAGE],
      certificates: 1,
      keys: 1,
    });
    expect(readsOf(events, DIRECTORY_AT, DIRECTORY_BYTES)).toBe(1);
  });

  // Lines, since their length is that of texts; rules that such an app meets move the numbers.
  it.each([
    ['of no category', [], 46, 20],
    ['of the category with the most rules', ['-c', 'lending'], 106, 20],
    ['by every policy', ['-c', 'lending', '--region', 'cn,in,eu,co,gh,id,ke,mx,ng,ph,pk,tz,uk'], 183, 20],
  ])(
    'parses what it needs of rules and catalogue for an app %s, and none of it twice',
    (_, asked, rules, permissions) => {
      const events = eventsOf([QUICK, '--no-code', ...asked]);
      expect([linesOf(events, 'rulebook'), linesOf(events, 'catalog')]).toEqual([rules, permissions]);
    },
  );

  it('with code inflates the manifest no second time', () => {
    const events = eventsOf([QUICK, '-c', 'lending']);
    expect(workOf(events)).toEqual({
      read: { 'quick-loan.apk': { times: 18, bytes: 43_288 } },
      inflated: [MANIFEST, CODE],
      json: [PACKAGE, data('api-map')],
      certificates: 1,
      keys: 1,
    });
    expect(linesOf(events, 'sdks')).toBe(3);
    expect(readsOf(events, DIRECTORY_AT, DIRECTORY_BYTES)).toBe(1);
  });

  it('inflates nothing twice of an app of usual size whose category nobody said', () => {
    const { inflated } = workOf(eventsOf(['node_modules/android-apidemos/apks/ApiDemos-debug.apk']));
    const told = inflated.map((sizes) => sizes.join());
    expect(told.length).toBeGreaterThan(3);
    expect(new Set(told).size).toBe(told.length);
  });
});

describe('a batch', () => {
  const NAMES = ['careful-loan', 'flashlight', 'quick-loan'];
  const files = NAMES.map((name) => `${name}.apk`);

  function apks(): string {
    const folder = join(workspace(), 'apks');
    mkdirSync(folder);
    for (const name of NAMES) put(join(ROOT, fixture(name)), join(folder, `${name}.apk`));
    return folder;
  }

  /** The process that audits, and all others. */
  function sides(events: readonly Event[]): { worker: Work; others: Work } {
    const pid = events.find(({ kind }) => kind === 'certificate')?.pid;
    return {
      worker: workOf(events.filter((event) => event.pid === pid)),
      others: workOf(events.filter((event) => event.pid !== pid)),
    };
  }

  it('parses tables once, and a certificate once for each signer', () => {
    const { worker, others } = sides(
      eventsOf(['batch', '-c', 'lending', '--jobs', '1', '--no-cache', '--code', apks()]),
    );
    const { inflated, ...rest } = worker;
    expect(rest).toEqual({
      read: {
        'careful-loan.apk': { times: 18, bytes: 43_289 },
        // For the versions before Android 7 its JAR signature counts as well.
        'flashlight.apk': { times: 22, bytes: 44_769 },
        'quick-loan.apk': { times: 18, bytes: 43_288 },
      },
      json: [data('api-map')],
      certificates: 1,
      keys: 1,
    });
    // Of each the manifest and the code, and the two parts of that signature.
    expect(inflated).toHaveLength(2 * NAMES.length + 2);
    // What is found in a folder is looked into, since it may be the splits of one app.
    expect([others.json, others.certificates, others.keys]).toEqual([[PACKAGE], 0, 0]);
  });

  it('that knows its files from an earlier run reads them for their digest alone', () => {
    const args = ['batch', '-c', 'lending', '--jobs', '1', apks()];
    const cache = { XDG_CACHE_HOME: workspace() };
    expect(permaudit([...args, '--as-of', '2026-11-23'], { env: cache }).code).toBe(0);
    const events = eventsOf(args, cache);
    // The worker is the last to read.
    const pid = events.findLast(({ kind }) => kind === 'read')?.pid;
    const worker = workOf(events.filter((event) => event.pid === pid));
    expect(worker.read).toEqual(
      Object.fromEntries(files.map((name) => [name, { times: 1, bytes: lettersOf(`fixtures/apk/${name}`) }])),
    );
    expect([worker.inflated, worker.certificates, worker.keys]).toEqual([[], 0, 0]);
  });
});
