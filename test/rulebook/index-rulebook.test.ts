import { describe, expect, it } from 'vitest';
import { clauseApplies, indexRulebook } from '../../src/rulebook/index-rulebook.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { shippedRulebook } from './shipped.js';

const rulebook = shippedRulebook();
const index = indexRulebook(rulebook);
const ids = (parts: readonly { id: string }[]): string[] => parts.map((part) => part.id);

describe('indexRulebook', () => {
  it('finds a category by id and alias, however written', () => {
    for (const name of ['lending', 'LENDING', '网络借贷', '网络借贷类', 'personal-loan', 'Line of credit', ' bnpl ']) {
      expect(index.category(name)?.id, name).toBe('lending');
    }
    expect(index.category('no such thing')).toBeUndefined();
    expect(index.category('__proto__')).toBeUndefined();
  });

  it('finds the one data type of a permission or capability', () => {
    expect(index.dataTypeOfPermission('android.permission.READ_SMS')?.id).toBe('sms');
    expect(index.dataTypeOfPermission('android.permission.ACCESS_COARSE_LOCATION')?.id).toBe('location');
    expect(index.dataTypeOfPermission('READ_SMS')).toBeUndefined();
    expect(index.dataTypeOfCapability('notification-listener')?.id).toBe('notification-content');
    expect(index.dataTypeOfCapability('home-screen')).toBeUndefined();
  });

  it('finds rules, clauses, policies, sources, features and data types by id', () => {
    expect(index.rule('LEND-MIC')).toMatchObject({ rule: { dataType: 'microphone' }, category: { id: 'lending' } });
    expect(index.clause('PLAY-LOANS-2023')).toMatchObject({ policy: { id: 'google-play' } });
    expect(index.policy('cn-39')?.regions).toEqual(['cn']);
    expect(index.source('CN-39')?.number).toBe('国信办秘字〔2021〕14号');
    expect(index.feature('kyc-camera')?.name.zh).toBe('相机实名认证');
    expect(index.dataType('sms')?.sensitivity).toBe('high');
    expect([index.rule('X'), index.clause('X'), index.policy('X'), index.source('X')]).toEqual(
      Array(4).fill(undefined),
    );
  });

  it('gives a category its own rules, then the general ones for what it leaves out', () => {
    const lending = ids(index.rulesFor('lending'));
    expect(lending).toContain('LEND-CONTACTS-READ');
    expect(lending).not.toContain('GEN-CONTACTS');
    expect(lending).not.toContain('GEN-LOW-TARGET');
    // What Android shows without a permission, and combinations that are not of lending alone.
    expect(lending.filter((id) => !id.startsWith('LEND-'))).toEqual(
      expect.arrayContaining(['MANIFEST-EVASION', 'GEN-STALKERWARE-PROFILE', 'GEN-CHILD-TRACKING']),
    );
    const served = new Set(index.rulesFor('lending').flatMap((rule) => [rule.dataType, ...(rule.alsoDataTypes ?? [])]));
    const twice = [...served].filter((dataType) => {
      const of = index
        .rulesFor('lending')
        .filter((rule) => [rule.dataType, ...(rule.alsoDataTypes ?? [])].includes(dataType));
      return new Set(of.map((rule) => rule.id.startsWith('LEND-'))).size > 1;
    });
    expect(twice).toEqual([]);
    const general = ids(index.rulesFor(null));
    expect(general).toEqual(ids(index.rulesFor('general')));
    expect(general).toContain('GEN-CONTACTS');
    expect(general.some((id) => id.startsWith('LEND-'))).toBe(false);
  });

  it('gives an app without category only clauses for every category without exception', () => {
    expect(ids(index.clausesFor('google-play', null))).toEqual([
      'PLAY-SMS-CALL-LOG-HANDLER',
      'PLAY-SMS-SEND-HANDLER',
      'PLAY-CALL-LOG-HANDLER',
      'PLAY-WRITE-SMS-HANDLER',
      'PLAY-PRECISE-LOCATION-SCOPE',
      'PLAY-FOREGROUND-SERVICE-TYPE',
      'PLAY-FAMILIES-AD-ID-DECLARED',
      'PLAY-FAMILIES-LOCATION-DECLARED',
      'PLAY-FAMILIES-DEVICE-IDENTIFIERS-DECLARED',
      'PLAY-TARGET-36',
      'PLAY-TARGET-35-WEAR-CAR',
      'PLAY-TARGET-34-TV-XR',
    ]);
    expect(index.clausesFor('article', null)).toEqual([]);
    expect(ids(index.clausesFor('google-play', 'lending'))).toContain('PLAY-ALL-FILES-ACCESS');
    expect(ids(index.clausesFor('google-play', 'file_manager_backup'))).not.toContain('PLAY-ALL-FILES-ACCESS');
    expect(index.clausesFor('no such policy', 'lending')).toEqual([]);
  });

  it('applies a clause by category and exception', () => {
    const clause = index.clause('PLAY-VPN')?.clause;
    if (clause === undefined) throw new Error('no clause PLAY-VPN');
    expect([null, 'lending', 'vpn_net'].map((category) => clauseApplies(clause, category))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('knows the baseline and the policies of a region', () => {
    expect(index.isBaseline('android.permission.INTERNET', 'lending')).toBe(true);
    expect(index.isBaseline('android.permission.INTERNET', null)).toBe(true);
    expect(index.isBaseline('android.permission.READ_SMS', 'lending')).toBe(false);
    expect(ids(index.policiesOfRegion('cn'))).toEqual(['cn-191-164', 'cn-39']);
    expect(ids(index.defaultPolicies())).toEqual(['article', 'cn-39', 'google-play']);
  });
});

describe('builtinRulebook', () => {
  it('is the compiled rules of the repository, read once', () => {
    expect(builtinRulebook()).toEqual(rulebook);
    expect(builtinRulebook()).toBe(builtinRulebook());
  });
});
