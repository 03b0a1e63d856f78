/** Who audits: this package. */
import { lazily } from '../bytes/lazy.js';
import { readOwnFile } from '../platform/node-own-files.js';
import type { Audit } from '../audit/types.js';

/** Name and version of this package, as package.json has them. */
export const tool = lazily((): Audit['tool'] => {
  const { name, version } = JSON.parse(readOwnFile('package.json').toString('utf8')) as Audit['tool'];
  return { name, version };
});
