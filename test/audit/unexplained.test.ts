/** What no declared category explains: the score without a category, with `other`, and for the supply side. */
import { describe, expect, it } from 'vitest';
import { uncoveredOf } from '../../src/audit/uncovered.js';
import { evaluateRules } from '../../src/audit/findings.js';
import { auditContext, type AuditRequest } from '../../src/audit/request.js';
import { CAPABILITY_IDS, type CapabilityId } from '../../src/facts/facts.js';
import { allPermissionNames, isSensitive } from '../../src/knowledge/index.js';
import { indexRulebook } from '../../src/rulebook/index-rulebook.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { Rulebook } from '../../src/rulebook/types.js';
import { audit, factsOf, fullName, type AppShape } from './facts.js';
import { HARMLESS, TORCH } from './torch.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';

const rulebook = builtinRulebook();
const index = indexRulebook(rulebook);
/** Nobody says what the app needs. */
const SILENT: [what: string, request: Partial<AuditRequest>][] = [
  ['no category', { category: null }],
  ['the category other', { category: 'other' }],
  ['a torch of the supply side', { category: 'tools_flashlight', role: 'supply', policies: ['article'] }],
];

describe.each(SILENT)('with %s', (_, request) => {
  it('a torch that takes everything is for review, with grade D or F', () => {
    const result = audit(TORCH, request);
    expect(result.verdict).toBe('review');
    expect(['D', 'F']).toContain(result.grade);
    expect(result.options.necessity).toBe('not-judged');
  });

  it('an app for the network and the vibrator is fine', () => {
    const result = audit(HARMLESS, request);
    expect([result.score, result.grade, result.verdict, result.findings]).toEqual([100, 'A', 'pass', []]);
  });

  // The app holds one thing alone, and no policy is selected: only the category could explain it.
  const category = index.category(request.category ?? 'general');
  const explained = new Set<string>([
    ...rulebook.categories.flatMap(({ id, baseline }) =>
      id === 'general' || id === category?.id ? baseline.flatMap(({ permissions }) => permissions) : [],
    ),
    ...[
      ...(category?.necessary ?? []),
      ...(category?.conditional ?? []),
      ...(index.category('general')?.conditional ?? []),
    ].flatMap((need) => [...need.permissions, ...need.capabilities]),
  ]);
  const names = rulebook.dataTypes.flatMap(({ sensitivity, permissions, capabilities }) => [
    ...permissions.map((name) => ({ name, sensitivity, app: { permissions: [name] } })),
    ...capabilities.map((name) => ({ name, sensitivity, app: { permissions: [], capabilities: [name] } })),
  ]);
  // By itself a permission or service may open nothing, see powers.ts; that is no finding.
  const opening = names.filter(({ name, app }) => {
    const asked = {
      policies: [],
      features: [],
      asOf: '2026-11-23',
      tool: { name: 'permaudit', version: '0' },
      words: AUDIT_WORDS,
    };
    const context = auditContext(factsOf({ ...app, targetSdk: 37, minSdk: 14 }), rulebook, {
      ...asked,
      category: null,
      ...request,
    });
    return context.effective.has(name) || (context.capabilities as ReadonlySet<string>).has(name);
  });

  it('is tried with most of what the data types know', () => {
    expect(opening.length).toBeGreaterThan(names.length * 0.8);
  });

  it.each(opening.filter(({ name }) => !explained.has(name)))('$name is unexplained', ({ name, sensitivity, app }) => {
    const { findings } = audit({ ...app, targetSdk: 37, minSdk: 14 }, { ...request, policies: [] });
    const found = findings.filter((one) => [...one.permissions, ...one.capabilities].includes(name));
    const severity = { high: 'medium', medium: 'low', low: 'info' }[sensitivity];
    expect(found.map((one) => [one.verdict, one.severity])).toContainEqual(['unexplained', severity]);
  });

  it.each([...explained])('%s is explained', (name) => {
    const app = name.includes('.')
      ? { permissions: [name] }
      : { permissions: [], capabilities: [name as CapabilityId] };
    const { findings } = audit({ ...app, targetSdk: 37, minSdk: 14 }, { ...request, policies: [] });
    expect(findings.filter(({ verdict }) => verdict === 'unexplained')).toEqual([]);
  });
});

describe('what is sensitive', () => {
  it('is a finding in every category, or needed there: whatever the catalogue and the capabilities know', () => {
    const names = allPermissionNames().filter((name) => isSensitive(name) || index.dataTypeOf(name) !== undefined);
    const app: AppShape = { permissions: names, capabilities: [...CAPABILITY_IDS], targetSdk: 37, minSdk: 37 };
    for (const category of [null, ...rulebook.categories.map(({ id }) => id)]) {
      const { findings, permissions, capabilities } = audit(app, { category, policies: [] });
      const told = new Set(findings.flatMap((finding) => [...finding.permissions, ...finding.capabilities]));
      const silent = permissions.filter(
        ({ name, verdict, apiRanges }) =>
          apiRanges.length > 0 && verdict !== null && verdict !== 'necessary' && !told.has(name),
      );
      // A conditional finding is folded into a worse one of its data type, as its evidence.
      const folded = new Set(findings.flatMap(({ evidence }) => evidence.map(({ name }) => name)));
      expect(
        silent.filter(({ name }) => !folded.has(name)).map(({ name }) => name),
        String(category),
      ).toEqual([]);
      expect(capabilities.length).toBe(CAPABILITY_IDS.length);
    }
  });

  it('is a finding where the rulebook has no rule for it', () => {
    const bare: Rulebook = {
      ...rulebook,
      categories: rulebook.categories.map((category) => ({ ...category, rules: [] })),
    };
    const request: AuditRequest = {
      category: null,
      policies: [],
      features: [],
      asOf: '2026-11-23',
      tool: { name: 'permaudit', version: '0' },
      words: AUDIT_WORDS,
    };
    const app: AppShape = { permissions: ['READ_CONTACTS'], capabilities: ['vpn-service', 'device-admin'] };
    const context = auditContext(factsOf(app), bare, request);
    const found = evaluateRules(context).findings;
    expect(found.map(({ ruleId, dataType, severity }) => [ruleId, dataType, severity]).sort()).toEqual([
      ['UNCOVERED-SENSITIVE', 'contacts', 'medium'],
      ['UNCOVERED-SENSITIVE', 'device-control', 'low'],
      ['UNCOVERED-SENSITIVE', 'network-traffic', 'medium'],
    ]);
    expect(uncoveredOf(context, new Set([fullName('READ_CONTACTS'), 'vpn-service', 'device-admin']))).toEqual([]);
  });

  it('weighs the most where it belongs to no data type', () => {
    const nowhere = allPermissionNames().filter((name) => isSensitive(name) && index.dataTypeOf(name) === undefined);
    expect(nowhere.length).toBeGreaterThan(0);
    const [name = ''] = nowhere;
    const none = audit({ permissions: [{ name }], targetSdk: 30, minSdk: 29 }, { category: null, policies: [] });
    if (none.permissions.every(({ apiRanges }) => apiRanges.length === 0)) return;
    expect(none.findings.map(({ dataType, severity, verdict }) => [dataType, severity, verdict])).toEqual([
      ['unclassified', 'medium', 'unexplained'],
    ]);
  });
});

describe('the notes', () => {
  it.each([
    [null, undefined, 'NO_CATEGORY'],
    ['other', undefined, 'NECESSITY_NOT_JUDGED'],
    ['tools_flashlight', 'supply' as const, 'SUPPLY_SIDE'],
  ])('say first what the score means: %s %s', (category, role, code) => {
    const { notes } = audit(TORCH, role === undefined ? { category } : { category, role });
    expect(notes[0]?.code).toBe(code);
  });

  it.each([null, 'other'])('hint at the likely category: %s', (category) => {
    const app = { ...TORCH, packageName: 'com.example.flashlight' };
    expect(audit(app, { category }).notes[1]).toMatchObject({
      code: 'CATEGORY_HINT',
      data: { categories: ['tools_flashlight'] },
    });
    expect(audit(app, { category: 'tools_flashlight' }).notes.map(({ code }) => code)).not.toContain('CATEGORY_HINT');
  });
});
