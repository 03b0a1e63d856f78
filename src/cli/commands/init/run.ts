/** `permaudit init`: a commented permaudit.yaml to start from. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { escapePath } from '../../../report/view/escape.js';
import { CONFIG_NAMES } from '../../options/config-file.js';
import { EXIT } from '../../gate/exit-codes.js';
import { UsageError } from '../../io/failures.js';
import { writeFileAtomically } from '../../io/output.js';
import { schemaReference } from '../../package-files.js';

/** The starter file: valid as it stands, everything else in comments. */
export function starterConfig(schema: string, category: string | undefined): string {
  return `# yaml-language-server: $schema=${schema}
# Settings for permaudit, found from the working directory up. Options on the command line win.

# What kind of app it is: permaudit categories
${category === undefined ? '# category: lending' : `category: ${category}`}

# Judge by these policies only, or add those of regions to the default ones.
# policies: [article, cn-39, google-play]
# regions: [in, id]

# Features the app really has: they justify conditional needs.
# features: [kyc-camera]

# An app for drivers, couriers, merchants or hosts: necessity is not judged.
# role: supply

# What makes the command exit with 1: low, medium, high, critical, review, fail, new or score:N; one, or a list.
# fail-on: [high, score:70]

# Rules of your own, relative to this file.
# rules: [./permaudit-rules]

# Findings that somebody answers for. They stay visible and keep their points; the accepted score leaves them out.
# justifications:
#   - permission: CAMERA
#     feature: kyc-camera
#     reason: The identity document is photographed during the application.
#     owner: mobile-team@example.com
#     expires: 2027-06-30
`;
}

/** Writes the starter file into a folder. An existing one is never overwritten. */
export function runInit(folder: string, category: string | undefined): number {
  for (const name of CONFIG_NAMES) {
    if (existsSync(join(folder, name))) throw new UsageError(`${escapePath(join(folder, name))} is already there`);
  }
  const path = join(folder, CONFIG_NAMES[0] ?? 'permaudit.yaml');
  writeFileAtomically(path, starterConfig(schemaReference(path, 'config.schema.json'), category));
  process.stdout.write(`wrote ${escapePath(path)}\n`);
  return EXIT.ok;
}
