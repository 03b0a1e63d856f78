/** What validation refuses, each kind with its code and place. */
import { describe, expect, it } from 'vitest';
import { formatProblem, RULE_PROBLEMS, type RuleProblemCode } from '../../src/rulebook/problem.js';
import { validateRuleFiles, type ValidationOptions } from '../../src/rulebook/validate.js';
import { smallRules } from './small-rules.js';

type Change = [path: string, old: string, replacement: string];

const CHAT = 'categories/chat.yaml';
const GENERAL = 'categories/general.yaml';
const LAW = 'policies/law.yaml';
const SOURCES = 'sources.yaml';
const TYPES = 'data-types.yaml';

type Refusal = [code: RuleProblemCode, change: Change, line: number | null];

/** A rule that looks for a combination. */
const combine = (predicate: string): Change => [
  CHAT,
  'why: Writing',
  `why: Writing\n    predicate: ${predicate}\n    verdict: unjustified`,
];
/** Code, the change that brings it about, and the line it must name. */
const REFUSED: Refusal[] = [
  ['RULE_YAML', [CHAT, 'name: Chat', 'name: [Chat'], 3],
  ['RULE_YAML', [CHAT, 'name: Chat', 'name: Chat\nname: Chat'], 3],
  ['RULE_SCHEMA', [LAW, 'verification: primary', 'verification: MEM-L'], 15],
  ['RULE_SCHEMA', [LAW, 'verification: primary', 'verification: unverified-low'], 15],
  ['RULE_SCHEMA', [LAW, 'verdict: prohibited', 'verdict: forbidden'], 13],
  ['RULE_SCHEMA', [LAW, '    source: LAW\n', ''], 7],
  ['RULE_SCHEMA', [TYPES, 'sensitivity: high\n    exposes: People', 'exposes: People'], 2],
  ['RULE_SCHEMA', [TYPES, '[accessibility-service]', '[mind-reading]'], 13],
  ['RULE_SCHEMA', [CHAT, 'name: Chat', 'name: Chat\nnane: Chat'], 1],
  ['RULE_SCHEMA', [LAW, 'effective: 2025-01-31', 'effective: 2025-13-31'], 18],
  ['RULE_DUPLICATE_ID', [CHAT, 'id: CHAT-CONTACTS-WRITE', 'id: CHAT-CONTACTS-READ'], 15],
  ['RULE_DUPLICATE_ID', [LAW, 'id: LAW-1', 'id: GEN-CONTACTS'], 7],
  ['RULE_DUPLICATE_ID', [LAW, 'id: LAW-1', 'id: LAW'], 7],
  ['RULE_DUPLICATE_ID', [TYPES, 'id: screen', 'id: contacts'], 8],
  ['RULE_DUPLICATE_ID', [CHAT, 'aliases: [messenger]', 'aliases: [General]'], 1],
  ['RULE_UNKNOWN_DATA_TYPE', [GENERAL, 'dataType: screen', 'dataType: scream'], 13],
  ['RULE_UNKNOWN_SOURCE', [LAW, 'source: LAW', 'source: LORE'], 8],
  ['RULE_UNKNOWN_SOURCE', [CHAT, 'why: Writing', 'why: Writing\n    seeAlso: [LORE]'], 20],
  ['RULE_UNKNOWN_FEATURE', [CHAT, 'features: [friends]', 'features: [fiends]'], 7],
  ['RULE_UNKNOWN_CATEGORY', [LAW, 'exceptCategories: [later]', 'exceptCategories: [never]'], 12],
  ['RULE_UNKNOWN_PERMISSION', [LAW, '[READ_CONTACTS]', '[REED_CONTACTS]'], 16],
  ['RULE_UNKNOWN_PERMISSION', [LAW, '[READ_CONTACTS]', '[android.permission.health.*]'], 16],
  ['RULE_PERMISSION_TWICE', [TYPES, 'permissions: []', 'permissions: [READ_CONTACTS]'], 8],
  ['RULE_FOREIGN_PERMISSION', [GENERAL, 'title: Screen', 'title: Screen\n    permissions: [READ_CONTACTS]'], 12],
  ['RULE_OVERLAP', [CHAT, '[WRITE_CONTACTS]', '[WRITE_CONTACTS, READ_CONTACTS]'], 15],
  ['RULE_GAP', [TYPES, 'WRITE_CONTACTS]', 'WRITE_CONTACTS, GET_ACCOUNTS]'], 1],
  ['RULE_NO_GENERIC_RULE', [GENERAL, 'dataType: screen', 'dataType: contacts'], 8],
  ['RULE_EMPTY', [LAW, '[READ_CONTACTS]', '[]'], 7],
  ['RULE_SEVERITY_REASON', [CHAT, 'why: Writing', 'why: Writing\n    severity: low'], 15],
  ['RULE_SEVERITY_REASON', [CHAT, 'why: Writing', 'why: Writing\n    severityReason: Because'], 15],
  ['RULE_PREDICATE_VERDICT', [CHAT, 'why: Writing', 'why: Writing\n    verdict: prohibited'], 15],
  ['RULE_PREDICATE_VERDICT', [CHAT, 'why: Writing', 'why: Writing\n    predicate: { kind: evasion }'], 15],
  ['RULE_COMPOSITE', [CHAT, 'why: Writing', 'why: Writing\n    composite: true'], 15],
  ['RULE_UNKNOWN_PERMISSION', combine('{ kind: combination, allOf: [{ permissions: [REED_CONTACTS] }] }'), 20],
  ['RULE_UNKNOWN_DATA_TYPE', combine('{ kind: combination, anyOf: [{ dataTypes: [scream] }] }'), 20],
  [
    'RULE_UNKNOWN_FEATURE',
    combine('{ kind: combination, anyOf: [{ dataTypes: [screen] }], requiresFeatures: [fiends] }'),
    20,
  ],
  ['RULE_EMPTY', combine('{ kind: combination, anyOf: [{ permissions: [] }] }'), 20],
  ['RULE_EMPTY', combine('{ kind: combination, anyOf: [{ dataTypes: [screen] }], atLeast: 2 }'), 20],
  ['RULE_EMPTY', combine('{ kind: combination, allOf: [{ dataTypes: [screen] }], atLeast: 1 }'), 20],
  ['RULE_SCHEMA', combine('{ kind: combination }'), 20],
  ['RULE_SCHEMA', combine('{ kind: combination, allOf: [{}] }'), 20],
  ['RULE_QUOTE_REQUIRED', [LAW, '    quote: no contacts\n', ''], 7],
  ['RULE_CITATION', [LAW, 'verification: primary', 'verification: unverified-high'], 10],
  ['RULE_CITATION', [LAW, 'verification: primary', 'verification: unverified-high\n    locator: article 12'], 16],
  ['RULE_CITATION', [LAW, 'verification: primary', 'verification: unverified-high\n    locator: 第五条'], 16],
  ['RULE_CITATION', [LAW, 'source: LAW', 'source: DRAFT'], 15],
  ['RULE_CITATION', [LAW, 'basis: derived', 'basis: inferred'], 13],
  ['RULE_TRANSLATION', [LAW, 'quote: no contacts', 'translation: { zh: 不得 }'], 10],
  ['RULE_TRANSLATION', [LAW, 'quote: no contacts', 'quote: no contacts\n    translation: { en: None }'], 11],
  ['RULE_TRANSLATION', [CHAT, 'why: Writing', 'why: Writing\n    articleTranslation: { zh: 写入 }'], 20],
  ['RULE_SCHEMA', [LAW, 'quote: no contacts', 'quote: no contacts\n    translation: {}'], 11],
  ['RULE_FEATURES_REQUIRED', [LAW, 'verdict: prohibited', 'verdict: conditional'], 7],
  ['RULE_FEATURES_REQUIRED', [LAW, 'verdict: prohibited', 'verdict: prohibited\n    features: [friends]'], 7],
  ['RULE_CITED_WITHOUT_CLAUSE', [LAW, 'clauses:', 'withoutClause: [LAW]\nclauses:'], 6],
  ['RULE_DRAFT_NOT_CAPPED', [LAW, 'source: LAW', 'source: DRAFT'], 7],
  ['RULE_WEAK_PROHIBITION', [LAW, 'verification: primary', 'verification: unverified-medium'], 13],
  ['RULE_CONFIDENCE_MARK', [LAW, 'title: No contacts', 'title: No contacts [MEM-H]'], 7],
  ['RULE_CONFIDENCE_MARK', [CHAT, 'why: To find friends', "why: 'To find friends [V2]'"], 6],
  ['RULE_DATE_ORDER', [LAW, 'announced: 2025-01', 'announced: 2025-02'], 7],
  ['RULE_DATE_ORDER', [LAW, 'announced: 2025-01', 'targetSdk: { min: 31, max: 30 }'], 17],
  ['RULE_DATE_ORDER', [LAW, 'effective: 2025-01-31', 'effective: 2025-01-31\n    until: 2025-01-30'], 7],
  ['RULE_DATE_ORDER', [SOURCES, 'title: A law', 'title: A law\n    issued: 2025-02\n    inForce: 2025-01'], 2],
  ['RULE_DATE_ORDER', [SOURCES, 'title: A law', 'title: A law\n    issued: "2025"\n    until: "2024"'], 2],
  ['RULE_DATE_UNKNOWN', [LAW, 'effective: 2025-01-31', 'effective: 2025-02-30'], 18],
  ['RULE_DATE_UNKNOWN', [LAW, 'effective: 2025-01-31', 'notBefore: 2025-04-31'], 18],
  ['RULE_DATE_UNKNOWN', [LAW, 'effective: 2025-01-31', 'until: 2025-02-29'], 18],
  ['RULE_DATE_UNKNOWN', [SOURCES, 'title: A law', 'title: A law\n    issued: 2023-02-29'], 4],
  ['RULE_DATE_UNKNOWN', [SOURCES, 'title: A law', 'title: A law\n    notBefore: 2023-06-31'], 4],
  ['RULE_DATE_REQUIRED', [LAW, '    announced: 2025-01\n    effective: 2025-01-31\n', ''], 7],
  ['RULE_DATE_REQUIRED', [LAW, 'announced: 2025-01\n    effective: 2025-01-31', 'until: 2025-01-31'], 7],
  ['RULE_DATE_REQUIRED', [CHAT, 'why: Writing', 'why: Writing\n    seeAlso: [LAW]'], 20],
  ['RULE_SUPERSEDED', [SOURCES, 'status: in-force', 'status: superseded'], 2],
  ['RULE_SUPERSEDED', [SOURCES, 'title: A law', 'title: A law\n    supersededBy: DRAFT'], 4],
  ['RULE_SUPERSEDED', [SOURCES, 'title: A law', 'title: A law\n    until: 2025-02\n    supersededBy: LORE'], 5],
  ['RULE_SUPERSEDED', [SOURCES, 'title: A law', 'title: A law\n    until: 2025-02\n    supersededBy: DRAFT'], 5],
  ['RULE_SUPERSEDED', [SOURCES, 'title: A law', 'title: A law\n    until: 2025-02\n    supersededBy: LAW'], 5],
  ['RULE_SUPERSEDED', [LAW, 'effective: 2025-01-31', 'effective: 2025-01-31\n    supersededBy: LAW-1'], 19],
  [
    'RULE_SUPERSEDED',
    [LAW, 'effective: 2025-01-31', 'effective: 2025-01-31\n    until: 2025-02-01\n    supersededBy: LAW-2'],
    20,
  ],
  ['RULE_BASELINE_SENSITIVE', [GENERAL, '[INTERNET]', '[READ_CONTACTS]'], 5],
  ['RULE_NEED_TWICE', [CHAT, 'aliases:', 'necessary: [{ permissions: [READ_CONTACTS], why: X }]\naliases:'], 7],
];

function problemsOf(changes: Change[], options?: ValidationOptions): string[] {
  return validateRuleFiles(smallRules(...changes), options).problems.map(formatProblem);
}

/** The law replaced by the draft, which is there from `next`. */
function replacedOn(until: string, next: string): string[] {
  return problemsOf([
    [SOURCES, 'title: A law', `title: A law\n    until: '${until}'\n    supersededBy: DRAFT`],
    [SOURCES, 'title: A draft', `title: A draft\n    issued: '${next}'`],
  ]);
}

describe('a text that another replaces', () => {
  it.each([
    ['2025-06-02', '2025-06-01'],
    ['2025-06-01', '2025-06-01'],
    ['2025-06', '2025-06-30'],
    ['2025', '2025-12-31'],
    ['2025-06', '2025-06'],
  ])('on %s may be by one of %s', (until, next) => {
    expect(replacedOn(until, next)).toEqual([]);
  });

  it.each([
    ['2025-06-01', '2025-06-02'],
    ['2025-06', '2025-07-01'],
    ['2025-06-01', '2025-06'],
    ['2025', '2026'],
  ])('on %s may not be by one of %s: nothing would hold between', (until, next) => {
    expect(replacedOn(until, next).join()).toMatch(/^sources\.yaml:5: RULE_SUPERSEDED LAW ends on/);
  });
});

describe('validateRuleFiles', () => {
  it('accepts the smallest set of rules', () => {
    expect(problemsOf([])).toEqual([]);
    expect(validateRuleFiles(smallRules()).rulebook?.version).toBe('2026.01.0');
  });

  it('keeps a translation into another language than the quotation', () => {
    const { rulebook, problems } = validateRuleFiles(
      smallRules([LAW, 'quote: no contacts', 'quote: no contacts\n    translation: { zh: 不得读取通讯录 }']),
    );
    expect(problems.map(formatProblem)).toEqual([]);
    expect(rulebook?.policies[0]?.clauses[0]?.translation).toEqual({ zh: '不得读取通讯录' });
  });

  it.each(['', '\n    composite: true'])('accepts a combination%s', (composite) => {
    const predicate =
      '{ kind: combination, allOf: [{ dataTypes: [screen] }], anyOf: [{ permissions: [READ_CONTACTS] }] }';
    const [path, old, replacement] = combine(predicate);
    const { rulebook, problems } = validateRuleFiles(smallRules([path, old, replacement + composite]));
    expect(problems.map(formatProblem)).toEqual([]);
    const rule = rulebook?.categories.flatMap(({ rules }) => rules).find(({ predicate: own }) => own !== undefined);
    expect(rule?.predicate).toMatchObject({ anyOf: [{ permissions: ['android.permission.READ_CONTACTS'] }] });
  });

  it.each(REFUSED)('refuses with %s: %j', (code, change, line) => {
    const { rulebook, problems } = validateRuleFiles(smallRules(change));
    expect(rulebook).toBeNull();
    expect(problems.map((problem) => [problem.code, problem.file, problem.line])).toContainEqual([
      code,
      expect.any(String),
      line,
    ]);
  });

  it('refuses with RULE_FILE what it does not know, and what is missing', () => {
    const stray = [...smallRules(), { path: '../evil.yaml', text: 'id: x' }];
    expect(validateRuleFiles(stray).problems.map(formatProblem)).toEqual([
      '../evil.yaml: RULE_FILE not a file the rulebook knows',
    ]);
    const incomplete = smallRules().filter(({ path }) => path !== 'rulebook.yaml' && path !== GENERAL);
    expect(validateRuleFiles(incomplete).problems.map(({ code, message }) => `${code} ${message}`)).toEqual(
      expect.arrayContaining([
        'RULE_FILE rulebook.yaml with a version is missing',
        'RULE_FILE the category general is missing',
      ]),
    );
  });

  it('refuses a dangerous or special permission of the catalogue without data type', () => {
    const known = ['INTERNET', 'READ_CONTACTS', 'WRITE_CONTACTS'].map((name) => ({
      name: `android.permission.${name}`,
    }));
    const sms = { name: 'android.permission.READ_SMS', kind: 'dangerous' };
    const alarm = { name: 'android.permission.SCHEDULE_EXACT_ALARM', kind: 'special', special: true };
    const old = { name: 'android.permission.READ_OWNER_DATA', kind: 'dangerous', gone: 9 };
    expect(problemsOf([], { catalog: [...known, old] })).toEqual([]);
    expect(problemsOf([], { catalog: [...known, sms, alarm] })).toEqual([
      'data-types.yaml:2: RULE_PERMISSION_NOWHERE android.permission.READ_SMS belongs to no data type',
      'data-types.yaml:2: RULE_PERMISSION_NOWHERE android.permission.SCHEDULE_EXACT_ALARM belongs to no data type',
    ]);
    const excused: Change = [
      'rulebook.yaml',
      '[later]',
      '[later]\nnotHeldByStoreApps: [READ_SMS, SCHEDULE_EXACT_ALARM]',
    ];
    expect(problemsOf([excused], { catalog: [...known, sms, alarm] })).toEqual([]);
  });

  it('refuses a data type or baseline permission that the catalogue does not have', () => {
    const catalog = [{ name: 'android.permission.READ_CONTACTS' }];
    expect(problemsOf([], { catalog })).toEqual([
      'categories/general.yaml:5: RULE_UNKNOWN_PERMISSION permissions: unknown "android.permission.INTERNET"',
      'data-types.yaml:6: RULE_UNKNOWN_PERMISSION android.permission.WRITE_CONTACTS is not in the catalogue',
    ]);
  });

  it('has a test for every code', () => {
    const tested = new Set<string>([...REFUSED.map(([code]) => code), 'RULE_FILE', 'RULE_PERMISSION_NOWHERE']);
    expect(Object.keys(RULE_PROBLEMS).filter((code) => !tested.has(code))).toEqual([]);
  });
});

describe('a compiled rulebook', () => {
  const rulebook = validateRuleFiles(smallRules()).rulebook;

  it('has full names, texts by language and defaults filled in', () => {
    const general = rulebook?.categories.find(({ id }) => id === 'general');
    expect(general?.rules[0]).toMatchObject({
      title: { en: 'Contacts' },
      permissions: ['android.permission.READ_CONTACTS', 'android.permission.WRITE_CONTACTS'],
      capabilities: [],
      remediation: [{ en: 'A picker' }],
    });
    expect(rulebook?.dataTypes[1]?.name).toEqual({ en: 'Screen', zh: '屏幕' });
    expect(general?.conditional).toEqual([]);
  });

  const twoOfHealth: Change = [
    TYPES,
    'permissions: []',
    'permissions: [android.permission.health.A, android.permission.health.B]',
  ];

  it('leaves a wildcard as it is, where a data type has a name under it', () => {
    const clause: Change = [LAW, '[READ_CONTACTS]', '[android.permission.health.*, READ_CONTACTS]'];
    const { rulebook: compiled, problems } = validateRuleFiles(smallRules(twoOfHealth, clause));
    expect(problems).toEqual([]);
    expect(compiled?.policies[0]?.clauses[0]?.permissions).toEqual([
      'android.permission.health.*',
      'android.permission.READ_CONTACTS',
    ]);
  });

  it('takes a wildcard of a data type for every name under it', () => {
    const family: Change = [TYPES, 'permissions: []', 'permissions: [android.permission.health.*]'];
    const clause: Change = [LAW, '[READ_CONTACTS]', '[android.permission.health.A]'];
    const rule: Change = [
      GENERAL,
      'title: Screen',
      'title: Screen\n    permissions: [android.permission.health.*]\n    capabilities: [accessibility-service]',
    ];
    expect(validateRuleFiles(smallRules(family, clause, rule)).problems).toEqual([]);
    const catalog = ['android.permission.health.A', 'android.permission.READ_CONTACTS'].map((name) => ({
      name,
      kind: 'dangerous',
    }));
    expect(validateRuleFiles(smallRules(family), { catalog }).problems.map(({ code }) => code)).not.toContain(
      'RULE_PERMISSION_NOWHERE',
    );
  });

  it.each<[code: string, change: Change]>([
    ['RULE_GAP', [GENERAL, 'title: Screen', 'title: Screen\n    permissions: [android.permission.health.A]']],
    [
      'RULE_FOREIGN_PERMISSION',
      [
        GENERAL,
        'title: Contacts',
        'title: Contacts\n    permissions: [READ_CONTACTS, WRITE_CONTACTS, android.permission.health.A]',
      ],
    ],
  ])('%s, also against a wildcard', (code, change) => {
    const family: Change = [TYPES, 'permissions: []', 'permissions: [android.permission.health.*]'];
    expect(validateRuleFiles(smallRules(family, change)).problems.map((problem) => problem.code)).toContain(code);
  });

  it('does not depend on the order of the files, and changes its digest with any text', () => {
    expect(validateRuleFiles(smallRules().reverse()).rulebook).toEqual(rulebook);
    const changed = validateRuleFiles(smallRules([CHAT, 'why: Writing', 'why: Writing.'])).rulebook;
    expect(changed?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(changed?.sha256).not.toBe(rulebook?.sha256);
  });

  it('can be extended, a part of the same id replaced', () => {
    if (rulebook === null) throw new Error('the small rules are not valid');
    const chat = smallRules([CHAT, 'why: Writing', 'why: Mine']).filter(({ path }) => path === CHAT);
    const { rulebook: extended, problems } = validateRuleFiles(chat, { base: rulebook });
    expect(problems).toEqual([]);
    expect(extended?.version).toBe('2026.01.0+custom');
    expect(extended?.categories.map(({ id }) => id)).toEqual(['chat', 'general']);
    expect(extended?.categories[0]?.rules[1]?.why).toEqual({ en: 'Mine' });
    expect(extended?.policies).toEqual(rulebook.policies);
  });
});
