/** The texts behind an audit by number, each once: those that are cited, then those that are only named as context. */
import type { Citation, Finding, SourceReference } from '../../audit/types.js';
import { STATED_STRICTEST_FIRST } from '../../rulebook/orders.js';
import { groupFindings } from './group-findings.js';

/** One text, with all that is cited of it. */
export interface NumberedSource {
  /** From 1, the same in every format: the cited texts by first mention, then the context. */
  number: number;
  title: string;
  issuer: string;
  /** Its own address; clauses may have nearer ones. */
  url: string | null;
  /** Its clauses, each once; empty where it is only named as context. */
  clauses: readonly Citation[];
  /** What it is as context; null for a text that is cited. */
  reference: SourceReference | null;
}

/** The clauses of a finding, the strictest verdict first: the order in which every format cites them. */
export function clausesOf({ clauses }: Pick<Finding, 'clauses'>): Citation[] {
  return STATED_STRICTEST_FIRST.flatMap((verdict) => clauses.filter((clause) => clause.verdict === verdict));
}

/** `a` to `z`, then `aa`, `ab` ... */
function letters(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

/** The clauses of each cited source, each once, by first mention. */
function citedClauses(findings: readonly Finding[]): Citation[][] {
  const cited = new Map<string, Map<string, Citation>>();
  for (const clause of findings.flatMap(({ clauses }) => clauses)) {
    const clauses = cited.get(clause.source) ?? new Map<string, Citation>();
    cited.set(clause.source, clauses);
    if (!clauses.has(clause.clauseId)) clauses.set(clause.clauseId, clause);
  }
  return [...cited.values()].map((clauses) => [...clauses.values()]);
}

function sourceOf(clauses: readonly Citation[], index: number): NumberedSource[] {
  const [clause] = clauses;
  if (clause === undefined) return [];
  const { sourceTitle: title, issuer, url } = clause;
  return [{ number: index + 1, title, issuer, url, clauses, reference: null }];
}

/** The texts of an audit by number. */
export class Sources {
  /** The texts that findings cite, by number. */
  readonly cited: readonly NumberedSource[];
  /** The texts that are named as context and decide nothing, by number; none of those above. */
  readonly context: readonly NumberedSource[];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #marks: ReadonlyMap<string, string>;
  readonly #citedByParts: ReadonlySet<string>;

  constructor(all: readonly Finding[]) {
    const findings = groupFindings(all).flatMap((group) => group.findings);
    this.cited = citedClauses(findings).flatMap(sourceOf);
    const numbers = new Map<string, number>();
    for (const { number, clauses } of this.cited) for (const { source } of clauses) numbers.set(source, number);
    const named = new Map(findings.flatMap(({ seeAlso }) => seeAlso.map((one) => [one.source, one])));
    this.context = [...named.values()]
      .filter(({ source }) => !numbers.has(source))
      .map((reference, index): NumberedSource => {
        const { title, issuer, url } = reference;
        return { number: this.cited.length + index + 1, title, issuer, url, clauses: [], reference };
      });
    for (const { number, reference } of this.context) if (reference !== null) numbers.set(reference.source, number);
    this.#numbers = numbers;
    this.#marks = new Map(
      this.cited.flatMap(({ number, clauses }) =>
        clauses.map(({ clauseId }, index) => [clauseId, `[${number}${clauses.length === 1 ? '' : letters(index)}]`]),
      ),
    );
    const parts = findings.filter(({ composite }) => !composite).flatMap(({ clauses }) => clauses);
    this.#citedByParts = new Set(parts.map(({ clauseId, verdict }) => `${clauseId} ${verdict}`));
  }

  /** All texts, by number. */
  list(): NumberedSource[] {
    return [...this.cited, ...this.context];
  }

  /** The number of a source that some finding cites or names; 0 for any other. */
  numberOf(source: string): number {
    return this.#numbers.get(source) ?? 0;
  }

  /** What points at a clause, e.g. `[3]`, or `[3b]` where more than one clause of the text is cited. */
  markOf({ clauseId }: Pick<Citation, 'clauseId'>): string {
    return this.#marks.get(clauseId) ?? '[?]';
  }

  /** Whether a finding that is no combination cites the clause with the same verdict. */
  isCitedByPart({ clauseId, verdict }: Pick<Citation, 'clauseId' | 'verdict'>): boolean {
    return this.#citedByParts.has(`${clauseId} ${verdict}`);
  }
}
