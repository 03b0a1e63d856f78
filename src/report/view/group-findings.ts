/** Findings by data type. */
import { worstFirst } from '../../audit/score.js';
import type { Finding } from '../../audit/types.js';

/** One data type and what was found about it. */
export interface FindingGroup {
  name: string;
  exposes: string;
  findings: Finding[];
}

/** Groups findings by data type, in the audit's own order: combinations first, then what is worst. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const finding of [...findings].sort(worstFirst)) {
    const group = groups.get(finding.dataType);
    if (group === undefined) {
      groups.set(finding.dataType, { name: finding.dataTypeName, exposes: finding.exposes, findings: [finding] });
    } else group.findings.push(finding);
  }
  return [...groups.values()];
}
