/** The advice of a report, and code evidence to audit with. */
import { auditApp } from '../../src/audit/evaluate.js';
import type { Audit } from '../../src/audit/types.js';
import type { CodeEvidence, HidingKind, PermissionEvidence } from '../../src/facts/facts.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { factsOf, fullName, type AppShape } from './facts.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';

export interface Asked {
  category: string | null;
  policies: string[];
  features: string[];
  asOf: string;
}

export function auditOf(app: AppShape, code: CodeEvidence | null, asked: Asked): Audit {
  const facts = { ...factsOf(app), ...(code === null ? {} : { code }) };
  return auditApp(facts, builtinRulebook(), {
    ...asked,
    tool: { name: 'permaudit', version: '0' },
    words: AUDIT_WORDS,
  });
}

/** The features that a report names as what would help: of a finding, or in its words. */
export function advisedBy({ findings }: Audit): string[] {
  const named = findings.flatMap(({ remediation }) =>
    remediation.flatMap((text) => [...text.matchAll(/declare the feature ([a-z0-9-]+)/gi)].map(([, id = '']) => id)),
  );
  return [...new Set([...findings.flatMap(({ features }) => features), ...named])];
}

export const evidence = (name: string, more: Partial<PermissionEvidence>): PermissionEvidence => ({
  ...{ permission: fullName(name), use: 'no-evidence', strength: null, totalSites: 0, owners: [], sites: [] },
  ...more,
});

export const codeWith = (permissions: PermissionEvidence[], more: Partial<CodeEvidence> = {}): CodeEvidence => ({
  ...{ state: 'complete', reason: null, dexFiles: [], permissions, hiding: [], sdks: [] },
  ...more,
});

export const hidingOf = (kind: HidingKind): CodeEvidence['hiding'] => [{ kind, what: 'x', count: 1, where: [] }];
