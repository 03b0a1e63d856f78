/** Code evidence speaks against an app, never for it. */
import { describe, expect, it } from 'vitest';
import type { CodeEvidence, HidingKind, PermissionEvidence } from '../../src/facts/facts.js';
import { auditApp } from '../../src/audit/evaluate.js';
import { applyJustifications } from '../../src/audit/justify.js';
import type { Audit } from '../../src/audit/types.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { DEFAULT_POLICIES, factsOf } from './facts.js';
import { ENGLISH } from '../../src/words/messages.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';

function evidence(permission: string, more: Partial<PermissionEvidence> = {}): PermissionEvidence {
  const full = `android.permission.${permission}`;
  return { permission: full, use: 'no-evidence', strength: null, totalSites: 0, owners: [], sites: [], ...more };
}

function codeOf(permissions: PermissionEvidence[], more: Partial<CodeEvidence> = {}): CodeEvidence {
  return { state: 'complete', reason: null, dexFiles: [], permissions, hiding: [], sdks: [], ...more };
}

function auditWith(code: CodeEvidence | null, permissions = ['CAMERA'], features = ['kyc-camera']): Audit {
  const facts = { ...factsOf({ permissions, targetSdk: 36 }), ...(code === null ? {} : { code }) };
  return auditApp(facts, builtinRulebook(), {
    category: 'lending',
    policies: DEFAULT_POLICIES,
    features,
    asOf: '2026-11-24',
    tool: { name: 'permaudit', version: '0.0.0' },
    words: AUDIT_WORDS,
  });
}

const camera = (result: Audit): string | undefined =>
  result.findings.find(({ dataType }) => dataType === 'camera')?.verdict;
const hidden = (kind: HidingKind): CodeEvidence =>
  codeOf([evidence('CAMERA')], { hiding: [{ kind, what: 'x', count: 1, where: [] }] });

describe('a declared feature', () => {
  it('without any code behind it makes the need unjustified', () => {
    const result = auditWith(codeOf([evidence('CAMERA')]));
    const [finding] = result.findings;
    expect([finding?.dataType, finding?.verdict, finding?.severity]).toEqual(['camera', 'unjustified', 'medium']);
    expect(finding?.evidence.find(({ kind }) => kind === 'code')).toMatchObject({
      name: 'android.permission.CAMERA',
      detail: { code: 'NO_CODE_FOR', data: { feature: 'kyc-camera' } },
    });
    expect(result.justified).toEqual([]);
    // Who has declared the feature is not told to declare it.
    expect(finding?.remediation[0]).toBe(
      'Remove the permission, or no longer declare kyc-camera: no code for it was found',
    );
    expect(finding?.remediation.slice(1)).toEqual(['Otherwise use ACTION_IMAGE_CAPTURE without the permission']);
  });

  it('counts while code shows use, or a hint of it', () => {
    expect(camera(auditWith(codeOf([evidence('CAMERA', { use: 'used', strength: 'strong' })])))).toBeUndefined();
    expect(camera(auditWith(codeOf([evidence('CAMERA', { strength: 'weak' })])))).toBeUndefined();
  });

  it('counts while code could be out of sight, or was not all read', () => {
    for (const kind of ['dynamic-loading', 'packer', 'missing-code', 'hidden-dex'] as const) {
      expect(camera(auditWith(hidden(kind)))).toBeUndefined();
    }
    expect(camera(auditWith(hidden('reflection')))).toBe('unjustified');
    expect(camera(auditWith(codeOf([evidence('CAMERA')], { state: 'partial', reason: 'x' })))).toBeUndefined();
    expect(camera(auditWith(codeOf([evidence('CAMERA', { use: 'not-scanned' })])))).toBeUndefined();
    expect(camera(auditWith(null))).toBeUndefined();
  });

  it('counts while native code could use the permission by itself', () => {
    const auditOf = (permission: string, feature: string): string[] => {
      const code = codeOf([evidence(permission)], {
        hiding: [{ kind: 'native-code', what: 'lib/*.so', count: 1, where: ['lib/arm64-v8a/libx.so'] }],
      });
      return auditWith(code, [permission], [feature]).findings.map(({ verdict }) => verdict);
    };
    expect(auditOf('CAMERA', 'kyc-camera')).toEqual([]);
    // No NDK has an API for the place.
    expect(auditOf('ACCESS_COARSE_LOCATION', 'fraud-location')).toEqual(['unjustified']);
  });

  it('is never contradicted where it was not declared', () => {
    expect(camera(auditWith(codeOf([evidence('CAMERA')]), ['CAMERA'], []))).toBe('conditional');
  });
});

describe('code evidence', () => {
  it('never betters a score', () => {
    const permissions = ['CAMERA', 'READ_CONTACTS', 'RECORD_AUDIO', 'ACCESS_COARSE_LOCATION'];
    for (const features of [[], ['kyc-camera'], ['kyc-camera', 'fraud-location']]) {
      const without = auditWith(null, permissions, features).score ?? 0;
      for (const use of ['used', 'no-evidence', 'not-scanned', 'used-undeclared'] as const) {
        const code = codeOf(permissions.map((name) => evidence(name, { use })));
        expect(auditWith(code, permissions, features).score).toBeLessThanOrEqual(without);
      }
    }
  });

  it('is told in notes: what is used unasked, what may be hidden, what was not read', () => {
    const code = codeOf(
      [evidence('READ_SMS', { use: 'used-undeclared' }), evidence('INTERNET', { use: 'used-undeclared' })],
      {
        state: 'partial',
        reason: 'classes2.dex: cut short',
        hiding: [{ kind: 'native-code', what: 'libx.so', count: 1, where: [] }],
      },
    );
    const notes = new Map(auditWith(code).notes.map((note) => [note.code, ENGLISH.note(note)]));
    expect(notes.get('USED_UNDECLARED')).toContain('READ_SMS');
    expect(notes.get('USED_UNDECLARED')).not.toContain('INTERNET');
    expect(notes.get('CODE_MAY_BE_HIDDEN')).toContain('native-code');
    expect(notes.get('CODE_PARTIAL')).toContain('classes2.dex: cut short');
    const plain = auditWith(null).notes.map(({ code: id }) => id);
    expect(plain.filter((id) => id.startsWith('CODE') || id.startsWith('USED'))).toEqual([]);
  });

  it('contradicts a justification of a permission nothing uses', () => {
    const entry = {
      permission: 'CAMERA',
      rule: null,
      feature: null,
      reason: 'identity check',
      owner: 'x',
      expires: null,
      place: 'permaudit.yaml:1',
    };
    const ids = (code: CodeEvidence): string[] =>
      applyJustifications(auditWith(code, ['CAMERA'], []), [entry], AUDIT_WORDS).findings.map(({ ruleId }) => ruleId);
    expect(ids(codeOf([evidence('CAMERA')]))).toContain('JUSTIFICATION-CONTRADICTED');
    expect(ids(codeOf([evidence('CAMERA', { use: 'used' })]))).not.toContain('JUSTIFICATION-CONTRADICTED');
  });
});
