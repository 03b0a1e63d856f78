/** Code evidence speaks against an app, never for it. */
import { describe, expect, it } from 'vitest';
import type { CodeEvidence, HidingKind, PermissionEvidence } from '../../src/facts/facts.js';
import { codeContradicts, evidenceOf, runsUnreadCode } from '../../src/audit/code.js';
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
    expect(finding?.remediation[0]).toBe('Remove CAMERA, or no longer declare kyc-camera: no code for it was found');
    expect(finding?.remediation.slice(1)).toEqual([
      'Use ACTION_IMAGE_CAPTURE for a single photo, without the permission',
    ]);
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
    expect(notes.get('CODE_MAY_BE_HIDDEN')).toContain('native code');
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

describe('what the code shows of a permission', () => {
  const both = codeOf([evidence('CAMERA', { totalSites: 1 }), evidence('READ_SMS', { totalSites: 2 })]);

  it('is what it shows of that one', () => {
    expect(evidenceOf(both, 'android.permission.READ_SMS')?.totalSites).toBe(2);
    expect(evidenceOf(both, 'android.permission.CAMERA')?.totalSites).toBe(1);
  });

  it('is nothing where it is not spoken of, or no code was looked at', () => {
    expect(evidenceOf(both, 'READ_SMS')).toBeNull();
    expect(evidenceOf(codeOf([]), 'android.permission.CAMERA')).toBeNull();
    expect(evidenceOf(null, 'android.permission.CAMERA')).toBeNull();
  });
});

describe('code speaks against a need', () => {
  const sign = (kind: HidingKind): CodeEvidence['hiding'][number] => ({ kind, what: 'x', count: 1, where: [] });
  const against = (permission: string, hiding: HidingKind[], more: Partial<PermissionEvidence> = {}): boolean =>
    codeContradicts(
      codeOf([evidence('READ_SMS'), evidence(permission, more)], { hiding: hiding.map(sign) }),
      `android.permission.${permission}`,
    );

  // docs/score.md: dynamic loading, a packer, hidden DEX files, components whose code is missing.
  it.each<[HidingKind, boolean]>([
    ['dynamic-loading', true],
    ['packer', true],
    ['hidden-dex', true],
    ['missing-code', true],
    ['reflection', false],
    ['native-code', false],
    ['webview', false],
    ['webview-bridge', false],
    ['invoke-custom', false],
  ])('unless more may be loaded: %s (%s)', (kind, runs) => {
    expect(runsUnreadCode(codeOf([], { hiding: [sign(kind)] }))).toBe(runs);
    expect(runsUnreadCode(codeOf([], { hiding: [sign('webview'), sign(kind)] }))).toBe(runs);
    expect(against('READ_CONTACTS', [kind])).toBe(!runs);
  });

  // docs/score.md: camera, sound, sensors, network, files. The NDK has an API for each, or the C library reaches it.
  it.each<[what: string, permissions: string[], byNative: boolean]>([
    ['the camera', ['CAMERA'], true],
    ['sound', ['RECORD_AUDIO'], true],
    ['sensors', ['BODY_SENSORS', 'BODY_SENSORS_BACKGROUND', 'ACTIVITY_RECOGNITION'], true],
    ['the network', ['INTERNET'], true],
    ['files', ['READ_EXTERNAL_STORAGE', 'WRITE_EXTERNAL_STORAGE', 'MANAGE_EXTERNAL_STORAGE'], true],
    [
      'files of media',
      [
        ...['READ_MEDIA_AUDIO', 'READ_MEDIA_IMAGES', 'READ_MEDIA_VIDEO', 'READ_MEDIA_VISUAL_USER_SELECTED'],
        'ACCESS_MEDIA_LOCATION',
      ],
      true,
    ],
    ['what content providers guard', ['READ_CONTACTS', 'READ_SMS', 'READ_CALL_LOG', 'READ_CALENDAR'], false],
    ['the place', ['ACCESS_COARSE_LOCATION', 'ACCESS_FINE_LOCATION', 'ACCESS_BACKGROUND_LOCATION'], false],
    ['the telephone', ['CALL_PHONE', 'READ_PHONE_STATE', 'SEND_SMS'], false],
  ])('unless native code may use it: %s', (_, permissions, byNative) => {
    for (const permission of permissions) {
      expect([permission, against(permission, [])]).toEqual([permission, true]);
      expect([permission, against(permission, ['native-code'])]).toEqual([permission, !byNative]);
      expect([permission, against(permission, ['webview'])]).toEqual([permission, true]);
    }
  });

  it.each<[Partial<PermissionEvidence>, boolean]>([
    [{}, true],
    [{ strength: 'weak' }, false],
    [{ strength: 'strong' }, false],
    [{ use: 'used', strength: 'strong' }, false],
    [{ use: 'used-undeclared', strength: 'strong' }, false],
    [{ use: 'not-scanned' }, false],
  ])('only where not even a hint of use was found: %j', (more, contradicts) => {
    expect(against('READ_CONTACTS', [], more)).toBe(contradicts);
  });

  it.each<[CodeEvidence | null, boolean]>([
    [codeOf([evidence('READ_CONTACTS')]), true],
    [codeOf([evidence('READ_CONTACTS')], { state: 'partial' }), false],
    [codeOf([evidence('READ_CONTACTS')], { state: 'none' }), false],
    [codeOf([evidence('READ_SMS')]), false],
    [codeOf([]), false],
    [null, false],
  ])('only where all of it was read, and the permission looked for (%#)', (code, contradicts) => {
    expect(codeContradicts(code, 'android.permission.READ_CONTACTS')).toBe(contradicts);
  });
});
