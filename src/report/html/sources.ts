/** Every text once, by its number, with all that is cited of it. */
import type { Audit, Citation } from '../../audit/types.js';
import type { Strings } from '../../words/html.js';
import type { NumberedSource, Sources } from '../view/sources.js';
import { verdictBadge } from './icons.js';
import { join, markup, type Markup } from './markup.js';
import { clauseDates, clauseTags, referenceTags, webLink, wording } from './provenance.js';
import { section, type Section } from './section.js';

/** A clause below its source: what the source does not say already. */
function clauseItem(strings: Strings, clause: Citation, source: NumberedSource, sources: Sources): Markup {
  const { fullStop, sentenceGap } = strings.report;
  const place = clause.locator === null ? null : markup`${clause.locator}${fullStop}${sentenceGap}`;
  const link = clause.url === source.url ? null : webLink(clause.url);
  const mark = source.clauses.length === 1 ? null : markup`<span class="source-mark">${sources.markOf(clause)}</span> `;
  return markup`<li>
    <p>${mark}${verdictBadge(strings, clause.verdict)} <strong>${clause.title}</strong></p>
    ${wording(strings, clause)}
    <p class="where">${place}${clauseDates(strings, clause)}</p>
    ${clauseTags(strings, clause)} ${link === null ? null : markup`<p>${link}</p>`}
    <p class="clause-id"><code>${clause.clauseId}</code> · <code>${clause.policy}</code></p>
  </li>`;
}

function sourceItem(strings: Strings, source: NumberedSource, sources: Sources): Markup {
  const { fullStop } = strings.report;
  const { number, reference, clauses } = source;
  const where = join([source.issuer, reference?.date ?? null], strings.report.comma);
  const tags = reference === null ? null : referenceTags(strings, reference);
  const list =
    clauses.length === 0
      ? null
      : markup`<ul class="clauses">
          ${clauses.map((clause) => clauseItem(strings, clause, source, sources))}
        </ul>`;
  return markup`<li id="source-${number}">
    <span class="source-mark">[${number}]</span>
    <div>
      <p class="source-head"><cite>${source.title}</cite>${where.length === 0 ? null : markup`${strings.report.comma}${where}`}${fullStop} ${tags}</p>
      ${webLink(source.url)}${list}
    </div>
  </li>`;
}

/** The list of sources. Null where nothing is cited. */
export function sourcesSection(strings: Strings, _: Audit, sources: Sources): Section | null {
  const list = sources.list();
  if (list.length === 0) return null;
  const content = markup`<ol class="card sources">
    ${list.map((source) => sourceItem(strings, source, sources))}
  </ol>`;
  return section(strings, 'sources', strings.sources.intro, content, list.length);
}
