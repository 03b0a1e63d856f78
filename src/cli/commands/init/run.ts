/** `permaudit init`: a commented permaudit.yaml to start from. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_NAMES } from '../../options/config-file.js';
import { EXIT } from '../../gate/exit-codes.js';
import { UsageError } from '../../io/failures.js';
import { builtinRulebook } from '../../../rulebook/load.js';
import { findCategory } from '../../options/lookup.js';
import { OPTIONS } from '../../options/table.js';
import { writeFileAtomically } from '../../io/output.js';
import { schemaAddress } from '../../io/package-files.js';

/** Its last part, which no option has. */
const JUSTIFICATIONS = `# Findings that somebody answers for. They stay visible and keep their points; the accepted score leaves them out.
# justifications:
#   - permission: CAMERA
#     feature: kyc-camera
#     reason: The identity document is photographed during the application.
#     owner: mobile-team@example.com
#     expires: 2027-06-30
`;

/** The starter file, made from the table of options: valid as it stands, all but what is known in comments. */
export function starterConfig(schema: string, category: string | undefined): string {
  const known = new Map([['category', category]]);
  const entries = OPTIONS.flatMap(({ config }) => config ?? []).map(({ key, starter }) => {
    const value = known.get(key);
    const entry = value === undefined ? `# ${key}: ${starter.example}` : `${key}: ${value}`;
    const lines = [...starter.comment.map((line) => `# ${line}`), entry];
    return `${starter.comment.length === 0 ? '' : '\n'}${lines.join('\n')}\n`;
  });
  return `# yaml-language-server: $schema=${schema}
# Settings for permaudit, found from the working directory up. Options on the command line win.
${entries.join('')}
${JUSTIFICATIONS}`;
}

/**
 * Writes the starter file into a folder. An existing one is never overwritten.
 * @throws UsageError for a category that is not a built-in one, which the file could not be used with
 */
export function runInit(folder: string, category: string | undefined): number {
  for (const name of CONFIG_NAMES) {
    if (existsSync(join(folder, name)))
      throw new UsageError(`${name} is already there`, 'permaudit init overwrites nothing');
  }
  const known = category === undefined ? undefined : findCategory(builtinRulebook(), category).id;
  const [name = 'permaudit.yaml'] = CONFIG_NAMES;
  writeFileAtomically(join(folder, name), starterConfig(schemaAddress('config.schema.json'), known));
  process.stdout.write(`wrote ${name}\n`);
  return EXIT.ok;
}
