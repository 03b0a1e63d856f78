/** What a reader must know beside the findings. */
import type { ApiRange } from '../bytes/api-range.js';
import { isSensitive } from '../knowledge/index.js';
import type { Clause } from '../rulebook/types.js';
import { incompleteRoles } from './role-advice.js';
import { categoryHint } from './hint.js';
import { manifestNotes } from './manifest-notes.js';
import { textIn, type AuditContext } from './request.js';
import type { Finding, Note, NoteCode, NoteData, Outcome } from './types.js';
import { targetClauses } from './target-clauses.js';
import { judge } from './verdicts.js';

const PLATFORM = 'android.permission.';
const LOW_TARGETS: readonly (readonly [api: number, android: string, lowest: number])[] = [
  [35, 'Android 15', 24],
  [34, 'Android 14', 23],
];

function note(code: NoteCode, message: string, data?: NoteData): Note {
  return { code, message, ...(data === undefined ? {} : { data }) };
}

/** The notes of an audit, most important first. */
export function notesOf(findings: readonly Finding[], outcome: Outcome, context: AuditContext): Note[] {
  return [
    ...noCategory(context),
    ...supplySide(context),
    ...hint(context),
    ...chooseSubtype(context),
    ...versionDependent(outcome, context),
    ...incapableServices(context),
    ...futureClauses(context),
    ...storeTarget(context),
    ...roleNotes(context),
    ...manifestNotes(context),
    ...unverified(findings),
    ...lowTarget(context),
    ...codeNotes(context),
    note(
      'MANIFEST_ONLY',
      'A manifest shows what an app can ask for, not what it collects, when it asks, or whether the user agrees. Consent, purpose and what leaves the device are not visible here.',
    ),
  ];
}

/** Without a category, or with one that says nothing about need: what the score means then. */
function noCategory({ category }: AuditContext): Note[] {
  if (category === null) {
    const message =
      'Without a category nobody says what this app needs: what is sensitive counts as unexplained, and only texts on every app can bar anything. Declare one with --category (permaudit categories lists them) for a score that judges need.';
    return [note('NO_CATEGORY', message)];
  }
  if (category.necessity !== 'not-judged') return [];
  const message = `The category ${category.id} says nothing about what such an app needs: what is sensitive counts as unexplained. Declare a closer one with --category (permaudit categories lists them) for a score that judges need.`;
  return [note('NECESSITY_NOT_JUDGED', message, { category: category.id })];
}

/** Where no category says what the app needs: what the app calls itself. Nothing is judged by it. */
function hint({ category, facts, index, request }: AuditContext): Note[] {
  if ((category !== null && category.necessity !== 'not-judged') || facts.manifest === null) return [];
  const { label, labels, packageName } = facts.manifest;
  const names = { labels: [label, ...Object.values(labels)], packageName, texts: request.texts ?? [] };
  const found = categoryHint(names, index.rulebook.categories);
  if (found === null) return [];
  const { categories, seen } = found;
  const choices = categories.map((id) => `--category ${id}`).join(' or ');
  const message = `It looks like ${categories.join(' or ')} ("${seen.join('", "')}"); re-run with ${choices}.`;
  return [note('CATEGORY_HINT', message, { categories, seen })];
}

function versionDependent(outcome: Outcome, { facts }: AuditContext): Note[] {
  if (outcome !== 'version-dependent') return [];
  const levels = ([from, to]: ApiRange): string => `API ${from === to ? from : `${from}-${to}`}`;
  const stretches = facts.readings.map(
    ({ apiRange, outcome: each, error }) =>
      `${levels(apiRange)} ${each === 'accepted' ? 'accepts it' : `refuses it (${error?.code ?? ''})`}`,
  );
  const accepted = facts.readings.filter((reading) => reading.outcome === 'accepted');
  const refused = facts.readings.filter((reading) => reading.outcome === 'refused');
  const message = `Android versions read this file differently: ${stretches.join('; ')}. The score covers every version that accepts it.`;
  return [
    note('VERSION_DEPENDENT', message, {
      accepted: accepted.map(({ apiRange }) => levels(apiRange)),
      refused: refused.map(({ apiRange, error }) => `${levels(apiRange)} ${error?.code ?? ''}`.trim()),
    }),
  ];
}

function supplySide({ request, index }: AuditContext): Note[] {
  if (request.role !== 'supply') return [];
  const sources = index.rulebook.sources.filter(({ appliesTo }) => appliesTo === 'consumer').map(({ id }) => id);
  const message = `Declared as an app for the supply side (drivers, couriers, merchants, hosts). ${sources.join(', ')} speaks of consumers only and is left out, and what is sensitive and no text speaks of counts as unexplained instead of being judged by need.`;
  return [note('SUPPLY_SIDE', message, { sources })];
}

/** A category with sub-types needs nothing by itself. */
function chooseSubtype({ category, index }: AuditContext): Note[] {
  if (category === null) return [];
  const subtypes = index.rulebook.categories.filter(({ parent }) => parent === category.id).map(({ id }) => id);
  if (subtypes.length === 0) return [];
  const message = `${category.id} has kinds that need different things, and without one nothing is needed. Re-run with one of --category ${subtypes.join(', ')}.`;
  return [note('CHOOSE_SUBTYPE', message, { category: category.id, subtypes })];
}

/** Foreground services that cannot do what their type says: no finding speaks of them. */
function incapableServices({ incapable }: AuditContext): Note[] {
  return incapable.map(({ id, missing }) => {
    const permissions = missing.map((name) => name.replace(PLATFORM, ''));
    const message = `A service is declared as ${id}, but the app requests none of ${permissions.join(', ')}: it cannot do what its type says.`;
    return note('INCAPABLE_SERVICE', message, { capability: id, permissions });
  });
}

/** What Android asks for before it offers the app for the role that its kind takes. */
function roleNotes(context: AuditContext): Note[] {
  return incompleteRoles(context).map(({ role, name, missing }) =>
    note(
      'ROLE_INCOMPLETE',
      `Android does not offer it as the default ${name.en}: the role also asks for ${missing.join('; ')}.`,
      { role, name: textIn(name, context.request.lang), missing },
    ),
  );
}

/** What a store asks of the target, once: no permission breaches it, so it is no finding. */
function storeTarget(context: AuditContext): Note[] {
  return targetClauses(context)
    .filter(({ state }) => state === 'in-force')
    .map(({ clause, policy }) => {
      const title = textIn(clause.title, context.request.lang);
      const message = `${policy}: ${title} (${clause.id}). This app targets ${context.targetSdk}; those who already have it keep it.`;
      return note('STORE_TARGET', message, { policy, title, clause: clause.id, targetSdk: context.targetSdk });
    });
}

/** Clauses that are announced but not yet in force, on what the app asks for, can do, or is built for. */
function futureClauses(context: AuditContext): Note[] {
  const warnings = new Map<string, { clause: Clause; policy: string; names: string[] }>();
  for (const name of [...context.effective.keys(), ...context.capabilities]) {
    for (const { clause, policy } of judge(name, context).warnings) {
      const names = [...(warnings.get(clause.id)?.names ?? []), name.replace(PLATFORM, '')];
      warnings.set(clause.id, { clause, policy, names });
    }
  }
  for (const { clause, policy, state } of targetClauses(context)) {
    if (state !== 'in-force') warnings.set(clause.id, { clause, policy, names: ['targetSdkVersion'] });
  }
  return [...warnings.values()].map((warning) => futureClause(warning, context));
}

function futureClause(
  { clause, policy, names }: { clause: Clause; policy: string; names: string[] },
  { index, request }: AuditContext,
): Note {
  const from = clause.effective ?? clause.enforced ?? index.source(clause.source)?.inForce;
  const enforced = clause.enforced === from ? undefined : clause.enforced;
  const title = textIn(clause.title, request.lang);
  const since = `From ${from ?? 'a later date'}${enforced === undefined ? '' : `, enforced from ${enforced}`}`;
  return note('FUTURE_CLAUSE', `${since} (${policy}): ${title}. It names ${names.join(', ')}.`, {
    ...(from === undefined ? {} : { from }),
    ...(enforced === undefined ? {} : { enforced }),
    policy,
    title,
    permissions: names,
  });
}

function unverified(findings: readonly Finding[]): Note[] {
  const ids = new Set(
    findings.flatMap(({ clauses }) =>
      clauses.filter(({ verification }) => verification.startsWith('unverified')).map(({ source }) => source),
    ),
  );
  if (ids.size === 0) return [];
  const sources = [...ids].sort();
  const message = `Some citations were not checked against their text and are marked so: ${sources.join(', ')}.`;
  return [note('UNVERIFIED_CITATIONS', message, { sources })];
}

/** What the code shows beside the findings, and what keeps it from showing more. */
function codeNotes({ facts }: AuditContext): Note[] {
  const { code } = facts;
  if (code === undefined) return [];
  const notes: Note[] = [];
  const undeclared = code.permissions.filter(
    ({ use, permission }) => use === 'used-undeclared' && isSensitive(permission),
  );
  if (undeclared.length > 0) {
    const permissions = undeclared.map(({ permission }) => permission.replace(PLATFORM, ''));
    const message = `The code has calls that need ${permissions.join(', ')}, which the manifest does not request: they fail, or run only where another app or version has it.`;
    notes.push(note('USED_UNDECLARED', message, { permissions }));
  }
  const kinds = [...new Set(code.hiding.map(({ kind }) => kind))];
  if (kinds.length > 0) {
    const message = `No evidence of use is no proof that a permission is unused: the app has ${kinds.join(', ')}, which can keep use out of sight.`;
    notes.push(note('CODE_MAY_BE_HIDDEN', message, { kinds }));
  }
  if (code.state !== 'complete') {
    const reason = code.reason ?? '';
    const message = `Not all code could be read${reason === '' ? '' : `: ${reason}`}. Permissions without evidence count as not scanned.`;
    notes.push(note('CODE_PARTIAL', message, { reason }));
  }
  return notes;
}

function lowTarget({ facts, targetSdk }: AuditContext): Note[] {
  const [, newest] = facts.apiRange;
  const hit = LOW_TARGETS.filter(([api, , lowest]) => targetSdk < lowest && api <= newest);
  const [last] = hit.slice(-1);
  if (facts.manifest === null || last === undefined) return [];
  const message = `targetSdkVersion ${targetSdk} is too low for ${last[1]} and newer to install; devices that already have the app keep it.`;
  return [note('LOW_TARGET_INSTALL', message, { targetSdk, android: last[1] })];
}
