/** `permaudit categories [words]` */
import { listCategories, listFound } from '../../../report/explain/categories.js';
import { createPage } from '../../../report/text/page-of.js';
import { searchCategories } from '../../../rulebook/find-category.js';
import { EXIT } from '../../gate/exit-codes.js';
import { langOfLocale, layoutOfProcess } from '../../io/lang.js';
import { writeStdout } from '../../io/output.js';
import type { KnowledgeFlags } from '../../options/flags.js';
import { rulesOf } from '../../options/settings.js';
import { rulebookWith } from '../../rule-files/user-rules.js';

/** Lists categories, their features, and policies; or the categories that fit the words. Returns the exit code. */
export async function runCategories(words: readonly string[], flags: KnowledgeFlags): Promise<number> {
  const lang = flags.lang ?? langOfLocale(process.env);
  const page = createPage(await layoutOfProcess({ noColor: !flags.color, toFile: false, lang }));
  const rulebook = await rulebookWith(await rulesOf(flags));
  const typed = words.join(' ').trim();
  const lines =
    typed === '' ? listCategories(page, rulebook) : listFound(page, rulebook, searchCategories(rulebook, words), typed);
  await writeStdout(`${lines.join('\n')}\n\n`);
  return EXIT.ok;
}
