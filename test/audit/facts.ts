/** Facts made by hand: an app that requests these permissions. */
import { capabilitiesOf } from '../../src/manifest/capabilities.js';
import { effectivePermissions } from '../../src/manifest/effective-permissions.js';
import type { AppFacts, Capability, CapabilityId, Manifest, RequestedPermission } from '../../src/facts/facts.js';
import type { Anomaly } from '../../src/bytes/anomaly.js';
import type { Divergence } from '../../src/facts/divergence.js';
import type { ApiRange } from '../../src/bytes/api-range.js';
import { auditApp, type AuditRequest } from '../../src/audit/evaluate.js';
import type { Audit } from '../../src/audit/types.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';

export interface AppShape {
  permissions: readonly (string | Partial<RequestedPermission>)[];
  capabilities?: readonly CapabilityId[];
  anomalies?: Anomaly[];
  divergences?: Divergence[];
  targetSdk?: number;
  minSdk?: number;
  /** Packages that `<queries>` names. */
  queries?: readonly string[];
  packageName?: string;
}

export const fullName = (name: string): string => (name.includes('.') ? name : `android.permission.${name}`);

export function requested(permission: string | Partial<RequestedPermission>): RequestedPermission {
  const given = typeof permission === 'string' ? { name: permission } : permission;
  return {
    element: 'uses-permission',
    maxSdkVersion: null,
    minSdkVersion: null,
    requiredFeatures: [],
    requiredNotFeatures: [],
    usesPermissionFlags: 0,
    neverForLocation: false,
    onlyForLocationButton: false,
    offset: 100,
    ...given,
    name: fullName(given.name ?? ''),
  };
}

export function manifestOf(shape: AppShape): Manifest {
  return {
    packageName: shape.packageName ?? 'com.example.app',
    label: 'Example',
    labels: {},
    versionCode: 1,
    versionName: '1.0',
    minSdk: shape.minSdk ?? 24,
    targetSdk: shape.targetSdk ?? 34,
    targetCodename: null,
    requested: shape.permissions.map(requested),
    defined: [],
    usesFeatures: [],
    application: { name: null, debuggable: false, testOnly: false, usesCleartextTraffic: null },
    applicationMetaData: [],
    components: [],
    queries: { packages: [...(shape.queries ?? [])], intents: [], providers: [], offset: null },
    sharedUserId: null,
  };
}

export function factsOf(shape: AppShape): AppFacts {
  const apiRange: ApiRange = [shape.minSdk ?? 24, 37];
  const manifest = manifestOf(shape);
  const readings: AppFacts['readings'] = [{ apiRange, outcome: 'accepted', manifest, error: null }];
  const declared: Capability[] = (shape.capabilities ?? []).map((id) => ({
    id,
    apiRange,
    evidence: [{ component: 'com.example.app.Part', offset: 10, detail: id }],
  }));
  return {
    file: 'app.apk',
    sha256: '00',
    size: 1,
    apiRange,
    readings,
    manifest,
    permissions: effectivePermissions(readings, apiRange),
    capabilities: [...capabilitiesOf(manifest, apiRange), ...declared],
    anomalies: shape.anomalies ?? [],
    ...(shape.divergences === undefined ? {} : { divergences: shape.divergences }),
    error: null,
    complete: true,
  };
}

export const DEFAULT_POLICIES = ['article', 'cn-39', 'google-play'];

export function audit(shape: AppShape, request: Partial<AuditRequest> = {}): Audit {
  return auditApp(factsOf(shape), builtinRulebook(), {
    category: 'lending',
    policies: DEFAULT_POLICIES,
    features: [],
    asOf: '2026-11-23',
    tool: { name: 'permaudit', version: '0.0.0' },
    words: AUDIT_WORDS,
    ...request,
  });
}

export const ruleIds = (result: Audit): string[] => result.findings.map(({ ruleId }) => ruleId).sort();
