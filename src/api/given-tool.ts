/** In place of `tool.ts` in the library for the web, which has no package.json beside it. */
import type { Audit } from '../audit/types.js';

let version = '';

/** The version that {@link tool} tells from now on. */
export function provideVersion(given: string): void {
  version = given;
}

/** Name and version of this library. */
export function tool(): Audit['tool'] {
  return { name: 'permaudit', version };
}
