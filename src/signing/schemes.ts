/** The signature schemes of the signing block. */
import type { SchemeName } from '../bytes/scheme-problems.js';
import { BLOCK_ID } from './signing-block.js';

export interface Scheme {
  readonly key: 'v32' | 'v31' | 'v3' | 'v2';
  readonly name: Exclude<SchemeName, 'v1'>;
  /** The first Android that reads it. */
  readonly since: number;
  readonly id: number;
  readonly version: 2 | 3;
}

export const V32: Scheme = { key: 'v32', name: 'v3.2', since: 37, id: BLOCK_ID.V32, version: 3 };
export const V31: Scheme = { key: 'v31', name: 'v3.1', since: 33, id: BLOCK_ID.V31, version: 3 };
export const V3: Scheme = { key: 'v3', name: 'v3', since: 28, id: BLOCK_ID.V3, version: 3 };
export const V2: Scheme = { key: 'v2', name: 'v2', since: 24, id: BLOCK_ID.V2, version: 2 };

/** Strongest first: Android takes the first that is there. */
export const SCHEMES: readonly Scheme[] = [V32, V31, V3, V2];
