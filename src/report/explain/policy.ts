/** `permaudit explain google-play`, a clause of it, a source it cites. */
import type { Clause, Policy, Rulebook, Source } from '../../rulebook/types.js';
import type { Page } from '../text/page.js';
import {
  clausesWhere,
  describeCategories,
  entryLine,
  entryList,
  entryTitle,
  optionalLine,
  say,
  translationIn,
} from './entry.js';

/** What it is, where it holds, and its clauses. */
export function explainPolicy(page: Page, policy: Policy): string[] {
  const { explain, severity, comma } = page.words;
  const { labels } = explain;
  const clauses = policy.clauses.map((clause) =>
    page.prose(explain.clauseLine(clause.id, explain.says[clause.verdict], say(page, clause.title))),
  );
  const cap = policy.severityCap === undefined ? [] : [explain.cap(severity[policy.severityCap])];
  const standing = [policy.default ? explain.isDefault : explain.notDefault, ...cap].join(page.words.semicolon);
  return [
    ...entryTitle(page, page.prose(explain.withId(say(page, policy.name), policy.id))),
    ...entryLine(page, labels.what, page.prose(say(page, policy.summary))),
    ...optionalLine(page, labels.regions, policy.regions.join(comma)),
    ...entryLine(page, labels.standing, page.prose(standing)),
    '',
    ...entryList(page, labels.clauses, clauses),
  ];
}

/** From when a text is known, where that is no date of its own, and from when another replaces it. */
function describeSpan(
  page: Page,
  { notBefore, until, supersededBy }: Omit<Clause, 'id'> | Omit<Source, 'id'>,
): string[] {
  const { explain } = page.words;
  return [
    ...(notBefore === undefined ? [] : [explain.notBefore(notBefore)]),
    ...(until === undefined ? [] : [explain.replaced(until, supersededBy)]),
  ];
}

function clauseDates(page: Page, { announced, effective, enforced, ...rest }: Clause): string {
  const { explain, comma } = page.words;
  return [
    ...(announced === undefined ? [] : [explain.announced(announced)]),
    ...(effective === undefined ? [] : [explain.effective(effective)]),
    ...(enforced === undefined ? [] : [explain.enforced(enforced)]),
    ...describeSpan(page, rest),
  ].join(comma);
}

function clauseLimits(page: Page, { targetSdk, requiresPermissions }: Clause): string {
  const target = targetSdk === undefined ? [] : [page.words.explain.withoutTarget(targetSdk.min, targetSdk.max)];
  return [...target, ...(requiresPermissions ?? [])].join(page.words.comma);
}

/** What it says, to whom, on whose word, about what, since when. */
export function explainClause(page: Page, rulebook: Rulebook, policy: Policy, clause: Clause): string[] {
  const { explain, basis, verification, quotes, colon, comma, semicolon } = page.words;
  const { labels } = explain;
  const source = rulebook.sources.find((one) => one.id === clause.source);
  const named = source === undefined ? clause.source : explain.withId(say(page, source.title), source.id);
  const lifted = [...(clause.unlessCapabilities ?? []), ...(clause.unlessFeatures ?? [])].join(comma);
  const checked = [basis[clause.basis], verification[clause.verification]].join(semicolon);
  return [
    ...entryTitle(page, page.prose(`${clause.id}${colon}${say(page, clause.title)}`)),
    ...entryLine(page, labels.policy, page.prose(explain.withId(say(page, policy.name), policy.id))),
    ...entryLine(page, labels.says, page.prose(explain.says[clause.verdict])),
    ...entryLine(page, labels.category, page.prose(describeCategories(page, clause))),
    ...entryLine(page, labels.source, page.prose(named)),
    ...optionalLine(page, labels.where, clause.locator),
    ...optionalLine(page, labels.quote, clause.quote === undefined ? '' : quotes[0] + clause.quote + quotes[1]),
    ...optionalLine(page, '', translationIn(page, clause.translation)),
    ...optionalLine(page, labels.dates, clauseDates(page, clause)),
    ...entryLine(page, labels.checked, page.prose(checked)),
    ...entryList(
      page,
      labels.names,
      [...clause.permissions, ...clause.capabilities].map((name) => page.name(name)),
    ),
    ...optionalLine(page, labels.features, clause.features?.join(comma)),
    ...optionalLine(page, labels.lifted, lifted),
    ...optionalLine(page, labels.limits, clauseLimits(page, clause)),
    ...optionalLine(page, labels.note, clause.note === undefined ? '' : say(page, clause.note)),
    ...optionalLine(page, labels.link, source?.url),
  ];
}

function sourceDates(page: Page, { issued, inForce, ...rest }: Source): string {
  const { explain, comma } = page.words;
  return [
    ...(issued === undefined ? [] : [explain.issued(issued)]),
    ...(inForce === undefined ? [] : [explain.effective(inForce)]),
    ...describeSpan(page, rest),
  ].join(comma);
}

/** Who issued it, when, its standing, how it was checked, and what cites it. */
export function explainSource(page: Page, rulebook: Rulebook, source: Source): string[] {
  const { explain, authority, sourceStatus, verification } = page.words;
  const { labels } = explain;
  const clauses = clausesWhere(rulebook, (clause) => clause.source === source.id).map(({ policy, clause }) =>
    explain.inCategory(clause.id, policy.id, say(page, clause.title)),
  );
  const rules = rulebook.categories.flatMap((category) =>
    category.rules
      .filter((rule) => rule.seeAlso?.includes(source.id) === true)
      .map((rule) => explain.inCategory(rule.id, category.id, say(page, rule.title))),
  );
  return [
    ...entryTitle(page, page.prose(explain.withId(say(page, source.title), source.id))),
    ...optionalLine(page, labels.original, source.originalTitle),
    ...optionalLine(page, labels.where, source.number),
    ...entryLine(page, labels.issuer, page.prose(say(page, source.issuer))),
    ...optionalLine(page, labels.dates, sourceDates(page, source)),
    ...entryLine(page, labels.authority, authority[source.authority]),
    ...entryLine(page, labels.status, sourceStatus[source.status]),
    ...entryLine(page, labels.checked, verification[source.verification]),
    ...optionalLine(page, labels.note, source.note === undefined ? '' : say(page, source.note)),
    ...optionalLine(page, labels.link, source.url),
    ...entryList(
      page,
      labels.cites,
      [...clauses, ...rules].map((text) => page.prose(text)),
    ),
  ];
}
