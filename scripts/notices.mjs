/**
 * Writes the sections of NOTICE on third-party software, for what is in dist/: run it after `npm run build` (and
 * `npm run build:web`) where a library was added or has a new version. What stands above them is written by hand.
 *
 *   node scripts/notices.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { executableModules } from './lib/executable-bundle.mjs';
import { handedOut, noticeOf, recordLibraries } from './lib/notices.mjs';

const NOTICE = fileURLToPath(new URL('../NOTICE', import.meta.url));
const HEADING = '\nThird-party software\n\n';

recordLibraries('executable', await executableModules());
const [written] = readFileSync(NOTICE, 'utf8').split(HEADING);
writeFileSync(NOTICE, `${written}${HEADING}${handedOut().map(noticeOf).join('\n')}`);
