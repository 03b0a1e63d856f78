/** What a role asks of an app, by the names of the manifest. */
import type { RequiredComponent } from '../manifest/roles.js';
import type { Lang } from '../rulebook/types.js';

/** The words between the names. */
const BETWEEN = {
  en: { without: 'without' },
  zh: { without: '不带' },
} satisfies Record<Lang, object>;

/** A requirement that any of these components meets, e.g. `<activity> DIAL tel:`. */
export function requiredComponents(alternatives: readonly RequiredComponent[], lang: Lang): string {
  return alternatives.map((one) => describe(one, BETWEEN[lang])).join(' / ');
}

function describe(required: RequiredComponent, { without }: (typeof BETWEEN)[Lang]): string {
  const { kinds, action, categories = [], scheme, mimeType, permission, metaData = [] } = required;
  const last = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
  return [
    `<${kinds[0] ?? ''}> ${last(action)}`,
    ...categories.map(last),
    scheme === null ? `${without} data` : scheme === undefined ? '' : `${scheme}:`,
    mimeType ?? '',
    permission === undefined ? '' : `(${permission})`,
    ...metaData.map(({ name, value, prohibited = false }) =>
      [prohibited ? `${without} ` : '', last(name), value === null ? '' : `=${value}`].join(''),
    ),
  ]
    .filter((part) => part !== '')
    .join(' ');
}
