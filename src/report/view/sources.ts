/** The texts behind an audit, each once and numbered, so that findings can name them by number. */
import type { Citation, Finding, SourceReference } from '../../audit/types.js';
import { STATED_STRICTEST_FIRST } from '../../rulebook/orders.js';
import { groupFindings } from './group-findings.js';

/** One text, with all that is cited of it. */
export interface NumberedSource {
  /** From 1, by first mention. */
  number: number;
  /** The id of the source. */
  source: string;
  title: string;
  issuer: string;
  /** Its own address; clauses may have nearer ones. */
  url: string | null;
  /** Its clauses, each once, by first mention; empty where it is only named as context. */
  clauses: Citation[];
  /** As context, where it is named as that anywhere. */
  reference: SourceReference | null;
}

/** The clauses of a finding, the strictest verdict first: the order in which every format cites them. */
export function clausesOf({ clauses }: Pick<Finding, 'clauses'>): Citation[] {
  return STATED_STRICTEST_FIRST.flatMap((verdict) => clauses.filter((clause) => clause.verdict === verdict));
}

/** The texts of an audit by number. */
export class Sources {
  readonly #bySource = new Map<string, NumberedSource>();
  readonly #clauses = new Set<string>();

  /** Numbers what `findings` cite in the order in which reports show them: a finding's clauses before its context. */
  constructor(findings: readonly Finding[]) {
    for (const finding of groupFindings(findings).flatMap((group) => group.findings)) {
      for (const clause of clausesOf(finding)) this.#cite(clause);
      for (const reference of finding.seeAlso) this.#entry(reference).reference ??= reference;
    }
  }

  /** All texts, by number. */
  list(): NumberedSource[] {
    return [...this.#bySource.values()];
  }

  /** The number of a source that some finding cites; 0 for any other. */
  numberOf(source: string): number {
    return this.#bySource.get(source)?.number ?? 0;
  }

  #cite(clause: Citation): void {
    const entry = this.#entry({ ...clause, title: clause.sourceTitle });
    if (this.#clauses.has(clause.clauseId)) return;
    this.#clauses.add(clause.clauseId);
    entry.clauses.push(clause);
  }

  #entry({ source, title, issuer, url }: Pick<SourceReference, 'source' | 'title' | 'issuer' | 'url'>): NumberedSource {
    const known = this.#bySource.get(source);
    if (known !== undefined) return known;
    const entry = { number: this.#bySource.size + 1, source, title, issuer, url, clauses: [], reference: null };
    this.#bySource.set(source, entry);
    return entry;
  }
}
