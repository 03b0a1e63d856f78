/** The shared parts of what `permaudit explain` prints. */
import type { Clause, Policy, Rulebook, Source, Text, Verdict } from '../../rulebook/types.js';
import { padEnd, wrap } from '../columns.js';
import { labelled, MARGIN, type Page } from '../text/page.js';

const LABEL_COLUMNS = 14;

/** One `Label   text` line. `text` is already safe. */
export function entryLine(page: Page, label: string, text: string): string[] {
  return labelled(MARGIN + label, text, {
    labelColumns: LABEL_COLUMNS,
    columns: page.proseColumns,
    label: page.theme.quiet,
  });
}

/** A label and one bullet for each text. */
export function entryList(page: Page, label: string, texts: readonly string[]): string[] {
  const { bullet } = page.theme.glyphs;
  return texts.flatMap((text, index) => {
    const lines = wrap(text, page.proseColumns - LABEL_COLUMNS - 2);
    return lines.map((line, row) => {
      const head = padEnd(index === 0 && row === 0 ? MARGIN + label : '', LABEL_COLUMNS);
      return `${page.theme.quiet(head)}${row === 0 ? bullet : ' '} ${line}`;
    });
  });
}

/** The report's language; English until the report speaks others. */
export function inEnglish(text: Text): string {
  return text.en;
}

/** A clause with the policy it belongs to. */
export interface PlacedClause {
  policy: Policy;
  clause: Clause;
}

/** Every clause of every policy that speaks of one of these permissions or capabilities. */
export function clausesAbout(rulebook: Rulebook, names: ReadonlySet<string>): PlacedClause[] {
  return rulebook.policies.flatMap((policy) =>
    policy.clauses
      .filter((clause) => [...clause.permissions, ...clause.capabilities].some((name) => names.has(name)))
      .map((clause) => ({ policy, clause })),
  );
}

const SAYS: Record<Verdict, string> = {
  prohibited: 'barred',
  unjustified: 'not supported',
  conditional: 'only with a feature',
  necessary: 'needed',
};

const VERIFIED: Record<Clause['verification'], string> = {
  primary: 'checked in the text itself',
  secondary: 'checked in a secondary source',
  'unverified-high': 'UNVERIFIED (from memory, likely)',
  'unverified-medium': 'UNVERIFIED (from memory)',
};

function describeCategories(clause: Clause): string {
  const categories = clause.categories.includes('*') ? 'every category' : clause.categories.join(', ');
  const except = clause.exceptCategories ?? [];
  return except.length === 0 ? categories : `${categories} except ${except.join(', ')}`;
}

/** What the clause says, to whom, and who says so since when. */
export function describeClause(page: Page, { policy, clause }: PlacedClause, sources: readonly Source[]): string {
  const source = sources.find((one) => one.id === clause.source);
  const date = clause.announced ?? source?.issued;
  const issuer = source === undefined ? clause.source : inEnglish(source.issuer);
  const where = [issuer, source === undefined ? undefined : inEnglish(source.title), clause.locator, date];
  const standing = [VERIFIED[clause.verification], source?.status === 'draft' ? 'DRAFT' : undefined, source?.url];
  const parts = [...where, ...standing].filter((part) => part !== undefined && part !== '').join('; ');
  const head = `${policy.id}, ${describeCategories(clause)}: ${SAYS[clause.verdict]}. ${inEnglish(clause.title)}`;
  const quote = clause.quote === undefined ? '' : ` “${clause.quote}”`;
  return page.prose(`${head}.${quote} (${parts})`);
}
