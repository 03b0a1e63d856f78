/** What every audit loads before any code of permaudit runs: its libraries, Node's own modules, and the rules as JSON. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import chalk from 'chalk';
import { Command } from 'commander';

new Command().parse([], { from: 'user' });
for (const name of ['rulebook', 'catalog']) {
  JSON.parse(readFileSync(new URL(`../../dist/data/${name}.json`, import.meta.url), 'utf8'));
}
createHash('sha256')
  .update(chalk.red(inflateRawSync(Buffer.from('0300', 'hex')).toString()))
  .digest();
