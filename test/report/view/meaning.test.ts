/** What stands right below a score, in every format: what nobody says, and code that nobody read. */
import { describe, expect, it } from 'vitest';
import type { HidingKind } from '../../../src/facts/facts.js';
import type { Audit } from '../../../src/audit/types.js';
import { isMeaningNote, meaningNotes } from '../../../src/report/view/meaning.js';
import { auditOf, codeWith, hidingOf } from '../../audit/advised.js';

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
    ['reflection', []],
    ['native-code', []],
    [null, []],
  ])('an app with %s is told of %j', (kind, expected) => {
    expect(codes(audited(kind))).toEqual(expected);
  });

  it('comes first what the score means, then the code that nobody read', () => {
    expect(codes(audited('packer', null))).toEqual(['NO_CATEGORY', 'CODE_MAY_BE_HIDDEN']);
    expect(meaningNotes({ ...audited('packer', null), score: null })).toEqual([]);
  });

  it('takes stored notes as they are', () => {
    const stored = (data: Record<string, unknown>): boolean =>
      isMeaningNote({ code: 'CODE_MAY_BE_HIDDEN', message: 'm', data });
    expect([stored({ kinds: ['packer'] }), stored({ kinds: 'packer' }), stored({})]).toEqual([true, false, false]);
    expect(isMeaningNote({ code: 'CODE_MAY_BE_HIDDEN', message: 'm' })).toBe(false);
  });
});
