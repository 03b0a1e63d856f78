import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allPermissionNames, isSensitive, nearestPermission } from '../../src/knowledge/index.js';

const READ_SMS = 'android.permission.READ_SMS';
const READ_CALENDAR = 'android.permission.READ_CALENDAR';

describe('nearestPermission', () => {
  it.each([
    ['Cyrillic capitals', 'android.permission.RЕАD_ЅМЅ', READ_SMS],
    ['a Cyrillic small letter', 'аndroid.permission.READ_SMS', READ_SMS],
    ['Greek capitals', 'android.permission.RΕΑD_CΑLΕΝDΑR', READ_CALENDAR],
    ['full-width letters', 'android.permission.ＲＥＡＤ＿ＳＭＳ', READ_SMS],
    ['mathematical letters', 'android.permission.𝐑𝐄𝐀𝐃_SMS', READ_SMS],
    ['a zero-width space', 'android.permission.READ\u200b_SMS', READ_SMS],
    ['a right-to-left mark', '\u202eandroid.permission.READ_SMS', READ_SMS],
    ['a soft hyphen', 'android.permission.READ\u00ad_SMS', READ_SMS],
    ['a control character', 'android.permission.READ_SMS\u0000', READ_SMS],
    ['a blank at the end', 'android.permission.READ_SMS ', READ_SMS],
    ['an accent', 'android.permission.RÉAD_SMS', READ_SMS],
    ['the wrong case', 'android.permission.read_sms', READ_SMS],
    ['a capital first letter', 'Android.permission.READ_SMS', READ_SMS],
    ['a one for an i', 'andro1d.permission.READ_SMS', READ_SMS],
    ['a zero for an o', 'android.permission.READ_C0NTACTS', 'android.permission.READ_CONTACTS'],
  ])('sees through %s', (_, name, known) => {
    expect(nearestPermission(name)).toBe(known);
  });

  it.each([
    ['the name itself', READ_SMS],
    ['a known harmless name', 'android.permission.INTERNET'],
    ['another name', 'com.example.permission.READ_SMS'],
    ['a shorter name', 'android.permission.READ_SM'],
    ['nothing', ''],
    ['only invisible characters', '\u200b\u200c'],
  ])('is null for %s', (_, name) => {
    expect(nearestPermission(name)).toBeNull();
  });

  it('never takes a known name for another, and finds every sensitive one in the wrong case', () => {
    for (const name of allPermissionNames()) {
      expect(nearestPermission(name)).toBeNull();
      if (isSensitive(name)) expect(nearestPermission(name.toLowerCase())).toBe(name);
    }
  });

  it('sees through long runs of combining marks, which plain normalisation takes half a minute to sort', () => {
    const marks = '\u0300'.repeat(100_000) + '\u0323'.repeat(100_000);
    expect(nearestPermission(READ_SMS + marks)).toBe(READ_SMS);
  });

  it('takes any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const found = nearestPermission(text);
        return found === null || isSensitive(found);
      }),
    );
  });
});
