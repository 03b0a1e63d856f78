/** The app that the score without a category is measured by, and one that asks for nothing of concern. */
import type { AppShape } from './facts.js';

export const TORCH: AppShape = {
  permissions: [
    'READ_CONTACTS',
    'RECORD_AUDIO',
    'CAMERA',
    'ACCESS_FINE_LOCATION',
    'MANAGE_EXTERNAL_STORAGE',
    'READ_CALENDAR',
    'BODY_SENSORS',
    'PACKAGE_USAGE_STATS',
    'SYSTEM_ALERT_WINDOW',
    'REQUEST_INSTALL_PACKAGES',
    'QUERY_ALL_PACKAGES',
  ],
  capabilities: ['accessibility-service'],
  targetSdk: 36,
};

export const HARMLESS: AppShape = { permissions: ['INTERNET', 'VIBRATE'], targetSdk: 36 };
