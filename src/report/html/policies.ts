/** Every finding under every policy: who bars it, who is silent. */
import type { Audit, Finding } from '../../audit/types.js';
import { verdictBadge } from './icons.js';
import { markup, type Markup } from './markup.js';
import { scrollable, section, type Section } from './section.js';
import type { Strings } from '../../words/html.js';
import { table } from './table.js';

function cell(strings: Strings, finding: Finding, policy: string): Markup {
  const own = finding.policyVerdicts.find((item) => item.policy === policy);
  if (own?.says !== true) return markup`<td><span class="silent">${strings.policies.silent}</span></td>`;
  const clauses = own.clauseIds.map((id) => markup`<code class="clause">${id}</code>`);
  return markup`<td>${verdictBadge(strings, own.verdict)}<span class="clauses">${clauses}</span></td>`;
}

/** The matrix. Null when no policy was selected or nothing was found. */
export function policiesSection(strings: Strings, audit: Audit): Section | null {
  const judged = audit.findings.filter((finding) => finding.policyVerdicts.length > 0);
  const policies = [...new Set(judged.flatMap((finding) => finding.policyVerdicts.map((item) => item.policy)))];
  if (policies.length === 0) return null;
  const heads = [strings.policies.finding, ...policies.map((policy) => markup`<code>${policy}</code>`)];
  const rows = judged.map(
    (finding) =>
      markup`<tr>
        <th scope="row">${finding.dataTypeName}<code class="clause">${finding.ruleId}</code></th>
        ${policies.map((policy) => cell(strings, finding, policy))}
      </tr>`,
  );
  const content = markup`<div class="card">
    ${scrollable(strings.sections.policies, table({ kind: 'matrix', heads, rows }))}
    <p class="note">${strings.policies.silentMeaning}${strings.report.fullStop}</p>
  </div>`;
  return section(strings, 'policies', strings.policies.intro, content);
}
