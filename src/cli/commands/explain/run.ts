/** `permaudit explain <anything the rulebook or the catalogue names>` */
import { allPermissionNames, permissionInfo } from '../../../knowledge/index.js';
import { explainCategory } from '../../../report/explain/category.js';
import { explainDataType } from '../../../report/explain/data-type.js';
import { explainFeature } from '../../../report/explain/feature.js';
import { explainCapability, explainPermission, explainUnlisted } from '../../../report/explain/permission.js';
import { explainClause, explainPolicy, explainSource } from '../../../report/explain/policy.js';
import { explainRule } from '../../../report/explain/rule.js';
import { createPage } from '../../../report/text/page-of.js';
import type { Page } from '../../../report/text/page.js';
import { categoriesNamed } from '../../../rulebook/find-category.js';
import { withOwnRules } from '../../../words/own-rules.js';
import { isWildcard, namesPermission } from '../../../rulebook/permission-names.js';
import type { Rulebook } from '../../../rulebook/types.js';
import { EXIT } from '../../gate/exit-codes.js';
import { UsageError } from '../../io/failures.js';
import { langOfLocale, layoutOfProcess } from '../../io/lang.js';
import { writeStdout } from '../../io/output.js';
import type { KnowledgeFlags } from '../../options/flags.js';
import { didYouMean, type Candidate } from '../../options/suggest.js';
import { rulesOf } from '../../options/settings.js';
import { rulebookWith } from '../../rule-files/user-rules.js';

const PLATFORM_PREFIX = 'android.permission.';

function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** By exact name, by the name after `android.permission.`, or by the last part when only one permission has it. */
function findPermission(typed: string): string | null {
  const names = allPermissionNames();
  const word = typed.toLowerCase();
  const exact = names.find((name) => name === typed) ?? names.find((name) => name.toLowerCase() === word);
  if (exact !== undefined) return exact;
  const platform = names.find((name) => name.toLowerCase() === PLATFORM_PREFIX + word);
  if (platform !== undefined) return platform;
  const byLastPart = names.filter((name) => shortName(name).toLowerCase() === word);
  return byLastPart.length === 1 ? (byLastPart[0] ?? null) : null;
}

/** Whether the word is a full name that only a wildcard of a data type stands for. */
function isUnlisted({ dataTypes }: Rulebook, word: string): boolean {
  return dataTypes.some(({ permissions }) => namesPermission(permissions.filter(isWildcard), word));
}

/** Rules, clauses and sources share one name space. */
function explainCited(page: Page, rulebook: Rulebook, word: string): string[] {
  const isMeant = ({ id }: { id: string }): boolean => id.toLowerCase() === word;
  return [
    ...rulebook.categories.flatMap((category) =>
      category.rules.filter(isMeant).flatMap((rule) => explainRule(page, rulebook, category, rule)),
    ),
    ...rulebook.policies.flatMap((policy) =>
      policy.clauses.filter(isMeant).flatMap((clause) => explainClause(page, rulebook, policy, clause)),
    ),
    ...rulebook.sources.filter(isMeant).flatMap((source) => explainSource(page, rulebook, source)),
  ];
}

/** The capabilities that open some data. */
function capabilitiesOf({ dataTypes }: Rulebook): string[] {
  return [...new Set<string>(dataTypes.flatMap(({ capabilities }) => capabilities))];
}

/** What has this very id: several kinds may. */
function explainIds(page: Page, rulebook: Rulebook, word: string): string[] {
  const isMeant = ({ id }: { id: string }): boolean => id.toLowerCase() === word;
  return [
    ...explainCited(page, rulebook, word),
    ...rulebook.categories.filter(isMeant).flatMap((category) => explainCategory(page, rulebook, category)),
    ...rulebook.policies.filter(isMeant).flatMap((policy) => explainPolicy(page, policy)),
    ...rulebook.dataTypes.filter(isMeant).flatMap((dataType) => explainDataType(page, rulebook, dataType)),
    ...rulebook.features.filter(isMeant).flatMap((feature) => explainFeature(page, rulebook, feature)),
    ...capabilitiesOf(rulebook)
      .filter((id) => id === word)
      .flatMap((id) => explainCapability(page, rulebook, id)),
  ];
}

/** What the word stands for; empty when it is nothing we know. */
function explanation(page: Page, rulebook: Rulebook, typed: string): string[] {
  const word = typed.trim().toLowerCase();
  const named = explainIds(page, rulebook, word);
  const permission = findPermission(typed.trim());
  const info = permission === null ? null : permissionInfo(permission);
  const all = [...named, ...(info === null ? [] : explainPermission(page, rulebook, info))];
  if (all.length > 0) return all;
  if (isUnlisted(rulebook, typed.trim())) return explainUnlisted(page, rulebook, typed.trim());
  return categoriesNamed(rulebook, typed).flatMap((category) => explainCategory(page, rulebook, category));
}

function candidates(rulebook: Rulebook): Candidate[] {
  const parts = [
    ...rulebook.categories.flatMap((category) => [category, ...category.rules]),
    ...rulebook.policies.flatMap((policy) => [policy, ...policy.clauses]),
    ...rulebook.sources,
    ...rulebook.dataTypes,
    ...rulebook.features,
  ];
  const permissions = allPermissionNames().flatMap((name) => [
    { word: name, shown: name },
    { word: shortName(name), shown: name },
  ]);
  const ids = [...parts.map(({ id }) => id), ...capabilitiesOf(rulebook)];
  return [...ids.map((id) => ({ word: id, shown: id })), ...permissions];
}

/**
 * Explains what the word stands for, and returns the exit code.
 * @throws UsageError naming the near ones, when it is nothing known
 */
export async function runExplain(typed: string, flags: KnowledgeFlags): Promise<number> {
  const lang = flags.lang ?? langOfLocale(process.env);
  const page = createPage(await layoutOfProcess({ noColor: !flags.color, toFile: false, lang }));
  const rulebook = withOwnRules(await rulebookWith(await rulesOf(flags)));
  const lines = explanation(page, rulebook, typed);
  if (lines.length === 0) {
    const fallback =
      'give a permission (READ_CONTACTS), a data type (contacts), a category (lending), a policy (google-play), or the id of a rule, clause, source, feature or capability';
    throw new UsageError(`explain: nothing known as "${typed}"`, didYouMean(typed, candidates(rulebook), fallback));
  }
  await writeStdout(`${lines.join('\n')}\n\n`);
  return EXIT.ok;
}
