/**
 * Findings that no file of the rulebook describes, since no rule of one could make them: about what the rulebook leaves
 * out, and about justifications. They are explained and have pages as the others do.
 */
import { JUSTIFICATION, type OwnRules } from '../audit/words.js';
import { GENERAL_CATEGORY } from '../rulebook/index-rulebook.js';
import type { DataType, Rule, Rulebook, Text } from '../rulebook/types.js';

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

/** What is sensitive and no rule looks for. A finding has the data type of what it is about. */
const UNCOVERED: Rule = {
  id: 'UNCOVERED-SENSITIVE',
  title: { en: 'Asks for sensitive access that no rule describes', zh: '申请了没有规则描述的敏感访问' },
  dataType: UNCLASSIFIED.id,
  permissions: [],
  capabilities: [],
  why: {
    en: 'The rulebook has no rule for it. What is sensitive is told all the same.',
    zh: '规则库没有针对它的规则。敏感访问仍须列出。',
  },
  remediation: [{ en: 'Remove the permission unless a function needs it', zh: '删除该权限，除非功能需要' }],
};

export const JUSTIFICATIONS: DataType = {
  id: JUSTIFICATION,
  name: { en: 'Justifications', zh: '理由' },
  sensitivity: 'low',
  exposes: { en: '', zh: '' },
  permissions: [],
  capabilities: [],
  saferAlternatives: [],
};

const NO_POINTS: Text = {
  en: 'it costs no points: the finding that it speaks of counts',
  zh: '不扣分：计分的是它所涉及的发现',
};

/** What may be wrong with an entry of permaudit.yaml. Costs no points: the finding it speaks of counts. */
const JUSTIFICATION_RULES: OwnRules['justification'] = {
  EXPIRED: {
    id: 'JUSTIFICATION-EXPIRED',
    title: { en: 'A justification has expired', zh: '一条理由已过期' },
    dataType: JUSTIFICATIONS.id,
    permissions: [],
    capabilities: [],
    severity: 'medium',
    severityReason: NO_POINTS,
    why: {
      en: 'The date up to which somebody answered for this has passed, so the finding counts again.',
      zh: '有人为此负责的期限已过，该发现重新计入。',
    },
    remediation: [
      {
        en: 'Check the need again: renew the entry with a new date, or remove the permission',
        zh: '重新检查是否需要：以新日期续期，或删除该权限',
      },
    ],
  },
  STALE: {
    id: 'JUSTIFICATION-STALE',
    title: { en: 'A justification is no longer needed', zh: '一条理由已不再需要' },
    dataType: JUSTIFICATIONS.id,
    permissions: [],
    capabilities: [],
    severity: 'low',
    severityReason: NO_POINTS,
    why: {
      en: 'Nothing in the app matches it any more. Left in place it would silently accept a later return.',
      zh: '应用中已没有与它对应的内容。若保留，日后再出现时会被悄悄接受。',
    },
    remediation: [{ en: 'Remove the entry', zh: '删去该条' }],
  },
  CONTRADICTED: {
    id: 'JUSTIFICATION-CONTRADICTED',
    title: { en: 'A justification is contradicted by the code', zh: '一条理由与代码相矛盾' },
    dataType: JUSTIFICATIONS.id,
    permissions: [],
    capabilities: [],
    severity: 'medium',
    severityReason: NO_POINTS,
    why: {
      en: 'Somebody answers for a need of it, but all code was read and shows no use of it.',
      zh: '有人为其必要性负责，但已读取全部代码，未见使用。',
    },
    remediation: [
      {
        en: 'Remove the permission, or say which code uses it',
        zh: '删除该权限，或说明哪段代码使用它',
      },
    ],
  },
};

/** What an audit makes findings of. */
export const RULES_OF_OURS: OwnRules = {
  unclassified: UNCLASSIFIED,
  uncovered: UNCOVERED,
  justifications: JUSTIFICATIONS,
  justification: JUSTIFICATION_RULES,
};

/** Every rule of our own, by id. */
export const OWN_RULES: ReadonlyMap<string, Rule> = new Map(
  [UNCOVERED, ...Object.values<Rule>(JUSTIFICATION_RULES)].map((rule) => [rule.id, rule]),
);

/** The rulebook as it is explained: with what no file of it describes, under `general`. Not to judge by. */
export function withOwnRules(rulebook: Rulebook): Rulebook {
  return {
    ...rulebook,
    dataTypes: [...rulebook.dataTypes, UNCLASSIFIED, JUSTIFICATIONS],
    categories: rulebook.categories.map((category) =>
      category.id === GENERAL_CATEGORY ? { ...category, rules: [...category.rules, ...OWN_RULES.values()] } : category,
    ),
  };
}
