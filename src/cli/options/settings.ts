/** What an audit is to do: the command line over permaudit.yaml over the defaults. */
import type { Justification } from '../../audit/justify.js';
import { withNamedPolicies } from './policies.js';
import { findConfig, loadConfig } from './config-file.js';
import { parseFailOn, type FailOn } from '../gate/fail-on.js';
import { UsageError } from '../io/failures.js';
import type { AuditFlags } from './values.js';

/** The flags with the configuration merged in. */
export interface Settings extends AuditFlags {
  justifications: Justification[];
  /** The configuration file that was used; null: none. */
  configPath: string | null;
}

/**
 * Merges the configuration of the working directory, or the one named, into the flags.
 * @throws UsageError for a configuration that is missing, not YAML or not valid
 */
export async function settingsOf(flags: AuditFlags): Promise<Settings> {
  const path =
    flags.config === false ? null : typeof flags.config === 'string' ? flags.config : findConfig(process.cwd());
  const own = withNamedPolicies(flags);
  if (path === null) return { ...own, justifications: [], configPath: null };
  const config = await loadConfig(path);
  const merged: Settings = { ...own, justifications: config.justifications, configPath: path };
  if (merged.category === undefined && config.category !== null) merged.category = config.category;
  if (merged.policies === undefined && config.policies !== null) merged.policies = config.policies;
  if (merged.region === undefined && config.regions !== null) merged.region = config.regions;
  // The command line's rules stand over those of the project.
  if (config.rules !== null) merged.rules = [...new Set([...config.rules, ...(flags.rules ?? [])])];
  if (config.features !== null) merged.feature = [...new Set([...(flags.feature ?? []), ...config.features])];
  if (flags.role === undefined && config.role !== null) merged.role = config.role;
  if (flags.failOn === undefined && config.failOn !== null) merged.failOn = failOnOf(config.failOn, path);
  return merged;
}

function failOnOf(text: string, path: string): FailOn {
  const failOn = parseFailOn(text);
  if (failOn === null) throw new UsageError(`${path}: fail-on: "${text}" is not a threshold`);
  return failOn;
}
