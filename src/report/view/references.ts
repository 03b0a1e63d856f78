/** The texts behind the findings of a report, numbered, so that each is told once and pointed at from everywhere. */
import type { Citation, Finding, SourceReference } from '../../audit/types.js';

/** A source with the clauses that findings cite of it, at least one. */
export interface CitedSource {
  /** From 1, in the order in which the findings cite them. */
  number: number;
  clauses: Citation[];
}

export interface References {
  sources: CitedSource[];
  /** Sources that are named as context and decide nothing, each once; none of those above. */
  context: SourceReference[];
  /** e.g. `[3]`, or `[3b]` where more than one clause of the source is cited. */
  markOf: (clause: Pick<Citation, 'clauseId'>) => string;
  /** Whether a finding that is no combination cites the clause with the same verdict. */
  isCitedByPart: (clause: Pick<Citation, 'clauseId' | 'verdict'>) => boolean;
}

/** `a` to `z`, then `aa`, `ab` ... */
function letters(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

/** Numbers what the findings cite. `findings`: in the order they are told. */
export function referencesOf(findings: readonly Finding[]): References {
  const cited = new Map<string, Map<string, Citation>>();
  for (const clause of findings.flatMap(({ clauses }) => clauses)) {
    const clauses = cited.get(clause.source) ?? new Map<string, Citation>();
    cited.set(clause.source, clauses);
    if (!clauses.has(clause.clauseId)) clauses.set(clause.clauseId, clause);
  }
  const sources = [...cited.values()].map((clauses, index) => ({ number: index + 1, clauses: [...clauses.values()] }));
  const context = new Map(findings.flatMap(({ seeAlso }) => seeAlso.map((one) => [one.source, one])));
  for (const source of cited.keys()) context.delete(source);
  const marks = new Map(
    sources.flatMap(({ number, clauses }) =>
      clauses.map(({ clauseId }, index) => [clauseId, `[${number}${clauses.length === 1 ? '' : letters(index)}]`]),
    ),
  );
  const ofParts = new Set(
    findings
      .filter(({ composite }) => !composite)
      .flatMap(({ clauses }) => clauses.map(({ clauseId, verdict }) => `${clauseId} ${verdict}`)),
  );
  return {
    sources,
    context: [...context.values()],
    markOf: ({ clauseId }) => marks.get(clauseId) ?? '[?]',
    isCitedByPart: ({ clauseId, verdict }) => ofParts.has(`${clauseId} ${verdict}`),
  };
}

/** What all the items say alike, else undefined. */
export function sharedBy<Item, Value>(items: readonly Item[], of: (item: Item) => Value): Value | undefined {
  const [first, ...rest] = items;
  if (first === undefined) return undefined;
  const value = of(first);
  return rest.every((item) => of(item) === value) ? value : undefined;
}
