/** What an SDK is for, in English. The table is complete: a missing purpose does not compile. */
import type { SdkKind, SdkPurpose } from '../../knowledge/sdks.js';

/** Kinds are here too: stored reports of older versions, and records of batches, tell no more. */
const PURPOSES: Readonly<Record<SdkPurpose | SdkKind, string>> = {
  advertising: 'advertising',
  analytics: 'analytics',
  'app-store': 'app store',
  attribution: 'attribution',
  cloud: 'cloud services',
  consent: 'consent',
  crash: 'crash reports',
  'crash-reports': 'crash reports',
  'credit-scoring': 'credit scoring from device data',
  development: 'development',
  'device-id': 'device identifier',
  engagement: 'engagement',
  experiments: 'experiments and configuration',
  feedback: 'feedback and surveys',
  framework: 'framework',
  game: 'game',
  identity: 'identity',
  'identity-check': 'identity check',
  'location-data': 'location data',
  map: 'maps',
  maps: 'maps and positions',
  media: 'media',
  messaging: 'messaging',
  other: 'other',
  payment: 'payment',
  performance: 'performance monitoring',
  push: 'push',
  risk: 'risk control',
  security: 'security',
  'session-recording': 'session recording',
  'sign-in': 'sign-in',
  social: 'social',
  ui: 'user interface',
};

/** What an SDK is for; a word this version does not know is shown as it is. */
export function sdkPurposeInEnglish(purpose: string): string {
  return Object.hasOwn(PURPOSES, purpose) ? PURPOSES[purpose as SdkPurpose] : purpose;
}
