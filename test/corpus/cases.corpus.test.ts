/** Files made to hide, each with what Android does with it: ../shared/cases, as its README and EXPECTED say. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diffAudits } from '../../src/audit/diff.js';
import type { ApiRange } from '../../src/bytes/api-range.js';
import type { AppFacts, EffectivePermission } from '../../src/facts/facts.js';
import { auditApp } from '../audit-app.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { Opener } from '../../src/inputs/opener.js';
import { answerOn } from '../inputs/hostile-outcomes.js';
import { hasShared, SHARED } from './shared.js';

interface Expected {
  /** The versions that accept the file; null: none. */
  accepts: ApiRange | null;
  /** On every accepting version, or from one on. */
  reads?: string;
  from?: number;
  capability?: string;
  /** The versions on which it has the capability; default: wherever it is accepted. */
  capable?: number;
  without?: string;
  /** Of the one permission that is requested more than once, or carries a flag. */
  limits?: Partial<EffectivePermission>;
  /** The audit says nothing of these: the app lacks a permission that the capability needs. */
  cannot?: string;
  /** The app's minimum, where some of its versions refuse it; default: of the reading, or 21. */
  oldest?: number;
  /** The same with signatures verified; default: not asked. */
  verified?: ApiRange | null;
}

const SMS = 'android.permission.READ_SMS';
const SCAN = 'android.permission.BLUETOOTH_SCAN';
const all = { accepts: [21, 37] } as const satisfies Expected;
const none = { accepts: null } as const satisfies Expected;
const until = (api: number): Expected => ({ accepts: [21, api] });
const sms = { ...all, reads: SMS };
const since24 = { accepts: [24, 37] } as const satisfies Expected;

const ANDROID: Readonly<Record<string, Expected>> = {
  '01-': { accepts: [28, 37], reads: SMS },
  '01b': { accepts: [28, 37] },
  '02-': until(30),
  '03-': none,
  '04-': none,
  '05-': until(30),
  '06-': none,
  '07-': none,
  '08-': until(25),
  '09-': until(29),
  '10-': until(22),
  '11-': none,
  '12-': none,
  '15-': none,
  '16-': until(29),
  '17-': sms,
  '18-': all,
  '19-': until(30),
  '20-': until(30),
  '21-': none,
  '22-': until(23),
  '23-': until(30),
  '24-': { ...sms, from: 36 },
  '25-': until(33),
  '26a': { ...all, capability: 'accessibility-service' },
  '26b': { ...all, capability: 'accessibility-service', capable: 30 },
  '26c': { ...all, capability: 'accessibility-service', capable: 30 },
  '26e': { ...all, capability: 'accessibility-service' },
  '28a': sms,
  '28b': sms,
  '28d': sms,
  '29-': sms,
  '30-': all,
  '31-': none,
  '33-': sms,
};

const SIGNED: Readonly<Record<string, Expected>> = {
  'E1-': { ...since24, capability: 'queries-launcher-wildcard', capable: 30 },
  E1a: { ...since24, capability: 'queries-launcher-wildcard', capable: 30 },
  E1c: { ...since24, capability: 'sms-receiver' },
  E1d: { ...since24, without: 'sms-receiver' },
  'E2-': { ...since24, capability: 'notification-listener' },
  E3a: { ...since24, capability: 'notification-listener', capable: 30 },
  E3b: { ...since24, capability: 'notification-listener', capable: 30 },
  E3c: { ...since24, capability: 'queries-launcher-wildcard', capable: 30 },
  E3e: { ...since24, capability: 'sms-receiver', capable: 30 },
  D1a: {
    ...since24,
    limits: { name: 'android.permission.ACCESS_FINE_LOCATION', maxSdkVersion: null, apiRanges: [[24, 37]] },
  },
  'D1b-old': { accepts: [34, 37], limits: { name: SCAN, neverForLocation: true } },
  'D1b-new': { accepts: [34, 37], limits: { name: SCAN, neverForLocation: false } },
  'F1-': { ...since24, cannot: 'foreground-service-microphone' },
  F1b: { ...since24, cannot: 'foreground-service-location' },
  S1: { accepts: [28, 36], oldest: 24 },
  S2: since24,
  S3a: { accepts: [21, 37] },
  S4: { accepts: [21, 37], verified: null },
  S5a: { accepts: [21, 29] },
  S5b: { accepts: [24, 37], oldest: 21 },
  S5c: { ...since24, verified: null },
  S5d: since24,
  S5e: { accepts: [21, 37], oldest: 16 },
  S6: { accepts: [24, 27] },
  B1: since24,
  R1a: { accepts: [24, 30] },
  R1b: none,
  R1c: none,
  R1d: none,
  R1e: none,
  C1a: { ...since24, reads: SMS },
  C2a: { ...since24, reads: SMS },
  C2b: { ...since24, reads: SMS },
};

/** Not yet read as Android does. A file that is must leave the list: `it.fails` holds it. */
const OPEN: readonly string[] = [];
const isOpen = (file: string): boolean => OPEN.some((prefix) => file.startsWith(prefix));

const readFacts = (
  path: string,
  { oldest = 21 }: Pick<Expected, 'oldest'> = {},
  identity: 'read' | 'verify' = 'read',
) => {
  const opener = new Opener({ apiRange: [Math.min(21, oldest), 37], code: 'none', identity });
  try {
    return opener.open(path, path).facts;
  } finally {
    opener.close();
  }
};

function auditOf(facts: AppFacts): ReturnType<typeof auditApp> {
  return auditApp(facts, builtinRulebook(), {
    category: 'lending',
    policies: ['article', 'cn-39', 'google-play'],
    features: [],
    asOf: '2026-11-23',
    tool: { name: 'permaudit', version: '0.0.0' },
  });
}

function checkVersions(facts: AppFacts, expected: Expected): void {
  const { accepts, reads, from } = expected;
  const low = accepts?.[0] === 24 ? 24 : (facts.manifest?.minSdk ?? 21);
  for (let api = expected.oldest ?? Math.max(21, low); api <= 37; api++) {
    const answer = answerOn(facts, api);
    const isAccepted = accepts !== null && api >= accepts[0] && api <= accepts[1];
    expect([api, typeof answer === 'object' && 'permissions' in answer]).toEqual([api, isAccepted]);
    if (!isAccepted || reads === undefined || typeof answer === 'string' || 'refused' in answer) continue;
    if (from === undefined || api >= from) expect(answer.permissions).toContain(reads);
    else if (api < 35) expect(answer.permissions).not.toContain(reads);
  }
}

function check(path: string, expected: Expected): void {
  const facts = readFacts(path, expected);
  checkVersions(facts, expected);
  const { verified } = expected;
  if (verified !== undefined) {
    checkVersions(readFacts(path, expected, 'verify'), { ...expected, accepts: verified });
  }
  const { capability, capable, without } = expected;
  const found = facts.capabilities.find(({ id }) => id === capability);
  if (capability !== undefined) expect(found?.id).toBe(capability);
  if (capable !== undefined) expect(found?.apiRange[0]).toBe(capable);
  const { limits, cannot } = expected;
  if (limits !== undefined) {
    expect(facts.permissions.find(({ name }) => name === limits.name)).toMatchObject({ ...limits });
  }
  if (cannot !== undefined) {
    expect(facts.capabilities.map(({ id }) => id)).toContain(cannot);
    expect(auditOf(facts).findings.flatMap(({ capabilities }) => capabilities)).not.toContain(cannot);
  }
  if (without !== undefined) expect(facts.capabilities.map(({ id }) => id)).not.toContain(without);
}

describe.each([
  ['android', ANDROID],
  ['manifest-and-signing', SIGNED],
])('%s', (folder, table) => {
  const path = join('cases', folder);
  const files = hasShared(path) ? readdirSync(join(SHARED, path)) : [];
  const rows = Object.entries(table).flatMap(([prefix, expected]) =>
    files.filter((file) => file.startsWith(prefix)).map((file): [string, Expected] => [file, expected]),
  );
  it.skipIf(rows.length === 0)('holds every file of the table', () => {
    expect(rows.length).toBeGreaterThanOrEqual(Object.keys(table).length);
  });
  const open = rows.filter(([file]) => isOpen(file));
  const closed = rows.filter(([file]) => !isOpen(file));
  if (closed.length > 0) {
    it.each(closed)('%s', (file, expected) => {
      check(join(SHARED, path, file), expected);
    });
  }
  if (open.length > 0) {
    it.fails.each(open)('%s: not yet', (file, expected) => {
      check(join(SHARED, path, file), expected);
    });
  }
});

describe('two versions of one app', () => {
  const folder = join(SHARED, 'cases', 'manifest-and-signing');
  const names = hasShared(join('cases', 'manifest-and-signing')) ? readdirSync(folder) : [];
  const [after, before] = names.filter((name) => name.startsWith('D1b')).sort();
  it.skipIf(after === undefined || before === undefined)('differ by the promise that was dropped', () => {
    const [old, now] = [before ?? '', after ?? ''].map((name) => auditOf(readFacts(join(folder, name))));
    const { widened } = diffAudits(old ?? expect.fail(), now ?? expect.fail()).permissions;
    expect(widened.map(({ name, how }) => [name, how.code])).toEqual([[SCAN, 'FOR_LOCATION']]);
  });
});
