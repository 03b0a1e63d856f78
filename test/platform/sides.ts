import type { Platform } from '../../src/platform/index.js';
import * as node from '../../src/platform/node.js';
import * as web from '../../src/platform/web/side.js';

/** Both sides of the interface; the compiler has a look that each is whole. */
export const NODE: Platform = node;
export const WEB: Platform = web;
