/** What an audit is to do: the command line over permaudit.yaml over the defaults. */
import { escapeText } from '../../report/view/escape.js';
import type { Config } from './config.js';
import { findConfig, loadConfig } from './config-file.js';
import { withNamedPolicies, type AuditFlags, type Settings } from './flags.js';
import { attributeOf, type ConfigKey } from './row.js';
import { OPTIONS } from './table.js';

type Mergeable = Pick<AuditFlags, 'policies' | 'policy' | 'config'>;

/** The keys that can make a result milder. */
const MILDER: ReadonlySet<string> = new Set(['policies', 'features', 'role', 'rules', 'justifications']);

/**
 * Merges the configuration of the working directory, or the one named, into the flags.
 * @throws UsageError for a configuration that is missing, not YAML or not valid
 */
export async function settingsOf<Flags extends Mergeable>(flags: Flags): Promise<Settings<Flags>> {
  const path =
    flags.config === false ? null : typeof flags.config === 'string' ? flags.config : findConfig(process.cwd());
  const own = withNamedPolicies(flags);
  if (path === null) return { ...own, justifications: [], configPath: null, loaded: null };
  const loaded = await loadConfig(path);
  const { values, justifications } = loaded;
  const merged: Record<string, unknown> = {};
  for (const row of OPTIONS) {
    if (row.config === undefined || !values.has(row.config.key)) continue;
    const name = attributeOf(row);
    merged[name] = combined(own[name as keyof Flags], values.get(row.config.key), row.config.combine);
  }
  return { ...own, ...merged, justifications, configPath: path, loaded };
}

function combined(typed: unknown, inFile: unknown, how: ConfigKey['combine']): unknown {
  if (how === 'command-line') return typed ?? inFile;
  const lists = how === 'file-first' ? [inFile, typed] : [typed, inFile];
  return [...new Set(lists.flatMap((list) => (list ?? []) as readonly unknown[]))];
}

/**
 * Says on stderr that a file which nobody named counts, and with which keys. In quiet only where it could make a result
 * milder that the command line is strict about.
 */
export function tellSettings(flags: Partial<AuditFlags>, loaded: Config | null): void {
  if (loaded === null || loaded.told.keys.length === 0 || typeof flags.config === 'string') return;
  const { file, keys } = loaded.told;
  const isStrict = flags.failOn !== undefined || flags.category !== undefined || flags.policies !== undefined;
  if (flags.quiet === true && !(isStrict && keys.some((key) => MILDER.has(key)))) return;
  process.stderr.write(`permaudit: settings of ${escapeText(file)} count: ${escapeText(keys.join(', '))}\n`);
}

/** The rules of the settings file that holds here, before those of the command line. @throws UsageError */
export async function rulesOf(flags: Pick<AuditFlags, 'rules' | 'config'>): Promise<string[]> {
  return [...((await settingsOf<Mergeable & Pick<AuditFlags, 'rules'>>(flags)).rules ?? [])];
}
