import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/audit/types.js';
import { renderJunit } from '../../src/report/junit.js';
import { harmlessAudit, holdsForAnyText } from './hostile-text.js';
import {
  cleanAudit,
  codeAudit,
  finding,
  incompleteAudit,
  overCollectingAudit,
  refusedAudit,
  SAMPLES,
} from './samples.js';
import { junitProblems } from './schemas.js';

interface Case {
  '@name': string;
  failure?: { '@message': string; '@type': string };
  skipped?: unknown;
  error?: { '@type': string };
}

interface Suite {
  '@tests': string;
  '@failures': string;
  '@errors': string;
  '@skipped': string;
  testcase: Case[];
}

function suiteOf(xml: string): Suite {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    isArray: (name) => name === 'testcase',
  });
  return (parser.parse(xml) as { testsuites: { testsuite: Suite } }).testsuites.testsuite;
}

/** Names of the elements in document order. */
function elementsOf(xml: string): string[] {
  return Array.from(xml.matchAll(/<([A-Za-z-]+)/g), (tag) => tag[1] ?? '');
}

describe('JUnit XML', () => {
  it('is well-formed and counts its own cases', () => {
    for (const make of Object.values(SAMPLES)) {
      const xml = renderJunit(make());
      expect(SyntaxValidator.validate(xml)).toBe(true);
      const suite = suiteOf(xml);
      const count = (kind: keyof Case): number => suite.testcase.filter((one) => kind in one).length;
      expect([suite['@tests'], suite['@failures'], suite['@errors'], suite['@skipped']].map(Number)).toEqual([
        suite.testcase.length,
        count('failure'),
        count('error'),
        count('skipped'),
      ]);
    }
  });

  it('follows the schema, accepted findings included', () => {
    for (const make of Object.values(SAMPLES)) expect(junitProblems(renderJunit(make()))).toEqual([]);
    const accepted = { ...cleanAudit(), findings: [finding({ suppressedBy: 'agreed' }), finding()] };
    expect(junitProblems(renderJunit(accepted))).toEqual([]);
    expect(junitProblems(renderJunit(accepted).replace('<skipped ', '<skiped '))).not.toEqual([]);
    expect(junitProblems(renderJunit(accepted).replace('classname=', 'klass='))).toEqual([
      'testcase has no attribute klass',
    ]);
  });

  it('would not be taken for well-formed when it is not', () => {
    expect(() => SyntaxValidator.validate(renderJunit(cleanAudit()).replace('</testsuites>', '</suites>'))).toThrow();
  });

  it('tells with each finding what the code does, and lists the known SDKs', () => {
    const xml = renderJunit(codeAudit());
    expect(xml).toContain(
      'In code: android.permission.READ_CONTACTS: used by com.example.ads (Example Ads) in 3 places; ' +
        'android.provider.ContactsContract$Contacts.CONTENT_URI in com.example.ads.Sync.upload; only a library uses it',
    );
    expect(xml).toContain('<property name="sdks" value="example-ads"/>');
    expect(renderJunit(overCollectingAudit())).not.toContain('name="sdks"');
  });

  it('fails what is prohibited or unjustified, and only that', () => {
    const suite = suiteOf(renderJunit(overCollectingAudit()));
    const failed = suite.testcase.filter((one) => one.failure !== undefined).map((one) => one['@name'].split(':')[0]);
    expect(failed).toEqual(['LEND-003', 'LEND-001', 'LEND-002']);
    const camera = suite.testcase.find((one) => one['@name'].startsWith('LEND-009'));
    expect(camera?.skipped).toBeDefined();
    expect(suiteOf(renderJunit(cleanAudit()))['@failures']).toBe('0');
  });

  it('says of a failure whether a text bars it, or somebody has to look at it', () => {
    const failureOf = (verdict: Finding['verdict'], severity: Finding['severity']): string | undefined =>
      /<failure [^>]*>/.exec(
        renderJunit({ ...cleanAudit(), justified: [], findings: [finding({ verdict, severity })] }),
      )?.[0];
    expect(failureOf('prohibited', 'high')).toBe(
      '<failure message="high, prohibited: Reads the address book" type="prohibited">',
    );
    expect(failureOf('unexplained', 'medium')).toBe(
      '<failure message="medium, unexplained (for review): Reads the address book" type="unexplained">',
    );
    expect(failureOf('unjustified', 'low')).toContain('(for review)');
    expect(failureOf('unexplained', 'low')).toBeUndefined();
  });

  it('skips what is accepted, with its reason', () => {
    const audit = { ...cleanAudit(), justified: [], findings: [finding({ suppressedBy: 'agreed with legal' })] };
    const xml = renderJunit(audit);
    expect(suiteOf(xml)['@failures']).toBe('0');
    expect(xml).toContain('<skipped message="accepted: agreed with legal"/>');
  });

  it('is an error, not a pass, when there is no sure result', () => {
    for (const audit of [refusedAudit(), incompleteAudit()]) {
      const suite = suiteOf(renderJunit(audit));
      expect(suite['@errors']).toBe('1');
      expect(suite.testcase[0]?.error?.['@type']).toBe(audit.error?.code);
    }
  });

  it('stays well-formed with the same elements, whatever the text', async () => {
    const expected = elementsOf(renderJunit(harmlessAudit()));
    await holdsForAnyText((audit) => {
      const xml = renderJunit(audit);
      expect(SyntaxValidator.validate(xml)).toBe(true);
      if (audit.score !== null) expect(elementsOf(xml)).toEqual(expected);
    });
  });
});
