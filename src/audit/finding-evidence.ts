/** What a finding rests on: requests, capabilities, and what the code says against a declaration. */
import type { DeviceSetting } from '../bytes/device.js';
import type { Capability, CapabilityEvidence, EffectivePermission, ImpliedBy } from '../facts/facts.js';
import type { EvidenceClause } from './clauses.js';
import type { FindingEvidence } from './types.js';
import type { Judgement } from './verdicts.js';

/** A permission as evidence: how it is requested, or what brings it. */
export function permissionEvidence(permission: EffectivePermission): FindingEvidence {
  const { name, origin, apiRanges, offset, element, maxSdkVersion, impliedBy, devices } = permission;
  const where = devices === undefined ? {} : { devices };
  return {
    kind: origin === 'implied' ? 'implied-permission' : 'permission',
    name,
    apiRanges,
    detail:
      origin === 'implied'
        ? impliedDetail(impliedBy, where)
        : { code: 'REQUESTED', data: { element, maxSdkVersion, ...where } },
    offset,
    ...placeOf(permission),
  };
}

/** What brings a permission. */
export function impliedDetail(
  impliedBy: readonly ImpliedBy[],
  where: { devices?: readonly DeviceSetting[] } = {},
): EvidenceClause {
  return { code: 'IMPLIED', data: { reasons: impliedBy.map(({ reason }) => reason), ...where } };
}

type Place = Pick<FindingEvidence, 'line' | 'column' | 'endLine' | 'endColumn'>;

function placeOf({ line, column, endLine, endColumn }: Place): Place {
  if (line === undefined || column === undefined) return {};
  return endLine === undefined || endColumn === undefined ? { line, column } : { line, column, endLine, endColumn };
}

/** A capability as evidence: the first component that gives it. */
export function capabilityEvidence({ id, apiRange, evidence }: Capability): FindingEvidence {
  const first = evidence.find(({ devices }) => devices === undefined) ?? evidence[0];
  return {
    kind: 'capability',
    name: id,
    apiRanges: [apiRange],
    detail: first === undefined ? { code: 'NOTHING', data: {} } : componentDetail(first, evidence.length - 1),
    offset: first?.offset ?? null,
    ...(first === undefined ? {} : placeOf(first)),
  };
}

function componentDetail({ module, component, detail, devices }: CapabilityEvidence, more: number): EvidenceClause {
  const where = devices === undefined ? {} : { devices };
  return { code: 'COMPONENT', data: { module: module ?? null, component, detail, more, ...where } };
}

/** A declared feature without code behind it. */
export function contradictionEvidence({ name, contradicted }: Judgement): FindingEvidence[] {
  if (contradicted === null) return [];
  const detail: EvidenceClause = { code: 'NO_CODE_FOR', data: { feature: contradicted } };
  return [{ kind: 'code', name, apiRanges: [], detail, offset: null }];
}
