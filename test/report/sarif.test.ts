import { describe, expect, it } from 'vitest';
import type { Citation } from '../../src/audit/types.js';
import { mergeSarif, renderSarif, toSarifLog } from '../../src/report/sarif/log.js';
import { relativeUri, sarifText } from '../../src/report/sarif/text.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { holdsForAnyText } from './hostile-text.js';
import {
  cleanAudit,
  codeAudit,
  finding,
  incompleteAudit,
  overCollectingAudit,
  PLAY_CLAUSE,
  refusedAudit,
  SAMPLES,
} from './samples.js';
import { sarifProblems } from './schemas.js';

function expectValid(log: unknown): void {
  expect(sarifProblems(log)).toBe('');
}

function runOf(audit: Parameters<typeof renderSarif>[0]): ReturnType<typeof toSarifLog>['runs'][number] {
  return toSarifLog([audit]).runs[0]!;
}

describe('SARIF', () => {
  it('is valid for every sample', () => {
    for (const make of Object.values(SAMPLES)) expectValid(JSON.parse(renderSarif(make())));
  });

  it('is refused by the validator when it is broken', () => {
    const log = JSON.parse(renderSarif(cleanAudit())) as { runs: { results: unknown }[] };
    log.runs[0]!.results = [{ level: 'terrible' }];
    expect(sarifProblems(log)).not.toBe('');
  });

  it('is valid, with relative well-formed addresses, whatever the text', async () => {
    await holdsForAnyText((audit) => {
      const log = JSON.parse(renderSarif(audit)) as ReturnType<typeof toSarifLog>;
      expectValid(log);
      const uri = log.runs[0]!.artifacts[0]!.location.uri;
      expect(uri).toMatch(/^(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+(?:\/(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+)*$/);
      for (const result of log.runs[0]!.results) {
        // No placeholder and no embedded link can come of the text.
        expect(result.message.text.replace(/\{\{|\}\}/g, '')).not.toMatch(/[{}]/);
        expect(result.message.text.replace(/\\./g, '')).not.toMatch(/[[\]]/);
      }
    });
  });

  it('has what code scanning asks of every rule and result', () => {
    const { tool, results } = runOf(overCollectingAudit());
    for (const rule of tool.driver.rules) {
      expect(rule.help.text).not.toBe('');
      expect(rule.help.markdown).not.toBe('');
      expect(Number(rule.properties['security-severity'])).toBeGreaterThanOrEqual(0);
      expect(rule.properties.tags).toContain('security');
    }
    const sms = tool.driver.rules.find((rule) => rule.id === 'LEND-002')!;
    expect(sms.properties['security-severity']).toBe('9.5');
    expect(sms.defaultConfiguration.level).toBe('error');
    expect(sms.helpUri).toMatch(/^http/);
    for (const result of results) {
      expect(tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
      expect(result.locations[0]?.physicalLocation?.region?.startLine).toBe(1);
      expect(result.partialFingerprints['permauditFinding/v2']).not.toBe('');
    }
    // The first is unjustified: for review, though it is as grave as the second.
    expect(results.map((result) => result.level)).toEqual(['warning', 'error', 'note', 'error']);
    expect(results[1]?.locations[0]?.logicalLocations?.[0]).toEqual({
      name: 'android.permission.READ_CONTACTS',
      fullyQualifiedName: 'com.example.quickloan/permission/android.permission.READ_CONTACTS',
      kind: 'permission',
    });
  });

  it('links the cited texts in Markdown, and nothing that is no address to follow', () => {
    const helpOf = (url: string | null): { text: string; markdown?: string } => {
      const findings = [finding({ clauses: [{ ...PLAY_CLAUSE, url }] })];
      return runOf({ ...cleanAudit(), findings }).tool.driver.rules[0]!.help;
    };
    const address = 'https://example.com/policy?a=1';
    expect(helpOf(address).markdown).toContain(` <${address}>\n`);
    expect(helpOf(address).text).toContain(` ${address}`);
    expect(helpOf(address).markdown).not.toContain('https\\:');
    for (const url of [null, 'javascript:alert(1)', 'https://a b<c>'])
      expect(helpOf(url).markdown).not.toMatch(/<[a-z]+:[^>]*[ <]|javascript/);
  });

  it('keeps the fingerprint when the app version and the file change', () => {
    const audit = overCollectingAudit();
    const newer = {
      ...audit,
      subject: { ...audit.subject, file: 'other/place.apk', versionCode: 99, sha256: 'a'.repeat(64) },
    };
    const prints = (one: typeof audit): unknown[] => runOf(one).results.map((result) => result.partialFingerprints);
    expect(prints(newer)).toEqual(prints(audit));
  });

  it("stays within code scanning's limits for every rule of the rulebook", () => {
    const rulebook = builtinRulebook();
    const dataTypes = new Map(rulebook.dataTypes.map((dataType) => [dataType.id, dataType]));
    const [cited] = overCollectingAudit().findings.flatMap(({ clauses }) => clauses);
    const clauses = rulebook.policies.map(({ id }) => ({ ...cited!, clauseId: id, policy: id }));
    const rules = rulebook.categories
      .flatMap((category) => category.rules)
      .map(({ id, title, why, dataType }) => {
        const exposes = dataTypes.get(dataType)?.exposes.en ?? '';
        return finding({ ruleId: id, title: title.en, why: why.en, exposes, clauses });
      });
    // Rules of one's own may be longer.
    rules.push(finding({ ruleId: 'OWN', title: '[x'.repeat(2000), why: 'why '.repeat(2000), clauses }));
    expect(rules.length).toBeGreaterThan(50);
    for (const rule of toSarifLog([{ ...cleanAudit(), findings: rules }]).runs[0]!.tool.driver.rules) {
      expect(rule.shortDescription.text.length).toBeLessThanOrEqual(1024);
      expect(rule.fullDescription.text.length).toBeLessThanOrEqual(1024);
      expect(rule.properties.tags.length).toBeLessThanOrEqual(20);
      expect(rule.name.length).toBeLessThanOrEqual(255);
    }
  });

  it('tells accepted findings as suppressed, with the justification', () => {
    const audit = { ...cleanAudit(), findings: [finding({ suppressedBy: 'agreed with legal' }), finding()] };
    const { results } = runOf(audit);
    expect(results[0]?.suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'agreed with legal' },
    ]);
    expect(results[1]?.suppressions).toBeUndefined();
  });

  it('says that it failed when there is no sure result', () => {
    for (const audit of [refusedAudit(), incompleteAudit()]) {
      const [invocation] = runOf(audit).invocations;
      expect(invocation?.executionSuccessful).toBe(false);
      expect(invocation?.toolExecutionNotifications[0]).toMatchObject({
        level: 'error',
        descriptor: { id: audit.error?.code },
      });
    }
    expect(runOf(cleanAudit()).invocations[0]?.executionSuccessful).toBe(true);
  });

  it('tells with each result what the code does, and lists the known SDKs', () => {
    const run = runOf(codeAudit());
    const told = JSON.stringify(run.results.map(({ properties }) => properties));
    expect(told).toContain('"name":"Example Ads","package":"com.example.ads","sites":3');
    expect(run.properties).toMatchObject({ sdks: [{ id: 'example-ads', name: 'Example Ads' }] });
    expect(JSON.stringify(runOf(overCollectingAudit()))).not.toContain('"sdks"');
  });

  it('points to the pages of the rules when told where they are', () => {
    const log = toSarifLog([overCollectingAudit()], { docsBase: 'https://docs.example/rules/' });
    expect(log.runs[0]?.tool.driver.rules[0]?.helpUri).toBe('https://docs.example/rules/LEND-003.md');
    expect(log.runs[0]?.tool.driver.informationUri).toBe('https://docs.example/rules/');
    expectValid(log);
    const refused = toSarifLog([overCollectingAudit()], { docsBase: 'javascript:alert(1)' });
    expect(refused.runs[0]?.tool.driver).not.toHaveProperty('informationUri');
    expect(refused.runs[0]?.tool.driver.rules[1]?.helpUri).toMatch(/^https:\/\/support/);
  });

  it('points to the text that weighs most, and to an article only where there is no other', () => {
    const article = { ...PLAY_CLAUSE, clauseId: 'a', authority: 'article' as const, url: 'https://press.example/a' };
    const law = { ...PLAY_CLAUSE, clauseId: 'l', verdict: 'unjustified' as const, url: 'https://law.example/l' };
    const platform = { ...PLAY_CLAUSE, clauseId: 'p', url: 'https://platform.example/p' };
    const uriOf = (...clauses: Citation[]): string | undefined =>
      toSarifLog([{ ...cleanAudit(), findings: [finding({ clauses })] }]).runs[0]?.tool.driver.rules[0]?.helpUri;
    expect(uriOf(article, law, platform)).toBe('https://platform.example/p');
    expect(uriOf(article, law)).toBe('https://law.example/l');
    expect(uriOf(article)).toBe('https://press.example/a');
    expect(uriOf({ ...law, url: null }, article)).toBe('https://press.example/a');
    expect(uriOf({ ...law, url: 'javascript:alert(1)' })).toBeUndefined();
  });

  it('merges runs with ids that can be told apart', () => {
    const merged = mergeSarif([toSarifLog([cleanAudit()]), toSarifLog([overCollectingAudit()])]);
    expectValid(merged);
    expect(merged.runs.map((run) => run.automationDetails.id)).toEqual([
      'permaudit/lending/org.example.careful/',
      'permaudit/lending/com.example.quickloan/',
    ]);
  });
});

describe('relativeUri', () => {
  it.each([
    ['app.apk', 'app.apk'],
    ['./out/app release.apk', 'out/app%20release.apk'],
    ['/home/someone/app.apk', 'app.apk'],
    ['../elsewhere/app.apk', 'app.apk'],
    ['a/../../b.apk', 'b.apk'],
    ['a/../b.apk', 'b.apk'],
    ['C:\\Users\\someone\\app.apk', 'app.apk'],
    ['\\\\server\\share\\app.apk', 'app.apk'],
    ['http://evil.example/x', 'http%3A/evil.example/x'],
    ['快借.apk', '%E5%BF%AB%E5%80%9F.apk'],
    ['\ud800', '%EF%BF%BD'],
    ['', 'input'],
    ['/', 'input'],
  ])('%s -> %s', (path, uri) => {
    expect(relativeUri(path)).toBe(uri);
  });
});

describe('sarifText', () => {
  it('escapes what SARIF gives a meaning', () => {
    expect(sarifText('{0} [a](b) \u001b')).toBe('{{0}} \\[a\\](b) (U+1B)');
  });
});
