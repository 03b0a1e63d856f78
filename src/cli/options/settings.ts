/** What an audit is to do: the command line over permaudit.yaml over the defaults. */
import { findConfig, loadConfig } from './config-file.js';
import { withNamedPolicies, type AuditFlags, type Settings } from './flags.js';
import { attributeOf, type ConfigKey } from './row.js';
import { OPTIONS } from './table.js';

/**
 * Merges the configuration of the working directory, or the one named, into the flags.
 * @throws UsageError for a configuration that is missing, not YAML or not valid
 */
export async function settingsOf(flags: AuditFlags): Promise<Settings> {
  const path =
    flags.config === false ? null : typeof flags.config === 'string' ? flags.config : findConfig(process.cwd());
  const own = withNamedPolicies(flags);
  if (path === null) return { ...own, justifications: [], configPath: null };
  const { values, justifications } = await loadConfig(path);
  const merged: Record<string, unknown> = {};
  for (const row of OPTIONS) {
    if (row.config === undefined || !values.has(row.config.key)) continue;
    const name = attributeOf(row);
    merged[name] = combined(own[name as keyof AuditFlags], values.get(row.config.key), row.config.combine);
  }
  return { ...own, ...merged, justifications, configPath: path };
}

function combined(typed: unknown, inFile: unknown, how: ConfigKey['combine']): unknown {
  if (how === 'command-line') return typed ?? inFile;
  const lists = how === 'file-first' ? [inFile, typed] : [typed, inFile];
  return [...new Set(lists.flatMap((list) => (list ?? []) as readonly unknown[]))];
}
