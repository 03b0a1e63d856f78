/** Device management sets up devices; what shows where the person is, what they use or read is no part of that. */
import { describe, expect, it } from 'vitest';
import type { Audit, Finding } from '../../src/audit/types.js';
import type { AuditRequest } from '../../src/audit/request.js';
import type { CapabilityId } from '../../src/facts/facts.js';
import { audit, fullName, ruleIds } from './facts.js';

const RULE = 'DEVICE-MANAGEMENT-WATCHING';
const FEATURES = ['device-management', 'anti-theft', 'qr-scan', 'work-vpn', 'notifications'];

interface Asked {
  permissions?: string[];
  capabilities?: CapabilityId[];
  minSdk?: number;
}
function on(asked: Asked, request: Partial<AuditRequest> = {}): Audit {
  return audit(
    { permissions: [], targetSdk: 36, minSdk: 26, ...asked },
    { category: 'device_management', policies: [], ...request },
  );
}
const found = ({ findings }: Audit, dataType: string): Finding | undefined =>
  findings.find((finding) => finding.dataType === dataType);

const PLACE = ['ACCESS_FINE_LOCATION', 'ACCESS_COARSE_LOCATION'];
const WATCHING: [dataType: string, what: string, asked: Asked][] = [
  ['location-background', 'ACCESS_BACKGROUND_LOCATION', { permissions: [...PLACE, 'ACCESS_BACKGROUND_LOCATION'] }],
  [
    'location-background',
    'foreground-service-location',
    { permissions: [...PLACE, 'FOREGROUND_SERVICE_LOCATION'], capabilities: ['foreground-service-location'] },
  ],
  ['app-inventory', 'QUERY_ALL_PACKAGES', { permissions: ['QUERY_ALL_PACKAGES'] }],
  [
    'app-inventory',
    'com.android.permission.GET_INSTALLED_APPS',
    { permissions: ['com.android.permission.GET_INSTALLED_APPS'] },
  ],
  ['app-inventory', 'PACKAGE_USAGE_STATS', { permissions: ['PACKAGE_USAGE_STATS'] }],
  ['app-inventory', 'GET_TASKS', { permissions: ['GET_TASKS'], minSdk: 16 }],
  ['app-inventory', 'queries-many-packages', { capabilities: ['queries-many-packages'] }],
  ['screen-content', 'accessibility-service', { capabilities: ['accessibility-service'] }],
];

describe.each(WATCHING)('%s by %s', (dataType, what, asked) => {
  it('is without need, whatever the app declares', () => {
    for (const features of [[], FEATURES, [...FEATURES, 'parental-control']]) {
      const result = on(asked, { features });
      const finding = found(result, dataType);
      expect(finding).toMatchObject({
        ruleId: RULE,
        verdict: 'unjustified',
        severity: 'high',
        points: 15,
        features: [],
      });
      expect([...(finding?.permissions ?? []), ...(finding?.capabilities ?? [])].map(fullName)).toContain(
        fullName(what),
      );
      expect(result.verdict).toBe('review');
    }
  });

  it('is advised to go, or to be said openly, with Google’s text on it', () => {
    const finding = found(on(asked), dataType);
    expect(finding?.remediation.join()).toContain('isMonitoringTool');
    expect(finding?.remediation.join()).toContain('--category parental_mdm');
    expect(finding?.seeAlso.map(({ source }) => source)).toEqual(['PLAY-MONITORING-TOOL']);
  });

  it('is of another rule in every other kind of app', () => {
    for (const category of ['news', 'parental_mdm', 'security', 'lending', null]) {
      expect(ruleIds(on(asked, { category }))).not.toContain(RULE);
    }
  });
});

describe('what sets a device up', () => {
  const MANAGING: [what: string, feature: string, asked: Asked][] = [
    ['device-admin', 'device-management', { capabilities: ['device-admin'] }],
    ['queries-launcher-wildcard', 'device-management', { capabilities: ['queries-launcher-wildcard'] }],
    ['REQUEST_INSTALL_PACKAGES', 'device-management', { permissions: ['REQUEST_INSTALL_PACKAGES'] }],
    ['READ_PHONE_STATE', 'device-management', { permissions: ['READ_PHONE_STATE'] }],
    ['GET_ACCOUNTS', 'device-management', { permissions: ['GET_ACCOUNTS'] }],
    ['INTERACT_ACROSS_PROFILES', 'device-management', { permissions: ['INTERACT_ACROSS_PROFILES'] }],
    ['the place, while the app is open', 'anti-theft', { permissions: PLACE }],
    ['CAMERA', 'qr-scan', { permissions: ['CAMERA'] }],
    ['vpn-service', 'work-vpn', { capabilities: ['vpn-service'] }],
  ];

  it.each(MANAGING)('%s is needed with the feature %s, and with no other', (_, feature, asked) => {
    const declared = on(asked, { features: [feature] });
    expect([declared.findings, declared.verdict]).toEqual([[], 'pass']);
    expect(declared.justified.map(({ justified }) => justified?.features)).toEqual([[feature]]);
    for (const features of [[], FEATURES.filter((other) => other !== feature)]) {
      const open = on(asked, { features });
      expect(open.findings.map(({ verdict }) => verdict)).toEqual(['conditional']);
      expect(open.findings.flatMap((finding) => finding.features)).toEqual([feature]);
      expect(open.justified).toEqual([]);
    }
  });

  it('does not excuse what watches beside it', () => {
    const asked: Asked = {
      permissions: [...PLACE, 'ACCESS_BACKGROUND_LOCATION'],
      capabilities: ['device-admin', 'queries-many-packages'],
    };
    const result = on(asked, { features: FEATURES });
    expect(result.findings.map(({ ruleId, dataType }) => [ruleId, dataType])).toEqual([
      [RULE, 'app-inventory'],
      [RULE, 'location-background'],
    ]);
  });
});

describe('what else shows the person', () => {
  it.each<[rule: string, asked: Asked]>([
    ['GEN-NOTIFICATION-CONTENT', { capabilities: ['notification-listener'] }],
    ['GEN-TYPED-TEXT', { capabilities: ['input-method'] }],
    ['GEN-SCREEN-RECORDING', { capabilities: ['foreground-service-media-projection'] }],
    ['GEN-MICROPHONE', { permissions: ['RECORD_AUDIO'] }],
    ['GEN-SMS', { permissions: ['READ_SMS'] }],
    ['GEN-CALL-LOG', { permissions: ['READ_CALL_LOG'] }],
    ['GEN-CONTACTS', { permissions: ['READ_CONTACTS'] }],
  ])('is found by the rule for every app: %s', (rule, asked) => {
    const { findings } = on(asked, { features: FEATURES });
    expect(findings.map(({ ruleId, verdict }) => [ruleId, verdict])).toEqual([[rule, 'unjustified']]);
  });
});

describe('the same app as one that monitors openly', () => {
  const asked: Asked = { permissions: ['PACKAGE_USAGE_STATS'] };
  const as = (features: string[], capabilities: CapabilityId[]): Audit =>
    on({ ...asked, capabilities }, { category: 'parental_mdm', policies: ['google-play'], features });

  it('has the need with its feature and the flag that Google asks for', () => {
    const open = as(['parental-control'], ['monitoring-tool']);
    expect([open.findings, open.verdict]).toEqual([[], 'pass']);
    expect(open.justified.map(({ dataType }) => dataType)).toEqual(['app-inventory']);
    expect(as([], ['monitoring-tool']).findings.map(({ verdict }) => verdict)).toEqual(['conditional']);
  });

  it('is for review without the flag, with the clause and the advice to set it', () => {
    const hidden = as(['parental-control'], []);
    const finding = found(hidden, 'app-inventory');
    expect([finding?.verdict, hidden.verdict]).toEqual(['unjustified', 'review']);
    expect(finding?.clauses.map(({ clauseId }) => clauseId)).toContain('PLAY-MONITORING-TOOL-FLAG');
    expect(finding?.remediation[0]).toContain('isMonitoringTool');
  });
});
