/** What only a combination or a component of a loan app shows: with it, and the nearest app without it. */
import { describe, expect, it } from 'vitest';
import type { Audit } from '../../src/audit/types.js';
import { audit, ruleIds, type AppShape } from './facts.js';

const on = (shape: Partial<AppShape>): Audit => audit({ permissions: [], targetSdk: 36, ...shape });
const MANY = Array.from({ length: 21 }, (_, at) => `com.example${at}.other`);

/** Rule, an app that meets it, and apps that only nearly do. */
const RULES: [rule: string, meets: Partial<AppShape>[], misses: Partial<AppShape>[]][] = [
  [
    'LEND-HARASSMENT-KIT',
    [
      { permissions: ['READ_CONTACTS', 'READ_SMS'] },
      { permissions: ['RECORD_AUDIO', 'QUERY_ALL_PACKAGES'] },
      { permissions: ['READ_CALL_LOG', 'ACCESS_BACKGROUND_LOCATION'] },
    ],
    [
      { permissions: ['READ_CONTACTS'] },
      // A selected picture and the camera are no part of it, and two ways to one kind of data are one.
      { permissions: ['RECEIVE_SMS', 'READ_SMS', 'CAMERA'] },
      { permissions: ['RECORD_AUDIO', 'ACCESS_BACKGROUND_LOCATION'] },
    ],
  ],
  ['LEND-BYPASS-ACCESSIBILITY', [{ capabilities: ['accessibility-service'] }], [{ capabilities: ['vpn-service'] }]],
  [
    'LEND-BYPASS-NOTIFICATION',
    [{ capabilities: ['notification-listener'] }],
    [{ permissions: ['POST_NOTIFICATIONS'] }],
  ],
  [
    'LEND-MIC-BACKGROUND',
    [
      {
        permissions: ['RECORD_AUDIO', 'FOREGROUND_SERVICE_MICROPHONE'],
        capabilities: ['foreground-service-microphone'],
      },
      { permissions: ['RECORD_AUDIO', 'FOREGROUND_SERVICE_MICROPHONE'] },
      { permissions: ['CAPTURE_AUDIO_OUTPUT'] },
    ],
    [
      { permissions: ['RECORD_AUDIO', 'FOREGROUND_SERVICE'], capabilities: ['foreground-service-data-sync'] },
      { capabilities: ['foreground-service-microphone'] },
      { permissions: ['FOREGROUND_SERVICE_MICROPHONE'], capabilities: ['foreground-service-microphone'] },
    ],
  ],
  [
    'LEND-APP-INVENTORY',
    [{ permissions: ['QUERY_ALL_PACKAGES'] }, { capabilities: ['queries-launcher-wildcard'] }, { queries: MANY }],
    [{ queries: MANY.slice(1) }, { capabilities: ['queries-intents'] }],
  ],
  ['LEND-APP-INVENTORY-RIVALS', [{ queries: ['com.other.loan'] }], [{ queries: ['com.phonepe.app'] }]],
  [
    'LEND-IMPLIED-LOWTARGET',
    [
      { permissions: ['CAMERA'], targetSdk: 22 },
      { permissions: ['ACCESS_COARSE_LOCATION'], targetSdk: 28 },
      { permissions: ['READ_EXTERNAL_STORAGE'], targetSdk: 32 },
    ],
    [
      { permissions: ['ACCESS_COARSE_LOCATION'], targetSdk: 29 },
      { permissions: ['READ_EXTERNAL_STORAGE'], targetSdk: 33 },
      { permissions: ['CAMERA'], targetSdk: 23 },
      { permissions: ['INTERNET', 'VIBRATE'], targetSdk: 22 },
      { targetSdk: 4 },
    ],
  ],
  [
    'LEND-COERCION-CONTROL',
    [
      { permissions: ['SYSTEM_ALERT_WINDOW'] },
      { permissions: ['REQUEST_INSTALL_PACKAGES'] },
      { permissions: ['USE_FULL_SCREEN_INTENT'] },
      { permissions: ['REQUEST_IGNORE_BATTERY_OPTIMIZATIONS'] },
      { capabilities: ['device-admin'] },
    ],
    [{ permissions: ['POST_NOTIFICATIONS', 'WAKE_LOCK', 'RECEIVE_BOOT_COMPLETED'] }],
  ],
];

describe.each(RULES)('%s', (rule, meets, misses) => {
  it.each(meets)('is met by %j', (shape) => {
    expect(ruleIds(on(shape))).toContain(rule);
  });

  it.each(misses)('is not met by %j', (shape) => {
    expect(ruleIds(on(shape))).not.toContain(rule);
  });
});

describe('the harassment kit', () => {
  it('leaves out what a declared feature and the selected policies justify', () => {
    const app: AppShape = { permissions: ['RECORD_AUDIO', 'READ_CONTACTS'], targetSdk: 36 };
    const asked = { policies: ['in-rbi'] };
    expect(ruleIds(audit(app, asked))).not.toContain('LEND-HARASSMENT-KIT');
    expect(ruleIds(audit(app, { ...asked, features: ['kyc-interview'] }))).not.toContain('LEND-HARASSMENT-KIT');
    expect(ruleIds(audit(app, { policies: ['article'] }))).toContain('LEND-HARASSMENT-KIT');
  });

  it('is no finding in another category', () => {
    const result = audit({ permissions: ['READ_CONTACTS', 'READ_SMS'], targetSdk: 36 }, { category: 'shopping' });
    expect(ruleIds(result)).not.toContain('LEND-HARASSMENT-KIT');
  });
});

describe('an old target outside lending', () => {
  it.each([
    [22, true],
    [23, false],
  ])('target %i', (targetSdk, isMet) => {
    const found = ruleIds(audit({ permissions: ['CAMERA'], targetSdk }, { category: 'news' }));
    expect(found.includes('GEN-LOW-TARGET')).toBe(isMet);
  });
});
