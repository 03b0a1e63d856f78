/** `permaudit categories` */
import { builtinRulebook } from '../../rulebook/load.js';
import { listCategories } from '../../report/explain/categories.js';
import { createPage } from '../../report/page-of.js';
import { EXIT } from '../exit-codes.js';
import { writeStdout } from '../output.js';
import { textOptionsOfProcess } from '../terminal.js';

/** Lists categories, their features, and policies; returns the exit code. */
export async function runCategories(flags: { color: boolean }): Promise<number> {
  const page = createPage(textOptionsOfProcess({ noColor: !flags.color, toFile: false }));
  await writeStdout(`${listCategories(page, builtinRulebook()).join('\n')}\n\n`);
  return EXIT.ok;
}
