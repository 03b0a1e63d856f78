/** What a role asks of an app, by the names of the manifest. */
import type { RequiredComponent } from '../manifest/roles.js';
import type { Lang } from '../rulebook/types.js';

/** The words between the names. */
const BETWEEN = {
  en: { withoutData: 'without data', or: ' or ' },
  zh: { withoutData: '不带 data', or: ' 或 ' },
} satisfies Record<Lang, object>;

/** A requirement that any of these components meets, e.g. `<activity> DIAL tel:`. */
export function requiredComponents(alternatives: readonly RequiredComponent[], lang: Lang): string {
  return alternatives.map((one) => describe(one, BETWEEN[lang])).join(' / ');
}

function describe(required: RequiredComponent, { withoutData, or }: (typeof BETWEEN)[Lang]): string {
  const { kinds, action = '', category, scheme, mimeType, permission } = required;
  const last = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
  return [
    `<${kinds[0] ?? ''}> ${last(action)}`,
    category === undefined ? '' : last(category),
    scheme === null ? withoutData : scheme === undefined ? '' : scheme.map((one) => `${one}:`).join(or),
    mimeType ?? '',
    permission === undefined ? '' : `(${permission})`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
