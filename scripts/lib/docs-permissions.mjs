/** The pages of permissions of note: dangerous ones, special access, and what a data type lists. */
import { indexRulebook } from '../../dist/rulebook/index-rulebook.js';
import { namesPermission } from '../../dist/rulebook/permission-names.js';
import { ruleMentions } from '../../dist/rulebook/mentions.js';
import { clausesWhere } from './docs-rules.mjs';
import { bullets, code, page, section, table, text } from './markdown.mjs';

export function permissionsOfNote(rulebook, catalogued) {
  const { dataTypeOfPermission } = indexRulebook(rulebook);
  return catalogued
    .map((info) => ({ info, dataType: dataTypeOfPermission(info.name) }))
    .filter(
      ({ info, dataType }) =>
        info.kind === 'dangerous' || info.special === true || info.kind === 'special' || dataType !== undefined,
    )
    .sort((a, b) => (a.info.name < b.info.name ? -1 : 1));
}

/** Stretches of API levels and what held there. */
function stretches(history, gone) {
  return history.map(([api, value], index) => {
    const next = history[index + 1]?.[0] ?? gone;
    return [next === undefined ? `${api} and newer` : next - 1 <= api ? `${api}` : `${api}-${next - 1}`, code(value)];
  });
}

function judgements({ rulebook, links }, name) {
  return rulebook.categories.flatMap((category) => {
    const has = (part) => namesPermission(part.permissions, name);
    return [
      ...category.necessary.filter(has).map((need) => `${links.category(category.id)}: needed. ${text(need.why.en)}`),
      ...category.conditional
        .filter(has)
        .map(
          (need) =>
            `${links.category(category.id)}: only with ${need.features.map(code).join(' or ')}. ${text(need.why.en)}`,
        ),
      ...category.rules
        .filter((rule) => ruleMentions(rulebook, rule, name))
        .map((rule) => `${links.category(category.id)}: ${links.rule(rule.id)}, ${text(rule.title.en)}`),
    ];
  });
}

const WHO_MAY = {
  dangerous: 'any app, once the user says yes',
  special: 'any app for which the user turns the switch on',
  normal: 'any app, at install, without a question',
  signature: 'only apps signed with the platform key, and those the system names',
  internal: 'only what the system itself chooses',
};

export function permissionPage(context, { info, dataType }) {
  const { made } = context;
  const facts = [
    `Kind: ${info.kind}`,
    `Who may have it: ${WHO_MAY[info.kind] ?? 'not known'}`,
    `Since: API ${info.added}${info.gone === undefined ? '' : `, gone from API ${info.gone}`}`,
    ...(info.restricted === undefined ? [] : [`${info.restricted} restricted: the installer must allow it`]),
    ...(info.deprecated === true ? ['Deprecated'] : []),
    ...(info.removed === true ? ['Without effect today'] : []),
    ...(info.vendor === undefined ? [] : [`Defined by: ${text(info.vendor)}`]),
  ];
  const levels = stretches(info.protectionHistory, info.gone);
  const groups = stretches(info.groups ?? [], info.gone);
  const opens =
    dataType === undefined
      ? ''
      : `${text(dataType.name.en)} (${code(dataType.id)}, ${dataType.sensitivity} sensitivity): ${text(dataType.exposes.en)}`;
  const { en, zh } = info.description ?? {};
  return page([
    made,
    `# ${text(info.name)}`,
    '[Permissions](index.md)',
    en === undefined ? '' : text(en),
    zh === undefined ? '' : text(zh),
    bullets(facts),
    ...section('What it opens', opens),
    ...section('Protection level', levels.length === 0 ? '' : table(['API', 'Level'], levels)),
    ...section('Group', groups.length === 0 ? '' : table(['API', 'Group'], groups)),
    ...section('Safer', bullets((dataType?.saferAlternatives ?? []).map((one) => text(one.en)))),
    ...section('Judged', bullets(judgements(context, info.name))),
    ...section(
      'Clauses',
      clausesWhere(context, ({ permissions }) => namesPermission(permissions, info.name)),
    ),
  ]);
}
