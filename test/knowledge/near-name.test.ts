/** Which permission a name was probably meant to be. */
import { describe, expect, it } from 'vitest';
import { nearName } from '../../src/knowledge/index.js';

const P = 'android.permission.';

describe('nearName', () => {
  it.each([
    [`${P}READ_CONTATCS`, `${P}READ_CONTACTS`],
    [`${P}READ_CONTACT`, `${P}READ_CONTACTS`],
    [`${P}POST_NOTIFICATION`, `${P}POST_NOTIFICATIONS`],
    [`${P}camera`, `${P}CAMERA`],
    [` ${P}CAMERA`, `${P}CAMERA`],
    [`${P}CAMERA `, `${P}CAMERA`],
    ['android.permissions.CAMERA', `${P}CAMERA`],
    ['android.Manifest.permission.READ_SMS', `${P}READ_SMS`],
    ['READ_SMS', `${P}READ_SMS`],
    [`${P}READ_STEPS`, `${P}health.READ_STEPS`],
    [`${P}health.READ_STEP`, `${P}health.READ_STEPS`],
    [`${P}FOREGROUND_SERVICE_TYPE_DATA_SYNC`, `${P}FOREGROUND_SERVICE_DATA_SYNC`],
    ['com.google.android.gms.permission.ADD_ID', 'com.google.android.gms.permission.AD_ID'],
  ])('%s is near %s', (name, near) => {
    expect(nearName(name)).toBe(near);
  });

  it.each([
    ['a known name', `${P}CAMERA`],
    ['nothing', ''],
    ['a namespace alone', P],
    ['another word', `${P}NOBODY_KNOWS_IT`],
    ['two letters of six', `${P}CAMXXA`],
    ['the same word of another maker', 'com.example.CAMERA'],
    ['a name longer than any', `${P}${'A'.repeat(80)}`],
  ])('%s is near none', (_, name) => {
    expect(nearName(name)).toBeNull();
  });
});
