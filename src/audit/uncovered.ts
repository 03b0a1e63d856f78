/** What is sensitive and no rule looks for: told all the same, so that a gap in the rulebook never helps an app. */
import type { Capability, EffectivePermission } from '../facts/facts.js';
import { isSensitive } from '../knowledge/index.js';
import type { DataType, Rule } from '../rulebook/types.js';
import type { AuditContext } from './request.js';

/** Stands for what belongs to no data type. Nobody has said how much it opens, so it weighs the most. */
const UNCLASSIFIED: DataType = {
  id: 'unclassified',
  name: { en: 'Other sensitive access', zh: '其他敏感访问' },
  sensitivity: 'high',
  exposes: {
    en: 'Android lets the user decide about it, or keeps it from ordinary apps; what it opens is not described here.',
    zh: 'Android 将其交由用户决定，或不向普通应用开放；其具体影响在此未作说明。',
  },
  permissions: [],
  capabilities: [],
  saferAlternatives: [],
};

const RULE: Omit<Rule, 'dataType'> = {
  id: 'UNCOVERED-SENSITIVE',
  title: { en: 'Asks for sensitive access that no rule describes', zh: '申请了没有规则描述的敏感访问' },
  permissions: [],
  capabilities: [],
  why: {
    en: 'The rulebook has no rule for it. What is sensitive is told all the same.',
    zh: '规则库没有针对它的规则。敏感访问仍须列出。',
  },
  remediation: [{ en: 'Drop it unless a function needs it', zh: '除非功能需要，否则应予删除' }],
};

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
  const found = new Map<string, Uncovered>();
  const of = (name: string): Uncovered => {
    const dataType = context.index.dataTypeOf(name) ?? UNCLASSIFIED;
    let entry = found.get(dataType.id);
    if (entry === undefined) {
      entry = { rule: { ...RULE, dataType: dataType.id }, dataType, permissions: [], capabilities: [] };
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
