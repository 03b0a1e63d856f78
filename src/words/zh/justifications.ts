/** Findings about justifications, which no rule of the rulebook makes, in Chinese. */
import type { Finding } from '../../audit/types.js';
import { JUSTIFICATIONS, OWN_RULES } from '../own-rules.js';
import type { Text } from '../../rulebook/types.js';

type Words = Pick<Finding, 'title' | 'why' | 'exposes' | 'dataTypeName' | 'remediation'>;

const inChinese = ({ en, zh }: Text): string => zh ?? en;

/** The words of a finding; those of the rulebook stay as they are. */
export function justificationInChinese(finding: Finding): Words {
  const own = OWN_RULES.get(finding.ruleId);
  if (own?.dataType !== JUSTIFICATIONS.id) return finding;
  return {
    title: inChinese(own.title),
    why: inChinese(own.why),
    exposes: inChinese(JUSTIFICATIONS.exposes),
    dataTypeName: inChinese(JUSTIFICATIONS.name),
    remediation: own.remediation.map(inChinese),
  };
}
