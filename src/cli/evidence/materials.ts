/** What an audit was made from besides the app: the settings file, the baseline, and rules of the user's own. */
import { basename, dirname } from 'node:path';
import { readUserRules } from '../../rulebook/load-files.js';
import { readText } from '../io/read-text.js';
import type { Settings } from '../options/flags.js';

export interface Materials {
  /** By their names in the bundle. */
  files: ReadonlyMap<string, string>;
  /** The options that take them from there. */
  options: readonly string[];
}

const CONFIG = 'permaudit.yaml';
const BASELINE = 'baseline.json';
const RULES = 'rules';
/** All an entry name is made of: no path of the machine, nothing that leads out of the folder it is unpacked in. */
const NOT_PLAIN = /[^A-Za-z0-9_-]+/g;
const PLAIN_YAML = /^[A-Za-z0-9_-]+\.ya?ml$/;

/**
 * Copies of what the settings name.
 * @throws UsageError when one of them cannot be read any more
 */
export function materialsOf({ configPath, baseline, rules }: Settings): Materials {
  const files = new Map<string, string>();
  const options: string[] = [];
  if (configPath === null) options.push('--no-config');
  else {
    const name = settingsName(configPath);
    files.set(name, withoutRules(readText(configPath)));
    options.push('--config', name);
  }
  if (baseline !== undefined) {
    files.set(BASELINE, readText(baseline));
    options.push('--baseline', BASELINE);
  }
  if (rules !== undefined && rules.length > 0) {
    readUserRules(rules).files.forEach(({ path, text }, index) => files.set(ruleName(path, index), text));
    options.push('--rules', RULES);
  }
  return { files, options };
}

/** What the settings file is called in the bundle: findings about its entries name it, so it keeps its name. */
export function settingsName(configPath: string): string {
  const name = basename(configPath);
  return PLAIN_YAML.test(name) ? name : CONFIG;
}

/** Numbered, since files are read by name; what a file holds is told from its folder and name, so both stay. */
function ruleName(path: string, index: number): string {
  const plain = (part: string): string => part.replace(NOT_PLAIN, '-');
  const name = basename(path).replace(/\.ya?ml$/i, '');
  return `${RULES}/${String(index + 1).padStart(4, '0')}/${plain(basename(dirname(path)))}/${plain(name)}.yaml`;
}

/**
 * The settings without their `rules:`, which name files of another machine: those lines become comments, so that every
 * other entry stays on its line.
 */
function withoutRules(text: string): string {
  let inRules = false;
  const lines = text.split('\n').map((line) => {
    if (/^[^\s#-]/.test(line)) inRules = /^rules[ \t]*:/.test(line);
    return inRules && line.trim() !== '' ? `# ${line}` : line;
  });
  return lines.join('\n');
}
