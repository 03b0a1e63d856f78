import type { ApiRange } from '../../src/bytes/api-range.js';
import type { AppFacts } from '../../src/facts/facts.js';

export function grantsOf(facts: Pick<AppFacts, 'permissions' | 'capabilities'>): Set<string>;
export function lostGrants(read: (range: ApiRange) => AppFacts, range: ApiRange, apis: readonly number[]): string[];
