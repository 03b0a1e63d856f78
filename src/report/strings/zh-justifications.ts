/** Findings about justifications, which no rule of the rulebook makes, in Chinese. */
import type { Finding } from '../../audit/types.js';

type Words = Pick<Finding, 'title' | 'why' | 'exposes' | 'dataTypeName' | 'remediation'>;

const BY_RULE: ReadonlyMap<string, readonly [title: string, why: string, remedy: string]> = new Map([
  [
    'JUSTIFICATION-EXPIRED',
    ['一条理由已过期', '有人为此负责的期限已过，该发现重新计入。', '重新检查需要：以新日期续期，或去掉该权限'],
  ],
  [
    'JUSTIFICATION-STALE',
    ['一条理由已不再需要', '应用中已没有与它对应的内容。若保留，日后再出现时会被悄悄接受。', '删去该条'],
  ],
  [
    'JUSTIFICATION-CONTRADICTED',
    ['一条理由与代码相矛盾', '有人为其必要性负责，但已读取全部代码，未见使用。', '去掉该权限，或说明哪段代码使用它'],
  ],
]);

/** The words of a finding; those of the rulebook stay as they are. */
export function justificationInChinese(finding: Finding): Words {
  const own = BY_RULE.get(finding.ruleId);
  if (own === undefined) return finding;
  const [title, why, remedy] = own;
  return { title, why, exposes: '', dataTypeName: '理由', remediation: [remedy] };
}
