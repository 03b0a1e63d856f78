/** What every audit loads before any code of permaudit runs: its libraries, Node's own modules, and what of the rules is parsed at once. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import chalk from 'chalk';
import { Command } from 'commander';

new Command().parse([], { from: 'user' });
for (const name of ['rulebook', 'catalog']) {
  const data = readFileSync(new URL(`../../dist/data/${name}.jsonl`, import.meta.url));
  JSON.parse(data.toString('latin1', 0, data.indexOf('\n')));
}
createHash('sha256')
  .update(chalk.red(inflateRawSync(Buffer.from('0300', 'hex')).toString()))
  .digest();
