import { describe, expect, it } from 'vitest';
import { definedBy, vendorOf } from '../../src/knowledge/index.js';

describe('definedBy and vendorOf', () => {
  it.each([
    ['android.permission.READ_SMS', 'android', null],
    ['android.permission.health.READ_STEPS', 'android', null],
    ['com.android.alarm.permission.SET_ALARM', 'android', null],
    ['com.android.launcher.permission.INSTALL_SHORTCUT', 'android', null],
    ['com.android.launcher.permission.READ_SETTINGS', 'vendor', 'AOSP Launcher'],
    ['com.google.android.gms.permission.AD_ID', 'vendor', 'Google Play services'],
    ['com.google.android.gms.permission.OTHER', 'vendor', 'Google Play services'],
    ['com.google.android.apps.maps.permission.X', 'vendor', 'Google'],
    ['com.android.vending.BILLING', 'vendor', 'Google Play Store'],
    ['com.sec.android.provider.badge.permission.READ', 'vendor', 'Samsung'],
    ['com.huawei.android.launcher.permission.CHANGE_BADGE', 'vendor', 'Huawei'],
    ['freemme.permission.msa', 'vendor', 'Freeme OS'],
    ['android.permission.NO_SUCH_THING', 'unknown', null],
    ['com.secret.app.permission.X', 'unknown', null],
    ['com.example.app.permission.C2D_MESSAGE', 'unknown', null],
    ['', 'unknown', null],
    ['constructor', 'unknown', null],
  ] as const)('%s', (name, by, vendor) => {
    expect(definedBy(name)).toBe(by);
    expect(vendorOf(name)).toBe(vendor);
  });
});
