/** What each policy says of each finding, as a table: who bars it, who allows it on a condition, who is silent. */
import type { Finding, PolicyVerdict } from '../../audit/types.js';
import type { Verdict } from '../../rulebook/types.js';
import type { Strings } from '../../words/en/report.js';
import { codeSpan, markdownText } from '../view/markdown-escape.js';

/** The head and rows of the table, every cell escaped; null where there are no two policies to compare. */
export function policyTable(
  words: Strings,
  findings: readonly Finding[],
  verdictText: (verdict: Verdict) => string,
): { heads: string[]; rows: string[][] } | null {
  const judged = findings.filter(({ policyVerdicts }) => policyVerdicts.length > 0);
  const policies = [...new Set(judged.flatMap(({ policyVerdicts }) => policyVerdicts.map(({ policy }) => policy)))];
  if (policies.length < 2) return null;
  const cell = (answer: PolicyVerdict | undefined): string =>
    answer?.says === true
      ? [verdictText(answer.verdict), ...answer.clauseIds.map(codeSpan)].join('<br>')
      : words.policies.silent;
  return {
    heads: [words.policies.finding, ...policies.map(codeSpan)],
    rows: judged.map(({ dataTypeName, ruleId, policyVerdicts }) => [
      `${markdownText(dataTypeName)}<br>${codeSpan(ruleId)}`,
      ...policies.map((policy) => cell(policyVerdicts.find((one) => one.policy === policy))),
    ]),
  };
}
