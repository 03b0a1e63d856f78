/** The frame of every table on the report and the dashboard. */
import { markup, type Markup, type Part } from './markup.js';

/** The head of a column: what it says, and with which class. */
export type Head = Part | { content: Part; kind: string };

export interface Table {
  /** Classes of the table. */
  kind?: string;
  id?: string;
  /** What a screen reader calls the table, where nothing beside it does. */
  label?: string;
  heads: readonly Head[];
  rows: readonly Part[];
}

function isClassed(head: Head): head is { content: Part; kind: string } {
  return typeof head === 'object' && head !== null && 'kind' in head;
}

function headCell(head: Head): Markup {
  if (isClassed(head)) return markup`<th scope="col" class="${head.kind}">${head.content}</th>`;
  return markup`<th scope="col">${head}</th>`;
}

/** A table with one row of heads over `rows`, which are `tr` elements. */
export function table({ kind, id, label, heads, rows }: Table): Markup {
  const attributes = [
    kind === undefined ? null : markup` class="${kind}"`,
    id === undefined ? null : markup` id="${id}"`,
    label === undefined ? null : markup` aria-label="${label}"`,
  ];
  return markup`<table${attributes}>
    <thead>
      <tr>
        ${heads.map(headCell)}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}
