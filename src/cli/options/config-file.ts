/** permaudit.yaml: found from the working directory up, checked against schema/config.schema.json. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Document, LineCounter as Lines } from 'yaml';
import type { Justification } from '../../audit/justify.js';
import { loadValidators } from '../../platform/index.js';
import { escapePath } from '../../report/view/escape.js';
import { UsageError } from '../io/failures.js';
import { readBytes } from '../io/read-text.js';
import type { Config } from './config.js';
import { didYouMean } from './suggest.js';
import { OPTIONS } from './table.js';

export const CONFIG_NAMES = ['permaudit.yaml', 'permaudit.yml'];
/** Nobody writes so many settings. */
const MOST_BYTES = 1024 * 1024;
const MOST_PROBLEMS = 5;

interface RawJustification {
  permission?: string;
  rule?: string;
  feature?: string;
  reason: string;
  owner: string;
  expires?: string;
}

/** The configuration file that holds for a folder: its own, or the nearest above it; null when there is none. */
export function findConfig(folder: string): string | null {
  for (let here = resolve(folder); ; here = dirname(here)) {
    for (const name of CONFIG_NAMES) {
      const path = join(here, name);
      if (existsSync(path)) return path;
    }
    if (here === dirname(here)) return null;
  }
}

/**
 * Reads a configuration file.
 * @throws UsageError with file and line for what is not YAML or does not fit the schema
 */
export async function loadConfig(path: string): Promise<Config> {
  const bytes = readBytes(path, MOST_BYTES, 'file');
  const shown = escapePath(relative('', path) === '' ? path : relative('', path));
  const { document, lines } = await parsed(bytes.toString('utf8'), shown);
  const raw = valueOf(document, shown);
  const placeOf = (...keys: (string | number)[]): string => `${shown}:${lineOf(document, lines, keys)}`;
  validate(raw, placeOf);
  const folder = dirname(path);
  const values = new Map<string, unknown>();
  for (const { config } of OPTIONS) {
    if (config !== undefined && raw[config.key] !== undefined) {
      values.set(config.key, config.read(raw[config.key], folder));
    }
  }
  const entries = (raw['justifications'] ?? []) as RawJustification[];
  return {
    values,
    justifications: entries.map((entry, index): Justification => ({
      permission: entry.permission ?? null,
      rule: entry.rule ?? null,
      feature: entry.feature ?? null,
      reason: entry.reason,
      owner: entry.owner,
      expires: entry.expires ?? null,
      // The name alone: what is told of an entry is the same wherever the audit is made.
      place: `${basename(path)}:${lineOf(document, lines, ['justifications', index])}`,
    })),
    path,
    told: {
      file: relative('', path).split(sep).join('/'),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      keys: Object.keys(raw),
    },
    placeOf,
    raw,
  };
}

async function parsed(text: string, shown: string): Promise<{ document: Document; lines: Lines }> {
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  let document: Document;
  try {
    document = parseDocument(text, { lineCounter: lines, logLevel: 'error' });
  } catch (error) {
    // The parser calls itself for each level.
    if (error instanceof RangeError) throw new UsageError(`${shown}: nested too deep`, '');
    throw error;
  }
  const [broken] = document.errors;
  if (broken === undefined) return { document, lines };
  const at = broken.linePos?.[0].line ?? 1;
  throw new UsageError(`${shown}:${at}: not valid YAML: ${broken.message.split('\n')[0] ?? ''}`, '');
}

/** What the document holds. Aliases are refused: they could make a short file a large one. */
function valueOf(document: Document, shown: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    if (error instanceof ReferenceError) throw new UsageError(`${shown}: aliases (*name) are not taken`, '');
    if (error instanceof RangeError) throw new UsageError(`${shown}: nested too deep`, '');
    throw error;
  }
  if (value === null || value === undefined) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new UsageError(`${shown}:1: settings are keys and values, such as category: lending`, '');
}

/** The line of the key at a path, of the entry of a list, or of the nearest node above it. */
function lineOf(document: Document, lines: Lines, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const offset = offsetOf(document, path.slice(0, length));
    if (offset !== null) return lines.linePos(offset).line;
  }
  return 1;
}

function offsetOf(document: Document, path: readonly (string | number)[]): number | null {
  const last = path.at(-1);
  const above: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const pairs = (above as { items?: readonly { key?: { value?: unknown; range?: readonly number[] } }[] } | null)
    ?.items;
  const key = typeof last === 'string' ? pairs?.find((pair) => pair.key?.value === last)?.key : undefined;
  const node = key ?? (document.getIn(path, true) as { range?: readonly number[] } | undefined);
  return node?.range?.[0] ?? null;
}

/** @throws UsageError with a line for each problem */
function validate(raw: object, placeOf: Config['placeOf']): void {
  const { config: check } = loadValidators('config') as { config: ValidateFunction };
  if (check(raw)) return;
  const problems = (check.errors ?? []).map((error) => describe(error, placeOf));
  const [first = '', ...more] = [...new Set(problems)].slice(0, MOST_PROBLEMS);
  throw new UsageError(first, '', more);
}

function describe({ instancePath, message, params }: ErrorObject, placeOf: Config['placeOf']): string {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
  const where = path.length === 0 ? '' : `${path.join('.')}: `;
  if (!('additionalProperty' in params)) return `${placeOf(...path)}: ${where}${message ?? 'not valid'}`;
  const key = String(params['additionalProperty']);
  const known = path.length === 0 ? [...configKeys(), 'justifications'] : JUSTIFICATION_KEYS;
  const candidates = known.map((word) => ({ word, shown: word }));
  const near = didYouMean(key, candidates, `the keys are ${known.join(', ')}`);
  return `${placeOf(...path, key)}: ${where}unknown key "${key}": ${near}`;
}

const JUSTIFICATION_KEYS = ['permission', 'rule', 'feature', 'reason', 'owner', 'expires'];

function configKeys(): string[] {
  return OPTIONS.flatMap(({ config }) => config?.key ?? []);
}
