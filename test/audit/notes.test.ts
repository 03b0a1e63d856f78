/** The notes of an audit: what a reader must know beside the findings, each where it holds and nowhere else. */
import { describe, expect, it } from 'vitest';
import { notesOf } from '../../src/audit/notes.js';
import type { NoteCode } from '../../src/audit/notes-data.js';
import type { AuditRequest } from '../../src/audit/request.js';
import type { Citation, Finding, Outcome, ToldNote } from '../../src/audit/types.js';
import type { ApiRange } from '../../src/bytes/api-range.js';
import type { AppFacts, CodeEvidence, HidingKind, Manifest, ManifestReading } from '../../src/facts/facts.js';
import type { Clause, Source, Verification } from '../../src/rulebook/types.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';
import { codeWith, evidence } from './advised.js';
import { audit, factsOf, fullName, type AppShape } from './facts.js';
import { clause, dataType, madeContext, policy, source, type Made } from './made-rulebook.js';

interface Case {
  app?: Partial<AppShape>;
  manifest?: Partial<Manifest> | null;
  facts?: Partial<AppFacts>;
  made?: Made;
  request?: Partial<AuditRequest>;
  findings?: Finding[];
  outcome?: Outcome;
}

function notes({
  app,
  manifest = {},
  facts,
  made = {},
  request,
  findings = [],
  outcome = 'complete',
}: Case): ToldNote[] {
  const read = factsOf({ permissions: [], targetSdk: 36, ...app });
  const changed = manifest === null || read.manifest === null ? null : { ...read.manifest, ...manifest };
  return notesOf(findings, outcome, madeContext({ ...read, manifest: changed, ...facts }, made, request));
}
const told = (code: NoteCode, given: Case): unknown[] =>
  notes(given)
    .filter((note) => note.code === code)
    .map(({ data }) => data);
const codes = (given: Case): string[] => notes(given).map(({ code }) => code);

describe('every audit', () => {
  it.each<[string, Case]>([
    ['of an app that asks for nothing', {}],
    ['of an app that could not be read', { manifest: null }],
  ])('says what a manifest cannot show: %s', (_, given) => {
    expect(codes(given)).toEqual(['MANIFEST_ONLY']);
    expect(told('MANIFEST_ONLY', given)).toEqual([{}]);
  });
});

describe('a category', () => {
  const NOT_JUDGED: Made = { category: { necessity: 'not-judged' } };

  it.each<[string, Case, unknown]>([
    ['none', { request: { category: null } }, { NO_CATEGORY: {} }],
    ['one that no rulebook has', { request: { category: 'nowhere' } }, { NO_CATEGORY: {} }],
    ['one that says nothing of need', { made: NOT_JUDGED }, { NECESSITY_NOT_JUDGED: { category: 'app' } }],
    ['one that says what is needed', {}, {}],
  ])('%s', (_, given, expected) => {
    const about = notes(given).filter(({ code }) => code === 'NO_CATEGORY' || code === 'NECESSITY_NOT_JUDGED');
    expect(Object.fromEntries(about.map(({ code, data }) => [code, data]))).toEqual(expected);
  });

  it('with kinds of it lets one choose', () => {
    const others = [
      { id: 'app_b', parent: 'app' },
      { id: 'elsewhere', parent: 'general' },
      { id: 'app_a', parent: 'app' },
    ];
    expect(told('CHOOSE_SUBTYPE', { made: { others } })).toEqual([{ category: 'app', subtypes: ['app_b', 'app_a'] }]);
    expect(told('CHOOSE_SUBTYPE', { made: { others }, request: { category: 'app_a' } })).toEqual([]);
    expect(codes({ made: { others }, request: { category: null } })).toEqual(['NO_CATEGORY', 'MANIFEST_ONLY']);
  });
});

describe('a hint at the category', () => {
  const name = (en: string): { en: string } => ({ en });
  const others = [
    { id: 'lender', name: name('Lenders'), aliases: ['loan'] },
    { id: 'torch', name: name('Torches'), aliases: ['flashlight'] },
  ];
  const hint = (given: Case): unknown[] => told('CATEGORY_HINT', { ...given, made: { others, ...given.made } });
  const LOAN = { categories: ['lender'], seen: ['loan'] };
  const WITHOUT = { category: null };

  it.each<[string, Case]>([
    ['the label', { manifest: { label: 'Quick Loan' } }],
    ['a label of another language', { manifest: { labels: { '': 'Nothing', id: 'Loan Cepat' } } }],
    ['the package', { manifest: { packageName: 'org.quick.loan' } }],
    ['what it says on its screens', { request: { texts: Array.from({ length: 4 }, () => 'your loan is due') } }],
  ])('is taken from %s', (_, given) => {
    expect(hint({ ...given, request: { ...WITHOUT, ...given.request } })).toEqual([LOAN]);
  });

  it('is given where no category says what the app needs, and nowhere else', () => {
    const manifest = { label: 'Quick Loan' };
    expect(hint({ manifest, request: WITHOUT })).toEqual([LOAN]);
    expect(hint({ manifest, made: { category: { necessity: 'not-judged' } } })).toEqual([LOAN]);
    expect(hint({ manifest })).toEqual([]);
  });

  it('is none where the names point nowhere, or were not read', () => {
    expect(codes({ manifest: { label: 'Quick' }, request: WITHOUT })).toEqual(['NO_CATEGORY', 'MANIFEST_ONLY']);
    expect(hint({ manifest: { label: 'Quick' }, request: WITHOUT })).toEqual([]);
    const texts = Array.from({ length: 4 }, () => 'your loan is due');
    expect(hint({ manifest: null, request: { ...WITHOUT, texts } })).toEqual([]);
  });
});

describe('the supply side', () => {
  const sources = [source('B', { appliesTo: 'consumer' }), source('ALL'), source('A', { appliesTo: 'consumer' })];

  it('is told which texts speak of consumers and are left out', () => {
    expect(told('SUPPLY_SIDE', { made: { sources }, request: { role: 'supply' } })).toEqual([{ sources: ['B', 'A'] }]);
    expect(told('SUPPLY_SIDE', { made: { sources }, request: { role: 'consumer' } })).toEqual([]);
    expect(told('SUPPLY_SIDE', { made: { sources } })).toEqual([]);
  });
});

describe('versions that differ', () => {
  const accepted = (apiRange: ApiRange): ManifestReading => ({
    ...{ apiRange, outcome: 'accepted', manifest: null, error: null },
  });
  const refused = (apiRange: ApiRange): ManifestReading => ({
    ...{ apiRange, outcome: 'refused', manifest: null },
    error: {
      code: 'MAN_NO_EXPORTED',
      path: '',
      offset: 4,
      data: { problem: 'missing', element: 'activity', name: 'A' },
    },
  });
  const readings = [accepted([36, 37]), refused([31, 35]), refused([30, 30]), accepted([24, 29])];

  it('are told stretch by stretch, newest first, each refusal with its code', () => {
    expect(told('VERSION_DEPENDENT', { facts: { readings }, outcome: 'version-dependent' })).toEqual([
      {
        accepted: ['API 36-37', 'API 24-29'],
        refused: ['API 31-35 MAN_NO_EXPORTED', 'API 30 MAN_NO_EXPORTED'],
        readings: [
          { android: 'API 36-37', error: null },
          { android: 'API 31-35', error: 'MAN_NO_EXPORTED' },
          { android: 'API 30', error: 'MAN_NO_EXPORTED' },
          { android: 'API 24-29', error: null },
        ],
      },
    ]);
  });

  it('are told of no file that all of them read alike', () => {
    expect(told('VERSION_DEPENDENT', { facts: { readings } })).toEqual([]);
    expect(told('VERSION_DEPENDENT', { facts: { readings }, outcome: 'complete-with-anomalies' })).toEqual([]);
  });
});

describe('what opens nothing', () => {
  it('is a service without the permission its work needs: told with what is missing, by short names', () => {
    const app = { capabilities: ['foreground-service-camera', 'foreground-service-data-sync'] as const };
    expect(told('INCAPABLE_SERVICE', { app })).toEqual([
      { capability: 'foreground-service-camera', permissions: ['CAMERA'] },
    ]);
    const able = { ...app, permissions: ['CAMERA', 'FOREGROUND_SERVICE_CAMERA'] };
    expect(told('INCAPABLE_SERVICE', { app: able })).toEqual([]);
  });

  it('is a permission that needs another beside it: told with the others', () => {
    const [own, beside, other] = ['MANAGE_MEDIA', 'READ_MEDIA_IMAGES', 'CAMERA'].map(fullName) as [
      string,
      string,
      string,
    ];
    const media = dataType('media', { permissions: [own, beside], opensBeside: { [own]: [beside, 'org.other.READ'] } });
    const made = { dataTypes: [media] };
    expect(told('OPENS_NOTHING_ALONE', { made, app: { permissions: [own, other] } })).toEqual([
      { permission: 'MANAGE_MEDIA', missing: ['READ_MEDIA_IMAGES', 'org.other.READ'] },
    ]);
    expect(told('OPENS_NOTHING_ALONE', { made, app: { permissions: [own, beside] } })).toEqual([]);
    expect(told('OPENS_NOTHING_ALONE', { made, app: { permissions: [beside] } })).toEqual([]);
  });
});

describe('a clause that does not bind yet', () => {
  const [CAMERA, SMS] = ['CAMERA', 'READ_SMS'].map(fullName) as [string, string];
  const app: Partial<AppShape> = { permissions: [CAMERA, SMS], capabilities: ['vpn-service'] };
  const future = (own: Partial<Clause>, of: Partial<Source> = {}, request: Partial<AuditRequest> = {}): unknown[] => {
    const one = clause('C', 'S', { permissions: [CAMERA], title: { en: 'Rule', zh: '规定' }, ...own });
    return told('FUTURE_CLAUSE', {
      app,
      made: { sources: [source('S', of)], policies: [policy('p', [one])] },
      request: { asOf: '2026-06-01', ...request },
    });
  };
  const DATA = { policy: 'p', title: 'Rule', permissions: ['CAMERA'] };

  it.each<[string, Partial<Clause>, Partial<Source>, unknown[]]>([
    ['from its own day', { announced: '2026-05', effective: '2026-06-02' }, {}, [{ ...DATA, from: '2026-06-02' }]],
    ['from today on, it binds', { announced: '2026', effective: '2026-06-01' }, {}, []],
    [
      'and enforced later',
      { announced: '2026-01', effective: '2026-07', enforced: '2026-08' },
      {},
      [{ ...DATA, from: '2026-07', enforced: '2026-08' }],
    ],
    [
      'and enforced the same day, which is said once',
      { announced: '2026-01', effective: '2026-07', enforced: '2026-07' },
      {},
      [{ ...DATA, from: '2026-07' }],
    ],
    ['from the day it is enforced', { announced: '2026-01', enforced: '2026-08' }, {}, [{ ...DATA, from: '2026-08' }]],
    ['from the day of its source', {}, { issued: '2026-01', inForce: '2026-08' }, [{ ...DATA, from: '2026-08' }]],
    [
      'from its own day and not that of its source',
      { enforced: '2026-08' },
      { issued: '2025-01', inForce: '2025-02' },
      [{ ...DATA, from: '2026-08' }],
    ],
    ['where it was there before', { notBefore: '2026-01', effective: '2027' }, {}, [{ ...DATA, from: '2027' }]],
    ['and is not known yet', { announced: '2026-07-01', effective: '2027' }, {}, []],
  ])('is told as a warning: %s', (_, own, of, expected) => {
    expect(future(own, of)).toStrictEqual(expected);
  });

  const DATED: Partial<Clause> = { announced: '2026', effective: '2027' };

  it('is told once, with all that it names of what the app has, short', () => {
    const names = { permissions: [SMS, CAMERA, fullName('READ_CONTACTS')], capabilities: ['vpn-service' as const] };
    expect(future({ ...DATED, ...names, announced: '2025' })).toMatchObject([
      { permissions: ['CAMERA', 'READ_SMS', 'vpn-service'] },
    ]);
    expect(future({ ...DATED, announced: '2025', permissions: [fullName('READ_CONTACTS')] })).toEqual([]);
  });

  it('is told in the language of the report', () => {
    expect(future({ ...DATED, announced: '2025' }, {}, { lang: 'zh' })).toMatchObject([{ title: '规定' }]);
  });

  it('is told of the target, where it speaks of no permission', () => {
    const onTarget = { ...DATED, announced: '2025', permissions: [], targetSdk: { max: 36 } };
    expect(future(onTarget)).toEqual([{ ...DATA, from: '2027', permissions: ['targetSdkVersion'] }]);
    expect(future({ ...onTarget, targetSdk: { max: 35 } })).toEqual([]);
  });
});

describe('what a store asks of the target', () => {
  const store = (own: Partial<Clause>, lang?: 'zh'): Case => ({
    made: {
      sources: [source('S')],
      policies: [
        policy('p', []),
        policy('q', [clause('T', 'S', { title: { en: 'Target', zh: '目标' }, targetSdk: { max: 36 }, ...own })]),
      ],
    },
    request: { asOf: '2026-06-01', ...(lang === undefined ? {} : { lang }) },
  });
  const IN_FORCE = { effective: '2026-06-01' };

  it('is told of a target that is lower, in the language of the report', () => {
    const told36 = { policy: 'q', title: 'Target', clause: 'T', targetSdk: 36 };
    expect(told('STORE_TARGET', store(IN_FORCE))).toEqual([told36]);
    expect(told('STORE_TARGET', store(IN_FORCE, 'zh'))).toEqual([{ ...told36, title: '目标' }]);
    expect(told('FUTURE_CLAUSE', store(IN_FORCE))).toEqual([]);
  });

  it('is a warning before its day, and none of an app whose target is high enough', () => {
    const later = store({ announced: '2025', effective: '2026-06-02' });
    expect(told('STORE_TARGET', later)).toEqual([]);
    expect(told('FUTURE_CLAUSE', later)).toHaveLength(1);
    expect(told('STORE_TARGET', store({ ...IN_FORCE, targetSdk: { max: 35 } }))).toEqual([]);
  });
});

describe('a role that an app of this kind takes', () => {
  it('is told by its name, with what Android asks for besides', () => {
    const others = [{ id: 'browser' }];
    const given = { made: { others }, request: { category: 'browser' } };
    expect(told('ROLE_INCOMPLETE', given)).toMatchObject([
      { role: 'browser', name: AUDIT_WORDS.sentences.en.ROLE_NAME({ role: 'browser' }) },
    ]);
    expect(told('ROLE_INCOMPLETE', given)).not.toMatchObject([{ missing: [] }]);
    expect(told('ROLE_INCOMPLETE', {})).toEqual([]);
  });
});

describe('citations that were not checked', () => {
  const [template] = audit({ permissions: ['READ_CONTACTS'], targetSdk: 36 }).findings;
  const citing = (...clauses: [source: string, verification: Verification][]): Finding => {
    const [citation] = template?.clauses ?? [];
    if (template === undefined || citation === undefined) throw new Error('a loan app with contacts is cited for it');
    const cited = clauses.map(([of, verification]): Citation => ({ ...citation, source: of, verification }));
    return { ...template, clauses: cited };
  };

  it.each<[Finding[], unknown[]]>([
    [[], []],
    [[citing(['S', 'primary'], ['T', 'secondary'])], []],
    [[citing(['S', 'primary'], ['T', 'unverified-high'])], [{ sources: ['T'] }]],
    [
      [citing(['S', 'unverified-medium']), citing(['R', 'unverified-high'], ['S', 'unverified-high'])],
      [{ sources: ['R', 'S'] }],
    ],
  ])('are told by their texts, each once (%#)', (findings, expected) => {
    expect(told('UNVERIFIED_CITATIONS', { findings })).toEqual(expected);
  });
});

// Android 14 installs nothing that targets less than 23, Android 15 nothing that targets less than 24.
describe('a target too low to be installed', () => {
  it.each<[target: number, newest: number, android: string | null]>([
    [24, 37, null],
    [23, 37, 'Android 15'],
    [23, 35, 'Android 15'],
    [23, 34, null],
    [22, 37, 'Android 14'],
    [22, 34, 'Android 14'],
    [22, 33, null],
    [1, 35, 'Android 14'],
  ])('%i, on versions up to %i: %s', (targetSdk, newest, android) => {
    const given: Case = { manifest: { targetSdk }, facts: { apiRange: [21, newest] } };
    expect(told('LOW_TARGET_INSTALL', given)).toEqual(android === null ? [] : [{ targetSdk, android }]);
  });

  it('is the lowest version, where none is given, and none where nothing was read', () => {
    const given: Case = { manifest: { targetSdk: null, minSdk: 22 } };
    expect(told('LOW_TARGET_INSTALL', given)).toEqual([{ targetSdk: 22, android: 'Android 14' }]);
    expect(told('LOW_TARGET_INSTALL', { manifest: null })).toEqual([]);
  });
});

describe('the code', () => {
  const sign = (kind: HidingKind): CodeEvidence['hiding'][number] => ({ kind, what: 'x', count: 1, where: [] });
  const of = (code: CodeEvidence): Record<string, unknown> => {
    const about = notes({ facts: { code } }).filter(({ code: id }) => id !== 'MANIFEST_ONLY');
    return Object.fromEntries(about.map(({ code: id, data }) => [id, data]));
  };

  it('that was read to the end, and hides nothing, is told nothing of', () => {
    expect(of(codeWith([evidence('READ_SMS', { use: 'used' }), evidence('CAMERA', {})]))).toEqual({});
  });

  it('uses what nothing requests: told of what is sensitive', () => {
    const used = (name: string) => evidence(name, { use: 'used-undeclared' });
    expect(of(codeWith([used('READ_SMS'), used('INTERNET'), evidence('READ_CONTACTS', {}), used('CAMERA')]))).toEqual({
      USED_UNDECLARED: { permissions: ['READ_SMS', 'CAMERA'] },
    });
    expect(of(codeWith([used('INTERNET')]))).toEqual({});
  });

  it('may be out of sight: told by kind, each once', () => {
    const hiding = [sign('reflection'), sign('packer'), sign('reflection')];
    expect(of(codeWith([], { hiding }))).toEqual({ CODE_MAY_BE_HIDDEN: { kinds: ['reflection', 'packer'] } });
  });

  it.each(['partial', 'none'] as const)('was not read to the end, with the reason where there is one: %s', (state) => {
    const reason = { code: 'NO_DEX', data: {} } as const;
    expect(of(codeWith([], { state, reason }))).toEqual({ CODE_PARTIAL: { reason } });
    expect(of(codeWith([], { state }))).toEqual({ CODE_PARTIAL: { reason: null } });
  });
});

it('are told in one order, what the score means first and what holds of every audit last', () => {
  const [own, beside] = ['MANAGE_MEDIA', 'READ_MEDIA_IMAGES'].map(fullName) as [string, string];
  const media = dataType('media', { permissions: [own, beside], opensBeside: { [own]: [beside] } });
  const dated = { announced: '2025', effective: '2027', permissions: [fullName('CAMERA')] };
  const clauses = [clause('C', 'S', dated), clause('T', 'S', { effective: '2026-01', targetSdk: { max: 36 } })];
  const [template] = audit({ permissions: ['READ_CONTACTS'], targetSdk: 36 }).findings;
  const findings = (template === undefined ? [] : [template]).map((finding) => ({
    ...finding,
    clauses: finding.clauses.map((each) => ({ ...each, verification: 'unverified-high' as const })),
  }));
  const given: Case = {
    app: { permissions: ['CAMERA', own], capabilities: ['foreground-service-microphone'], targetSdk: 22, minSdk: 21 },
    manifest: { label: 'Browser', sharedUserId: 'com.example.family' },
    facts: { code: codeWith([], { state: 'none' }) },
    made: {
      ...{ sources: [source('S')], policies: [policy('p', clauses)], dataTypes: [media] },
      others: [
        { id: 'browser', necessity: 'not-judged' },
        { id: 'browser_small', parent: 'browser' },
      ],
    },
    ...{ findings, outcome: 'version-dependent' },
  };
  expect(codes({ ...given, request: { category: 'browser', role: 'supply' } })).toEqual([
    'NECESSITY_NOT_JUDGED',
    'SUPPLY_SIDE',
    'CATEGORY_HINT',
    'CHOOSE_SUBTYPE',
    'VERSION_DEPENDENT',
    'INCAPABLE_SERVICE',
    'OPENS_NOTHING_ALONE',
    'FUTURE_CLAUSE',
    'STORE_TARGET',
    'ROLE_INCOMPLETE',
    'SHARED_USER_ID',
    'UNVERIFIED_CITATIONS',
    'LOW_TARGET_INSTALL',
    'CODE_PARTIAL',
    'MANIFEST_ONLY',
  ]);
});
