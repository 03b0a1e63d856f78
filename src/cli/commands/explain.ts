/** `permaudit explain <rule|permission|data-type>` */
import { allPermissionNames, permissionInfo } from '../../knowledge/index.js';
import type { Rulebook } from '../../rulebook/types.js';
import { builtinRulebook } from '../../rulebook/load.js';
import { explainDataType } from '../../report/explain/data-type.js';
import { explainPermission } from '../../report/explain/permission.js';
import { explainRule } from '../../report/explain/rule.js';
import { createPage } from '../../report/page-of.js';
import type { Page } from '../../report/text/page.js';
import { EXIT } from '../exit-codes.js';
import { UsageError } from '../failures.js';
import { writeStdout } from '../output.js';
import { didYouMean, type Candidate } from '../suggest.js';
import { textOptionsOfProcess } from '../terminal.js';

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

function explainRulesOf(page: Page, rulebook: Rulebook, word: string): string[] {
  return rulebook.categories.flatMap((category) =>
    category.rules
      .filter((rule) => rule.id.toLowerCase() === word)
      .flatMap((rule) => explainRule(page, rulebook, category, rule)),
  );
}

/** What the word stands for; empty when it is nothing we know. */
function explanation(page: Page, rulebook: Rulebook, typed: string): string[] {
  const word = typed.toLowerCase();
  const rules = explainRulesOf(page, rulebook, word);
  if (rules.length > 0) return rules;
  const dataType = rulebook.dataTypes.find((one) => one.id.toLowerCase() === word);
  if (dataType !== undefined) return explainDataType(page, rulebook, dataType);
  const name = findPermission(typed);
  const info = name === null ? null : permissionInfo(name);
  return info === null ? [] : explainPermission(page, rulebook, info);
}

function candidates(rulebook: Rulebook): Candidate[] {
  const rules = rulebook.categories.flatMap((category) => category.rules.map((rule) => rule.id));
  const ids = [...rules, ...rulebook.dataTypes.map((dataType) => dataType.id)].map((id) => ({ word: id, shown: id }));
  const permissions = allPermissionNames().flatMap((name) => [
    { word: name, shown: name },
    { word: shortName(name), shown: name },
  ]);
  return [...ids, ...permissions];
}

/**
 * Explains a rule, a permission or a data type, and returns the exit code.
 * @throws UsageError naming the near ones, when it is none of them
 */
export async function runExplain(typed: string, flags: { color: boolean }): Promise<number> {
  const rulebook = builtinRulebook();
  const page = createPage(textOptionsOfProcess({ noColor: !flags.color, toFile: false }));
  const lines = explanation(page, rulebook, typed);
  if (lines.length === 0) {
    const fallback = 'give a rule id (LEND-SMS-READ), a permission (READ_CONTACTS) or a data type (contacts)';
    throw new UsageError(`explain: nothing known as "${typed}"`, didYouMean(typed, candidates(rulebook), fallback));
  }
  await writeStdout(`${lines.join('\n')}\n\n`);
  return EXIT.ok;
}
