/** What stands right below a score, in every format: what nobody says, and code that nobody read. */
import { describe, expect, it } from 'vitest';
import type { HidingKind } from '../../../src/facts/facts.js';
import type { Audit } from '../../../src/audit/types.js';
import { isMeaningNote, meaningNotes } from '../../../src/report/view/meaning.js';
import { renderHtml } from '../../../src/report/html/document.js';
import { renderMarkdown } from '../../../src/report/markdown/report.js';
import { renderText } from '../../../src/report/text/report.js';
import { auditOf, codeWith, evidence, hidingOf } from '../../audit/advised.js';

const LENDER = { category: 'lending', policies: ['article'], features: [], asOf: '2026-11-23' };
const LOADER = { permissions: ['READ_SMS'], targetSdk: 36 };
const audited = (kind: HidingKind | null, category: string | null = 'lending'): Audit =>
  auditOf(LOADER, codeWith([], kind === null ? {} : { hiding: hidingOf(kind) }), { ...LENDER, category });
const codes = (audit: Audit): string[] => meaningNotes(audit).map(({ code }) => code);

describe('right below the score', () => {
  it.each<[HidingKind | null, string[]]>([
    ['dynamic-loading', ['CODE_MAY_BE_HIDDEN']],
    ['packer', ['CODE_MAY_BE_HIDDEN']],
    ['missing-code', ['CODE_MAY_BE_HIDDEN']],
    ['hidden-dex', ['CODE_MAY_BE_HIDDEN']],
    ['reflection', ['CODE_MAY_BE_HIDDEN']],
    ['native-code', ['CODE_MAY_BE_HIDDEN']],
    ['webview', ['CODE_MAY_BE_HIDDEN']],
    ['webview-bridge', ['CODE_MAY_BE_HIDDEN']],
    ['invoke-custom', ['CODE_MAY_BE_HIDDEN']],
    [null, []],
  ])('an app with %s is told of %j', (kind, expected) => {
    expect(codes(audited(kind))).toEqual(expected);
  });

  it('comes first what the score means, then the code that nobody read', () => {
    expect(codes(audited('packer', null))).toEqual(['NO_CATEGORY', 'CODE_MAY_BE_HIDDEN']);
    expect(meaningNotes({ ...audited('packer', null), score: null })).toEqual([]);
  });

  it('takes stored notes as they are', () => {
    expect(isMeaningNote({ code: 'CODE_MAY_BE_HIDDEN', message: 'm' })).toBe(true);
    expect(isMeaningNote({ code: 'LOW_TARGET_INSTALL', message: 'm' })).toBe(false);
  });

  it.each(['dynamic-loading', 'reflection', 'native-code', 'packer', 'missing-code', 'hidden-dex'] as const)(
    'every format tells of %s before any lack of evidence',
    (kind) => {
      const audit = auditOf(LOADER, codeWith([evidence('READ_SMS', {})], { hiding: hidingOf(kind) }), LENDER);
      const told = [
        renderText(audit, { columns: 80, colorLevel: 0, unicode: true, view: 'screen' }).replace(/\s+/g, ' '),
        renderMarkdown(audit).replaceAll('\\', ''),
        renderHtml(audit),
      ];
      for (const [text = '', lack] of told.map(
        (one, at) => [one, ['not seen', 'no evidence', 'not seen'][at]] as const,
      )) {
        const at = text.indexOf('which can keep use out of sight');
        expect(at).toBeGreaterThan(0);
        expect(text.indexOf(kind.replaceAll('-', ' '))).toBeLessThan(at);
        expect(text.replaceAll('no evidence of use is no proof', '').indexOf(lack ?? '')).toBeGreaterThan(at - 40);
      }
    },
  );
});
