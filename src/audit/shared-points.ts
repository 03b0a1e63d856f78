/** Points that findings share: what Android adds unasked costs once for each cause. Published in docs/score.md. */
import type { EffectivePermission } from '../facts/facts.js';
import { POINTS } from './severity.js';
import type { Finding } from './types.js';

/** What tells the causes of a permission. */
export type Held = Pick<EffectivePermission, 'name' | 'origin' | 'impliedBy'>;

/** The cause of what Android adds with no permission at all (`COMPAT_PERMS`), and of what it never asks the user for. */
const TARGET = '';

/** The findings of one data type that rest on what nothing requests. */
interface Share {
  /** The worst of them. */
  lead: Finding;
  findings: Finding[];
  /** Points above what the data type loses by its other findings. */
  extra: number;
  /** Names of requested permissions, or {@link TARGET}. */
  causes: ReadonlySet<string>;
}

/**
 * The findings that cost nothing because another stands for their causes, with the ids of the rules under which they are
 * counted. Each cause pays for one data type, the worst first (a matching of the greatest weight, so that one more
 * permission never lowers the sum); what an old target spares the user being asked costs only where it is worse than all
 * that, and then stands for the worst.
 * @param findings of one audit; their order does not matter
 */
export function countedElsewhere(
  findings: readonly Finding[],
  permissions: readonly Held[],
): ReadonlyMap<Finding, readonly string[]> {
  const implied = sharesOf(findings, isImplied, permissions);
  const [worst] = implied;
  if (worst === undefined) return new Map();
  const byCause = matchCauses(implied);
  const paying = new Set(byCause.values());
  const [granted] = sharesOf(findings, isGrantedByTarget, permissions);
  const isWorse = granted !== undefined && granted.extra > worst.extra;
  const ruleOf = (share: Share): string => (isWorse && share === worst ? granted : share).lead.ruleId;

  const counted = new Map<Finding, readonly string[]>();
  const count = (share: Share, rules: readonly string[]): void => {
    for (const finding of share.findings) counted.set(finding, [...new Set(rules)].sort());
  };
  for (const share of implied) {
    if (paying.has(share)) continue;
    count(share, [...share.causes].flatMap((cause) => byCause.get(cause) ?? []).map(ruleOf));
  }
  if (isWorse) count(worst, [granted.lead.ruleId]);
  else if (granted !== undefined) count(granted, [worst.lead.ruleId]);
  return counted;
}

function isImplied({ implied }: Finding): boolean {
  return implied === true;
}

/** Of an old target: what Android grants at installation without a question. */
function isGrantedByTarget({ evidence }: Finding): boolean {
  return evidence.some(({ kind }) => kind === 'target-sdk');
}

/** By data type, the worst first, what such findings cost beyond the others of their data type. */
function sharesOf(
  findings: readonly Finding[],
  isShared: (finding: Finding) => boolean,
  permissions: readonly Held[],
): Share[] {
  const held = new Map(permissions.map((permission) => [permission.name, permission]));
  const costly = findings.filter(({ composite, severity }) => !composite && POINTS[severity] > 0);
  const shares = [...new Set(costly.filter(isShared).map(({ dataType }) => dataType))].map((dataType): Share | null => {
    const all = costly.filter((finding) => finding.dataType === dataType);
    const shared = all.filter(isShared).sort(heavierFirst);
    const [lead] = shared;
    const own = Math.max(0, ...all.filter((finding) => !isShared(finding)).map(weightOf));
    if (lead === undefined || weightOf(lead) <= own) return null;
    const causes = causesOf(all, held);
    // What nothing explains shares with nothing.
    return {
      lead,
      findings: shared,
      extra: weightOf(lead) - own,
      causes: causes.size > 0 ? causes : new Set([dataType]),
    };
  });
  return shares
    .filter((share) => share !== null)
    .sort((a, b) => b.extra - a.extra || (a.lead.dataType < b.lead.dataType ? -1 : 1));
}

function weightOf({ severity }: Finding): number {
  return POINTS[severity];
}

function heavierFirst(a: Finding, b: Finding): number {
  return weightOf(b) - weightOf(a) || (a.ruleId < b.ruleId ? -1 : 1);
}

/** Causes of all that these findings rest on. Those of what is listed as well stay: a cause may be added, never lost. */
function causesOf(findings: readonly Finding[], held: ReadonlyMap<string, Held>): ReadonlySet<string> {
  const causes = new Set<string>();
  const seen = new Set<string>();
  const open = findings.flatMap(({ evidence }) => evidence.map(({ name }) => name));
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const { permission: source } of held.get(name)?.impliedBy ?? []) {
      if (source === TARGET || held.get(source)?.origin === 'requested') causes.add(source);
      open.push(source);
    }
  }
  return causes;
}

/** Which share each cause pays for. Kuhn's augmenting paths, taken by weight: as deep as there are data types at most. */
function matchCauses(shares: readonly Share[]): ReadonlyMap<string, Share> {
  const byCause = new Map<string, Share>();
  const assign = (share: Share, tried: Set<string>): boolean => {
    for (const cause of share.causes) {
      if (tried.has(cause)) continue;
      tried.add(cause);
      const holder = byCause.get(cause);
      if (holder === undefined || assign(holder, tried)) {
        byCause.set(cause, share);
        return true;
      }
    }
    return false;
  };
  for (const share of shares) assign(share, new Set());
  return byCause;
}
