/** What is sensitive and no rule looks for: told all the same, so that a gap in the rulebook never helps an app. */
import type { Capability, EffectivePermission } from '../facts/facts.js';
import { isSensitive } from '../knowledge/index.js';
import type { DataType, Rule } from '../rulebook/types.js';
import type { AuditContext } from './request.js';

/** A rule of ours for one data type, and what the app has of it that nothing else looks for. */
export interface Uncovered {
  rule: Rule;
  dataType: DataType;
  permissions: EffectivePermission[];
  capabilities: Capability[];
}

/**
 * What the app has of sensitive permissions and capabilities that no rule met, by data type.
 * @param met full names and ids that some rule met
 */
export function uncoveredOf(context: AuditContext, met: ReadonlySet<string>): Uncovered[] {
  const { unclassified, uncovered } = context.request.words.rules;
  const found = new Map<string, Uncovered>();
  const of = (name: string): Uncovered => {
    const dataType = context.index.dataTypeOf(name) ?? unclassified;
    let entry = found.get(dataType.id);
    if (entry === undefined) {
      entry = { rule: { ...uncovered, dataType: dataType.id }, dataType, permissions: [], capabilities: [] };
      found.set(dataType.id, entry);
    }
    return entry;
  };
  for (const permission of context.effective.values()) {
    const { name } = permission;
    const isSensitiveHere = context.index.dataTypeOf(name) !== undefined || isSensitive(name);
    if (isSensitiveHere && !met.has(name)) of(name).permissions.push(permission);
  }
  for (const capability of context.able) {
    const { id } = capability;
    if (context.index.dataTypeOf(id) !== undefined && !met.has(id)) of(id).capabilities.push(capability);
  }
  return [...found.values()];
}
