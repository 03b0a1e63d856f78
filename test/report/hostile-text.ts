/** Text as an attacker would write it, for the properties every format must hold. */
import fc from 'fast-check';
import type { Audit } from '../../src/audit/types.js';
import { finding, hostileAudit, HOSTILE } from './samples.js';

/** What must never be in a report, written out independently of the code under test. LF and CR are the formats' own. */
const FORBIDDEN: readonly (readonly [number, number])[] = [
  [0x00, 0x09],
  [0x0b, 0x0c],
  [0x0e, 0x1f],
  [0x7f, 0x9f],
  [0x61c, 0x61c],
  [0x200b, 0x200f],
  [0x2028, 0x2029],
  [0x202a, 0x202e],
  [0x2060, 0x2060],
  [0x2066, 0x2069],
  [0xd800, 0xdfff],
  [0xe000, 0xf8ff],
  [0xfeff, 0xfeff],
  [0xfffe, 0xffff],
  [0xe0000, 0xe007f],
  [0xf0000, 0x10ffff],
];

/** The forbidden characters in `text`, as code points. */
export function forbiddenIn(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0).filter((code) =>
    FORBIDDEN.some(([from, to]) => code >= from && code <= to),
  );
}

const ATTACKS = [
  '<script>alert(1)</script>',
  '</style><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '<!--',
  ']]>',
  '&lt;b&gt;',
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\uff1d1+1',
  ' =HYPERLINK("http://evil.example")',
  '\t=1',
  '\r\n=1',
  '[click](javascript:alert(1))',
  '![x](http://evil.example/x.png)',
  '<http://evil.example>',
  'http://evil.example/x',
  'www.evil.example',
  'mail@evil.example',
  '@everyone',
  '`` ` ```',
  '|',
  '\n\n# heading',
  '{0} {{',
  '%0a::error::x',
  '\u202egpj.exe',
  '\u001b[2J',
  '\ud800',
  '__proto__',
  HOSTILE,
];

/** Any UTF-16 string, attacks made frequent. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...ATTACKS),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => text !== '');

/** `text` wherever text from an APK or the command line can stand, and in an error and a justification. */
export function auditWith(text: string): Audit {
  const audit = hostileAudit(text);
  return {
    ...audit,
    findings: audit.findings.map((one) => ({ ...one, suppressedBy: text })),
    justified: [finding({ permissions: [text], features: [text], justified: { features: [text] } })],
    options: { ...audit.options, category: text, features: [text], policies: [text] },
    error: { code: 'AXML_CORRUPT', message: text, offset: 1, path: text, hint: text },
  };
}

/** The same audit shape without anything to fear in it. */
export function harmlessAudit(): Audit {
  return auditWith('harmless');
}

/** As {@link auditWith}, for a file that was not read. */
export function refusedWith(text: string): Audit {
  return {
    ...auditWith(text),
    outcome: 'refused',
    complete: false,
    score: null,
    grade: null,
    verdict: null,
    points: null,
  };
}

/** Checks a law for the audits of any text, read and refused. */
export async function holdsForAnyText(law: (audit: Audit, text: string) => Promise<void> | void): Promise<void> {
  await fc.assert(
    fc.asyncProperty(hostileText, async (text) => {
      await law(auditWith(text), text);
      await law(refusedWith(text), text);
    }),
    { numRuns: 60 },
  );
}
