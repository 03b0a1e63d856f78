/** What a finding rests on: requests, capabilities, and what the code says against a declaration. */
import type { Capability, CapabilityEvidence, EffectivePermission } from '../facts/facts.js';
import type { FindingEvidence } from './types.js';
import type { Judgement } from './verdicts.js';

/** A permission as evidence: how it is requested, or what brings it. */
export function permissionEvidence(permission: EffectivePermission): FindingEvidence {
  const { name, origin, apiRanges, offset, element, maxSdkVersion, impliedBy } = permission;
  const declared = [element ?? '', maxSdkVersion === null ? '' : `maxSdkVersion=${maxSdkVersion}`].filter(
    (part) => part !== '',
  );
  return {
    kind: origin === 'implied' ? 'implied-permission' : 'permission',
    name,
    apiRanges,
    detail: origin === 'implied' ? impliedBy.map(({ reason }) => reason).join('; ') : declared.join(', '),
    offset,
    ...placeOf(permission),
  };
}

type Place = Pick<FindingEvidence, 'line' | 'column' | 'endLine' | 'endColumn'>;

function placeOf({ line, column, endLine, endColumn }: Place): Place {
  if (line === undefined || column === undefined) return {};
  return endLine === undefined || endColumn === undefined ? { line, column } : { line, column, endLine, endColumn };
}

/** A capability as evidence: the first component that gives it. */
export function capabilityEvidence({ id, apiRange, evidence }: Capability): FindingEvidence {
  const [first] = evidence;
  const more = evidence.length > 1 ? ` and ${evidence.length - 1} more` : '';
  return {
    kind: 'capability',
    name: id,
    apiRanges: [apiRange],
    detail: first === undefined ? '' : `${inModule(first)}${first.component} (${first.detail})${more}`,
    offset: first?.offset ?? null,
    ...(first === undefined ? {} : placeOf(first)),
  };
}

/** e.g. `chat: `, of what a split or module declares. */
function inModule({ module }: CapabilityEvidence): string {
  return module === undefined ? '' : `${module}: `;
}

/** A declared feature without code behind it. */
export function contradictionEvidence({ name, contradicted }: Judgement): FindingEvidence[] {
  if (contradicted === null) return [];
  const detail = `declared feature ${contradicted}, but no code that uses it was found`;
  return [{ kind: 'code', name, apiRanges: [], detail, offset: null }];
}
