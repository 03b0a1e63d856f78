/** A part of the rulebook as the YAML of a rule file, to start an override from. */
import { stringify } from 'yaml';
import type { Rulebook } from '../../rulebook/types.js';

const PLATFORM = 'android.permission.';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The order in which a person reads a part; keys not named follow. */
const ORDER: readonly string[] = [
  ...['id', 'dataType', 'alsoDataTypes', 'source', 'locator', 'name', 'title', 'originalTitle', 'number', 'aliases'],
  ...['playCategories', 'official', 'basicFunction', 'necessaryInformation', 'summary', 'quote', 'translation'],
  ...[
    'categories',
    'exceptCategories',
    'regions',
    'default',
    'severityCap',
    'withoutClause',
    'verdict',
    'basis',
    'verification',
    'sensitivity',
  ],
  ...[
    'exposes',
    'predicate',
    'composite',
    'permissions',
    'capabilities',
    'features',
    'why',
    'articleQuote',
    'articleTranslation',
    'severity',
  ],
  ...[
    'severityReason',
    'remediation',
    'seeAlso',
    'necessary',
    'conditional',
    'baseline',
    'positives',
    'rules',
    'clauses',
  ],
];
/** By language even where there is one. */
const TRANSLATIONS: ReadonlySet<string> = new Set(['translation', 'articleTranslation']);
/** Lists that the schemas ask for even when they are empty. */
const REQUIRED_LISTS: ReadonlySet<string> = new Set(['rules', 'clauses', 'regions']);
const SHORT_NAME = /^android\.permission\.[A-Z0-9_]{1,200}$/;

function place(key: string): number {
  const index = ORDER.indexOf(key);
  return index < 0 ? ORDER.length : index;
}

function isKept(key: string, value: Json, isClause: boolean): boolean {
  if (!Array.isArray(value) || value.length > 0 || REQUIRED_LISTS.has(key)) return true;
  return key === 'permissions' && isClause;
}

/** Platform permissions by their short names, texts in one language alone, keys in reading order, no empty lists. */
function asWritten(value: Json): Json {
  if (typeof value === 'string') return SHORT_NAME.test(value) ? value.slice(PLATFORM.length) : value;
  if (Array.isArray(value)) return value.map(asWritten);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && typeof value['en'] === 'string') return value['en'];
  const isClause = 'verdict' in value && 'source' in value;
  const kept = entries.filter(([key, part]) => isKept(key, part, isClause)).sort(([a], [b]) => place(a) - place(b));
  return Object.fromEntries(kept.map(([key, part]) => [key, TRANSLATIONS.has(key) ? part : asWritten(part)]));
}

function yaml(value: unknown): string {
  return stringify(asWritten(JSON.parse(JSON.stringify(value)) as Json), { lineWidth: 110 });
}

interface Shown {
  /** Where the part stands in a rule file, for the reader. */
  place: string;
  text: string;
}

/** The parts with this id, each as YAML; rules and clauses by themselves. Without such an id, whatever its case. */
export function partsAsYaml(rulebook: Rulebook, typed: string): Shown[] {
  const exact = partsWhere(rulebook, ({ id }) => id === typed);
  return exact.length > 0 ? exact : partsWhere(rulebook, ({ id }) => id.toLowerCase() === typed.toLowerCase());
}

function partsWhere(rulebook: Rulebook, isMeant: (part: { id: string }) => boolean): Shown[] {
  const lists = { 'data-types': 'dataTypes', sources: 'sources', features: 'features' } as const;
  return [
    ...rulebook.categories.filter(isMeant).map((part) => ({ place: `categories/${part.id}.yaml`, text: yaml(part) })),
    ...rulebook.policies.filter(isMeant).map((part) => ({ place: `policies/${part.id}.yaml`, text: yaml(part) })),
    ...Object.entries(lists).flatMap(([file, key]) =>
      rulebook[key].filter(isMeant).map((part) => ({ place: `${file}.yaml`, text: yaml({ [key]: [part] }) })),
    ),
    ...rulebook.categories.flatMap(({ id, rules }) =>
      rules.filter(isMeant).map((part) => ({ place: `rules of categories/${id}.yaml`, text: yaml([part]) })),
    ),
    ...rulebook.policies.flatMap(({ id, clauses }) =>
      clauses.filter(isMeant).map((part) => ({ place: `clauses of policies/${id}.yaml`, text: yaml([part]) })),
    ),
  ];
}
