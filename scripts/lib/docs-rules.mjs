/** The pages of rules, categories and policies. */
import { describePredicate, PREDICATE_EN } from '../../dist/words/predicates.js';
import { haveCommonName } from '../../dist/rulebook/permission-names.js';
import { bullets, code, page, section, text } from './markdown.mjs';

const SAYS = {
  prohibited: 'barred',
  unjustified: 'not supported',
  conditional: 'only with a feature',
  necessary: 'needed',
};
const BASIS = { explicit: 'names the permission', derived: 'names the data', inferred: 'our reading' };
export const CHECKED = {
  primary: 'checked in the text itself',
  secondary: 'checked in a secondary source',
  'unverified-high': '**unverified**: from memory, likely',
  'unverified-medium': '**unverified**: from memory',
};

export function generalNames(rulebook) {
  return new Map(rulebook.dataTypes.map((dataType) => [dataType.id, dataType]));
}

function speaksOf(clause, categoryId) {
  if (clause.exceptCategories?.includes(categoryId)) return false;
  return clause.categories.includes('*') || clause.categories.includes(categoryId);
}

/** One line on a clause, linked to its policy and source. */
export function clauseLine({ links }, policy, clause) {
  const where = clause.locator === undefined ? '' : `, ${text(clause.locator)}`;
  const said = `${SAYS[clause.verdict]}. ${text(clause.title.en)}`;
  return `${links.clause(policy.id, clause.id)}: ${said} (${links.source(clause.source)}${where}; ${CHECKED[clause.verification]})`;
}

/** Every clause that picks out, as bullets. */
export function clausesWhere(context, isMeant) {
  return bullets(
    context.rulebook.policies.flatMap((policy) =>
      policy.clauses.filter(isMeant).map((clause) => clauseLine(context, policy, clause)),
    ),
  );
}

function opened({ links }, part) {
  return [...part.permissions.map(links.permission), ...(part.capabilities ?? []).map(code)];
}

function dataTypeName({ general }, id) {
  const dataType = general.get(id);
  return dataType === undefined ? code(id) : `${text(dataType.name.en)} (${code(id)})`;
}

function severityOf({ general }, rule) {
  if (rule.composite) return 'none of its own: it adds context to its parts';
  if (rule.severity !== undefined) return `${rule.severity}: ${text(rule.severityReason?.en ?? '')}`;
  return `from the verdict and the sensitivity of the data (${general.get(rule.dataType)?.sensitivity ?? 'unknown'})`;
}

export function rulePage(context, category, rule) {
  const { links, made } = context;
  const names = [...rule.permissions, ...rule.capabilities];
  const covered = [rule.dataType, ...(rule.alsoDataTypes ?? [])].map((id) => dataTypeName(context, id));
  const facts = [
    `Category: ${links.category(category.id)}`,
    `Data: ${covered.join(', ')}`,
    `Severity: ${severityOf(context, rule)}`,
    ...(rule.verdict === undefined ? [] : [`Verdict: ${rule.verdict}`]),
  ];
  const conditions = rule.predicate === undefined ? [] : describePredicate(rule.predicate, PREDICATE_EN);
  const clauses = clausesWhere(
    context,
    (clause) =>
      speaksOf(clause, category.id) &&
      [...clause.permissions, ...clause.capabilities].some((one) => names.some((name) => haveCommonName(one, name))),
  );
  return page([
    made,
    `# ${rule.id}`,
    '[Rules](index.md)',
    `**${text(rule.title.en)}**${rule.title.zh === undefined ? '' : `  \n${text(rule.title.zh)}`}`,
    bullets(facts),
    ...section('Why', [text(rule.why.en), ...(rule.why.zh === undefined ? [] : [text(rule.why.zh)])].join('\n\n')),
    ...section('In the article', quotation(rule.articleQuote, rule.articleTranslation)),
    ...section('Looks for', bullets([...opened(context, rule), ...conditions.map(text)])),
    ...section('Instead', bullets(rule.remediation.map(({ en }) => text(en)))),
    ...section('Clauses', clauses),
    ...section('See also', bullets((rule.seeAlso ?? []).map(links.source))),
  ]);
}

/** A quotation, and under it our translations, told as ours. */
function quotation(quote, translation = {}) {
  if (quote === undefined) return '';
  const { en, zh } = translation;
  const ours = [
    ...(en === undefined ? [] : [`Our translation: ${text(en)}`]),
    ...(zh === undefined ? [] : [`译文（本工具所译）：${text(zh)}`]),
  ];
  return [`> ${text(quote)}`, ...ours].join('\n\n');
}

function officialLines({ links }, { official }) {
  if (official === undefined) return '';
  const { source, number, name, basicFunction, necessaryInformation } = official;
  const both = (one) => [text(one.en), ...(one.zh === undefined ? [] : [text(one.zh)])].join(' / ');
  return [
    `Type ${number} of ${links.source(source)}: ${both(name)}`,
    `Basic function: ${both(basicFunction)}`,
    ...(necessaryInformation.length === 0 ? [] : ['Necessary information:', bullets(necessaryInformation.map(both))]),
  ].join('\n\n');
}

export function categoryPage(context, category) {
  const { links, made, rulebook } = context;
  const need = (part) => `${opened(context, part).join(', ')}: ${text(part.why.en)}`;
  const names = [
    ...(category.aliases.length === 0 ? [] : [`Also: ${category.aliases.map(text).join(', ')}`]),
    ...(category.playCategories.length === 0 ? [] : [`Google Play: ${category.playCategories.map(text).join(', ')}`]),
  ];
  const features = [...new Set(category.conditional.flatMap((part) => part.features))].map((id) => {
    const feature = rulebook.features.find((one) => one.id === id);
    return `${code(id)}: ${text(feature?.summary.en ?? '')}`;
  });
  const withFeatures = (part) => `${need(part)} Features: ${part.features.map(code).join(', ')}`;
  return page([
    made,
    `# ${text(category.name.en)} (${category.id})`,
    '[Categories](index.md)',
    category.name.zh === undefined ? '' : text(category.name.zh),
    text(category.summary.en),
    bullets(names),
    ...section('Official type', officialLines(context, category)),
    ...section('Necessary', bullets(category.necessary.map(need))),
    ...section('Conditional', bullets(category.conditional.map(withFeatures))),
    ...section('Features', bullets(features)),
    ...section('Of no concern', bullets(category.baseline.map(need))),
    ...section('Rules', bullets(category.rules.map((rule) => `${links.rule(rule.id)}: ${text(rule.title.en)}`))),
    ...section('What is fine', bullets(category.positives.map(({ en }) => text(en)))),
    ...section(
      'Clauses that name it',
      clausesWhere(context, (clause) => clause.categories.includes(category.id)),
    ),
  ]);
}

/** From when a text is known, where that is no date of its own, and from when another replaces it. */
export function spanFacts({ links, rulebook }, { notBefore, until, supersededBy }) {
  const policy = rulebook.policies.find(({ clauses }) => clauses.some(({ id }) => id === supersededBy));
  const next = policy === undefined ? links.source(supersededBy) : links.clause(policy.id, supersededBy);
  return [
    ...(notBefore === undefined ? [] : [`Known to be there on: ${notBefore}`]),
    ...(until === undefined ? [] : [`No longer in force from: ${until}`]),
    ...(supersededBy === undefined ? [] : [`Replaced by: ${next}`]),
  ];
}

function clauseBlock(context, clause) {
  const { links } = context;
  const list = (ids, one) => ids.map(one).join(', ');
  const target = clause.targetSdk;
  const facts = [
    `Says: ${SAYS[clause.verdict]} (${BASIS[clause.basis]}; ${CHECKED[clause.verification]})`,
    `Source: ${links.source(clause.source)}${clause.locator === undefined ? '' : `, ${text(clause.locator)}`}`,
    `Categories: ${list(clause.categories, (id) => (id === '*' ? 'every category' : links.category(id)))}`,
    ...(clause.exceptCategories === undefined ? [] : [`Except: ${list(clause.exceptCategories, links.category)}`]),
    ...(opened(context, clause).length === 0 ? [] : [`Names: ${opened(context, clause).join(', ')}`]),
    ...(clause.features === undefined ? [] : [`Features: ${list(clause.features, code)}`]),
    ...(clause.unlessCapabilities === undefined ? [] : [`Not with: ${list(clause.unlessCapabilities, code)}`]),
    ...(clause.unlessFeatures === undefined ? [] : [`Not with the feature: ${list(clause.unlessFeatures, code)}`]),
    ...(clause.whenUnneeded === true ? ['Speaks only of what the category does not need'] : []),
    ...(clause.requiresFeatures === undefined ? [] : [`Only with the feature: ${list(clause.requiresFeatures, code)}`]),
    ...(clause.requiresUsesFeatures === undefined
      ? []
      : [`Only for apps with uses-feature: ${list(clause.requiresUsesFeatures, code)}`]),
    ...(clause.unlessUsesFeatures === undefined
      ? []
      : [`Not for apps with uses-feature: ${list(clause.unlessUsesFeatures, code)}`]),
    ...(clause.requiresPermissions === undefined
      ? []
      : [`Only with: ${list(clause.requiresPermissions, links.permission)}`]),
    ...(target === undefined ? [] : [`targetSdkVersion: ${target.min ?? 'any'} to ${target.max ?? 'any'}`]),
    ...['announced', 'effective', 'enforced']
      .filter((key) => clause[key] !== undefined)
      .map((key) => `${key[0].toUpperCase()}${key.slice(1)}: ${clause[key]}`),
    ...spanFacts(context, clause),
  ];
  return [
    `### ${clause.id}`,
    `**${text(clause.title.en)}**${clause.title.zh === undefined ? '' : `  \n${text(clause.title.zh)}`}`,
    quotation(clause.quote, clause.translation),
    bullets(facts),
    clause.note === undefined ? '' : text(clause.note.en),
  ];
}

/** Texts that name nothing a manifest shows: told with their dates, so that nobody takes silence for ignorance. */
function withoutClause({ rulebook, links }, policy) {
  return bullets(
    (policy.withoutClause ?? []).map((id) => {
      const { title, issued, inForce, note } = rulebook.sources.find((source) => source.id === id);
      const dates = [...(issued ? [`issued ${issued}`] : []), ...(inForce ? [`in force from ${inForce}`] : [])];
      return `${links.source(id)}: ${text(title.en)} (${dates.join(', ')})${note === undefined ? '' : `. ${text(note.en)}`}`;
    }),
  );
}

export function policyPage(context, policy) {
  const facts = [
    policy.default ? 'Part of the default set' : `On request: ${code(`--policies ${policy.id}`)}`,
    ...(policy.regions.length === 0 ? [] : [`Regions: ${policy.regions.join(', ')}`]),
    ...(policy.severityCap === undefined ? [] : [`No finding of it alone is above ${policy.severityCap}`]),
  ];
  return page([
    context.made,
    `# ${text(policy.name.en)} (${policy.id})`,
    '[Policies](index.md)',
    policy.name.zh === undefined ? '' : text(policy.name.zh),
    text(policy.summary.en),
    bullets(facts),
    ...(policy.clauses.length === 0 ? [] : ['## Clauses']),
    ...policy.clauses.flatMap((clause) => clauseBlock(context, clause)),
    ...section('Texts without a clause', withoutClause(context, policy)),
  ]);
}
