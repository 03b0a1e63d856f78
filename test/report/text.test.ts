import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../src/report/view/columns.js';
import { renderText, type TextReportOptions } from '../../src/report/text/report.js';
import { groupFindings } from '../../src/report/view/group-findings.js';
import {
  cleanAudit,
  codeAudit,
  DRAFT_CLAUSE,
  hostileAudit,
  incompleteAudit,
  overCollectingAudit,
  refusedAudit,
  SAMPLES,
  versionDependentAudit,
} from './samples.js';

const PLAIN: TextReportOptions = { columns: 80, colorLevel: 0, unicode: true, view: 'details' };
// eslint-disable-next-line no-control-regex
const COLOUR_CODES = /\u001b\[[0-9;]*m/g;

/** The report as one line, so that expectations do not depend on where it wraps. */
function flowing(text: string): string {
  return text.replace(/\s+/g, ' ');
}

describe('the terminal report in detail', () => {
  it.each(Object.entries(SAMPLES))('fits the width it is given: %s', (_, make) => {
    for (const columns of [60, 80, 100, 120, 132, 160, 220]) {
      for (const unicode of [true, false]) {
        const lines = renderText(make(), { ...PLAIN, columns, unicode }).split('\n');
        const tooLong = lines.filter((line) => columnsOf(line) > columns);
        expect(tooLong).toEqual([]);
      }
    }
  });

  it.each(Object.entries(SAMPLES))('says the same with and without colour: %s', (_, make) => {
    for (const columns of [80, 160]) {
      const plain = renderText(make(), { ...PLAIN, columns });
      for (const colorLevel of [1, 2, 3] as const) {
        const coloured = renderText(make(), { ...PLAIN, columns, colorLevel });
        expect(coloured).not.toBe(plain);
        expect(coloured.replace(COLOUR_CODES, '')).toBe(plain);
      }
    }
  });

  it.each(Object.entries(SAMPLES))('is ASCII where the terminal is: %s', (_, make) => {
    expect(renderText(make(), { ...PLAIN, unicode: false })).toMatch(/^[\n -~]*$/);
  });

  it('has no line that ends in spaces', () => {
    for (const make of Object.values(SAMPLES)) expect(renderText(make(), PLAIN)).not.toMatch(/ $/m);
  });

  it('tells who the app is', () => {
    const text = flowing(renderText(overCollectingAudit(), PLAIN));
    expect(text).toContain('"快借 Quick Loan"');
    expect(text).toContain('Package com.example.quickloan');
    expect(text).toContain('Version "1.2.0", code 12');
    expect(text).toContain('Runs on Android 7 (API 24) and newer; built for Android 15 (API 35)');
    expect(text).toContain(`SHA-256 ${overCollectingAudit().subject.sha256 ?? ''}`);
  });

  it('says score, grade and verdict in words', () => {
    const text = renderText(overCollectingAudit(), PLAIN);
    expect(text).toContain('score 32 of 100, grade F');
    expect(text).toContain('FAIL: it asks for what a cited text bars for this kind of app.');
    expect(text).toContain('4 findings: 2 critical, 1 high, 1 low');
    expect(renderText(cleanAudit(), PLAIN)).toContain('PASS: it asks for nothing');
  });

  it('groups findings by data type, worst first', () => {
    const { findings } = overCollectingAudit();
    expect(groupFindings(findings).map((group) => group.name)).toEqual([
      'Contacts',
      'Text messages (SMS)',
      'Microphone',
      'Camera',
    ]);
    const again = findings.map((one) => ({ ...one, dataType: 'all' }));
    expect(groupFindings(again)).toHaveLength(1);
    expect(groupFindings(again)[0]?.findings.map((one) => one.severity)).toEqual([
      'critical',
      'critical',
      'high',
      'low',
    ]);
  });

  it('gives each finding its permissions, API range, reason, quote, clauses and remedy', () => {
    const text = flowing(renderText(overCollectingAudit(), PLAIN));
    expect(text).toContain('READ_SMS: API 24-32');
    expect(text).toContain('API 24-28, 33-37; implied by READ_SMS');
    expect(text).toContain('“What do you need microphone permission for?”');
    expect(text).toContain('Barred by google-play [1]');
    expect(text).toMatch(
      /\[1\] Google, Developer Program Policy.*Personal loan apps may not access contacts or photos/,
    );
    expect(text).toContain('checked in a secondary source');
    expect(text).toContain('DRAFT; our reading; UNVERIFIED');
    expect(text).toContain('not yet in force (enforced from 2027-01-27): a warning, no points');
    expect(text).toContain('Instead Let the borrower pick one emergency contact');
    expect(text).toContain('--feature identity-photo or --feature face-check');
  });

  it('names line and column where the manifest is text, and bytes where it is not', () => {
    const audit = overCollectingAudit();
    const [finding] = audit.findings;
    Object.assign(finding?.evidence[0] ?? {}, { line: 12, column: 5 });
    expect(flowing(renderText(audit, PLAIN))).toContain('line 12:5');
    expect(flowing(renderText(overCollectingAudit(), PLAIN))).not.toContain('line 12:5');
    const refused = refusedAudit();
    Object.assign(refused.error ?? {}, { line: 3, column: 7 });
    const text = flowing(renderText(refused, PLAIN));
    expect(text).toContain('(reading AndroidManifest.xml, line 3:7)');
    expect(text).not.toContain('at byte 1234');
  });

  it('shows what the code does with a permission, and whose code it is', () => {
    const text = flowing(renderText(codeAudit(), PLAIN));
    expect(text).toContain(
      'READ_CONTACTS: requested with uses-permission; used by com.example.ads (Example Ads) in 3 places',
    );
    expect(text).toContain('ContactsContract$Contacts.CONTENT_URI (read) in com.example.ads.Sync.upload');
    expect(text).toContain('<uses-permission android:name="android.permission.READ_CONTACTS" tools:node="remove" />');
    expect(text).toContain('the code was not scanned');
    expect(text).toContain('Known SDKs in the code (1)');
    expect(text).toContain('Example Ads advertising, Example; uses READ_CONTACTS');
    expect(flowing(renderText(codeAudit(), { ...PLAIN, columns: 140 }))).toContain(
      'Example Ads advertising Example READ_CONTACTS',
    );
    expect(flowing(renderText(overCollectingAudit(), PLAIN))).not.toContain('in the code');
  });

  it('shows the sum', () => {
    const text = renderText(overCollectingAudit(), PLAIN);
    expect(text).toMatch(/Contacts +■■■■ critical +-25 +75/);
    expect(text).toMatch(/Camera +■□□□ low +-3 +32/);
  });

  it('says on the first line under the score what it means without a category', () => {
    const text = renderText(versionDependentAudit(), PLAIN);
    const [, under = ''] = text.split('\n\n').slice(text.split('\n\n').findIndex((part) => part.includes('of 100')));
    expect(under).toContain('Without a category');
    expect(renderText(cleanAudit(), PLAIN)).not.toContain('Without a category');
  });

  it('shows what each Android version makes of a version-dependent file', () => {
    const text = flowing(renderText(versionDependentAudit(), PLAIN));
    expect(text).toContain('Android 12 to 17 (API 31-37) refused');
    expect(text).toContain('[MAN_CONFLICTING_FLAGS]');
    expect(text).toContain('2 permissions, among them only here or not everywhere: android.permission.CAMERA');
  });

  it('says near the score how the reading went', () => {
    expect(renderText(versionDependentAudit(), PLAIN)).toContain(
      'Android versions do not read this file alike: see below',
    );
    expect(renderText(overCollectingAudit(), PLAIN)).toContain('complete, with 1 oddity in the file: see below');
    expect(renderText(cleanAudit(), PLAIN)).not.toContain('Reading');
  });

  it('cites a clause in full once, and keeps every reserve', () => {
    const text = flowing(renderText(overCollectingAudit(), PLAIN));
    expect(text.split('type 13')).toHaveLength(2);
    expect(text.split('ID, bank card (cn-39-lending)')).toHaveLength(2);
    const { findings, ...rest } = overCollectingAudit();
    const twice = { ...rest, findings: findings.map((one) => ({ ...one, clauses: [DRAFT_CLAUSE] })) };
    expect(
      flowing(renderText(twice, PLAIN)).split('DRAFT; UNVERIFIED (from memory, likely); not yet in force'),
    ).toHaveLength(findings.length + 1);
  });

  it('explains a refusal calmly and gives no score', () => {
    const text = flowing(renderText(refusedAudit(), PLAIN));
    expect(text).toContain('no score ▲ Android would refuse this file');
    expect(text).toContain('Two entries have the same name (reading AndroidManifest.xml at byte 1234 (0x4d2)).');
    expect(text).toContain('Code ZIP_DUPLICATE_NAME.');
    expect(text).toContain('What to do: get the file again');
    expect(text).not.toContain('of 100');
    expect(text).not.toContain('PASS');
  });

  it('says on its first line when the reading was cut short', () => {
    const [first = ''] = renderText(incompleteAudit(), PLAIN).trim().split('\n');
    expect(first).toContain('INCOMPLETE');
  });

  it('always says what a manifest cannot show', () => {
    expect(renderText(cleanAudit(), PLAIN)).toContain('What a manifest cannot show');
  });

  it('stays whole whatever the APK holds', () => {
    const unsafe = /(?!\n)[\p{C}\p{Zl}\p{Zp}]/u;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(80, 160), (data, columns) => {
        const text = renderText(hostileAudit(data), { ...PLAIN, columns });
        expect(text).not.toMatch(unsafe);
      }),
      { numRuns: 60 },
    );
  });

  it('does not let a value begin a line of the report', () => {
    const label = `x\n\n  FAIL${' '.repeat(90)}score 100 of 100, grade A`;
    const lines = renderText(hostileAudit(label), PLAIN).split('\n');
    expect(lines.filter((line) => /^ {0,2}score 100/.test(line))).toEqual([]);
  });
});
