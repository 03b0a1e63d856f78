/** The choice of a filter. */
import { markup, type Markup } from './markup.js';

export interface Choice {
  value: string;
  label: string;
}

/** A list of `choices` under `all`, which is chosen first and has no value. The label around it is the caller's. */
export function select(id: string, all: string, choices: readonly Choice[]): Markup {
  return markup`<select id="${id}">
    <option value="">${all}</option>
    ${choices.map(({ value, label }) => markup`<option value="${value}">${label}</option>`)}
  </select>`;
}
