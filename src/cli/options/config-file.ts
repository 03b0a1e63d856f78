/** permaudit.yaml: found from the working directory up, checked against schema/config.schema.json. */
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { ValidateFunction } from 'ajv';
import type { Document, LineCounter as Lines } from 'yaml';
import type { Justification } from '../../audit/justify.js';
import { loadValidators } from '../../bytes/data-file.js';
import { escapePath } from '../../report/view/escape.js';
import { UsageError } from '../io/failures.js';
import { OPTIONS } from './table.js';
import { readText } from '../io/read-text.js';

export const CONFIG_NAMES = ['permaudit.yaml', 'permaudit.yml'];

/** The project's own settings: values of options by their key in the file, as the command line would give them. */
export interface Config {
  values: ReadonlyMap<string, unknown>;
  justifications: Justification[];
}

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
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(readText(path), { lineCounter: lines, maxAliasCount: 0 } as never);
  const [broken] = document.errors;
  const shown = escapePath(path);
  if (broken !== undefined) {
    const at = broken.linePos?.[0].line ?? 1;
    throw new UsageError(`${shown}:${at}: not valid YAML: ${broken.message.split('\n')[0] ?? ''}`);
  }
  const raw = (document.toJS({ maxAliasCount: 0 }) ?? {}) as Record<string, unknown>;
  validate(raw, shown, (pointer) => lineOf(document, lines, pointer));
  const entryLine = (index: number): number => lineOf(document, lines, ['justifications', index]);
  const folder = dirname(path);
  const values = new Map<string, unknown>();
  for (const { config } of OPTIONS) {
    if (config !== undefined && raw[config.key] !== undefined) {
      values.set(config.key, config.read(raw[config.key], folder));
    }
  }
  return {
    values,
    justifications: ((raw['justifications'] ?? []) as RawJustification[]).map((entry, index): Justification => ({
      permission: entry.permission ?? null,
      rule: entry.rule ?? null,
      feature: entry.feature ?? null,
      reason: entry.reason,
      owner: entry.owner,
      expires: entry.expires ?? null,
      // The name alone: a report tells nothing of the machine it was made on.
      place: `${basename(path)}:${entryLine(index)}`,
    })),
  };
}

/** The line of the node at a path, or of the nearest node above it. */
function lineOf(document: Document, lines: Lines, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range !== undefined) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function validate(raw: object, shown: string, line: (path: (string | number)[]) => number): void {
  const { config: check } = loadValidators('config') as { config: ValidateFunction };
  if (check(raw)) return;
  const problems = (check.errors ?? []).map(({ instancePath, message, params }) => {
    const path = instancePath
      .split('/')
      .slice(1)
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    const extra = 'additionalProperty' in params ? ` ("${String(params['additionalProperty'])}")` : '';
    const where = instancePath === '' ? '' : `${instancePath.slice(1).replaceAll('/', '.')}: `;
    return `${shown}:${line(path)}: ${where}${message ?? 'not valid'}${extra}`;
  });
  throw new UsageError([...new Set(problems)].slice(0, 5).join('\n'));
}
