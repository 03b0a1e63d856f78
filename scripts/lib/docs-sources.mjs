/** The pages of sources. */
import { CHECKED, spanFacts } from './docs-rules.mjs';
import { bullets, page, section, text, webLink } from './markdown.mjs';

export function sourcePage(context, source) {
  const { rulebook, links, made } = context;
  const facts = [
    `Issuer: ${text(source.issuer.en)}`,
    ...(source.originalTitle === undefined ? [] : [`Original title: ${text(source.originalTitle)}`]),
    ...(source.number === undefined ? [] : [`Number: ${text(source.number)}`]),
    ...(source.issued === undefined ? [] : [`Issued: ${source.issued}`]),
    ...(source.inForce === undefined ? [] : [`In force: ${source.inForce}`]),
    ...spanFacts(context, source),
    `Authority: ${source.authority}`,
    `Status: ${source.status}`,
    `How it was checked: ${CHECKED[source.verification]}`,
    ...(source.url === undefined ? [] : [webLink(source.url)]),
  ];
  const clauses = rulebook.policies.flatMap((policy) =>
    policy.clauses
      .filter((clause) => clause.source === source.id)
      .map((clause) => `${links.clause(policy.id, clause.id)}: ${text(clause.title.en)}`),
  );
  const without = rulebook.policies
    .filter(({ withoutClause }) => withoutClause?.includes(source.id))
    .map(({ id }) => links.policy(id));
  const rules = rulebook.categories.flatMap((category) =>
    category.rules
      .filter((rule) => rule.seeAlso?.includes(source.id))
      .map((rule) => `${links.rule(rule.id)}: ${text(rule.title.en)}`),
  );
  const types = rulebook.categories
    .filter(({ official }) => official?.source === source.id)
    .map(({ id, official }) => `${links.category(id)}: type ${official.number}`);
  return page([
    made,
    `# ${source.id}`,
    '[Sources](index.md)',
    `**${text(source.title.en)}**${source.title.zh === undefined ? '' : `  \n${text(source.title.zh)}`}`,
    bullets(facts),
    source.note === undefined ? '' : text(source.note.en),
    ...section('Clauses', bullets(clauses)),
    ...section('Named without a clause by', bullets(without)),
    ...section('Official types', bullets(types)),
    ...section('Cited as context by', bullets(rules)),
  ]);
}
