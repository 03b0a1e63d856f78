/** The texts behind an audit, each once: those that are cited, then those that are only named as context. */
import type { Citation, Finding, SourceReference } from '../../audit/types.js';
import { STATED_STRICTEST_FIRST } from '../../rulebook/orders.js';
import { groupFindings } from './group-findings.js';
import { referencesOf, type References } from './references.js';

/** One text, with all that is cited of it. */
export interface NumberedSource {
  /** From 1; of a cited text the number it has in the terminal too. */
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

/** The texts of an audit by number. */
export class Sources {
  readonly #references: References;
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(findings: readonly Finding[]) {
    const references = referencesOf(groupFindings(findings).flatMap((group) => group.findings));
    const cited = references.sources.flatMap(({ number, clauses }) =>
      clauses.map(({ source }): [string, number] => [source, number]),
    );
    const context = references.context.map(({ source }, index): [string, number] => [
      source,
      references.sources.length + index + 1,
    ]);
    this.#references = references;
    this.#numbers = new Map([...cited, ...context]);
  }

  /** All texts, by number. */
  list(): NumberedSource[] {
    const { sources, context } = this.#references;
    const cited = sources.flatMap(({ number, clauses }): NumberedSource[] => {
      const [clause] = clauses;
      if (clause === undefined) return [];
      const { sourceTitle: title, issuer, url } = clause;
      return [{ number, title, issuer, url, clauses, reference: null }];
    });
    const named = context.map((reference): NumberedSource => {
      const { source, title, issuer, url } = reference;
      return { number: this.numberOf(source), title, issuer, url, clauses: [], reference };
    });
    return [...cited, ...named];
  }

  /** The number of a source that some finding cites or names; 0 for any other. */
  numberOf(source: string): number {
    return this.#numbers.get(source) ?? 0;
  }

  /** What points at a clause, e.g. `[3]`, or `[3b]` where more than one clause of the text is cited. */
  markOf(clause: Citation): string {
    return this.#references.markOf(clause);
  }
}
