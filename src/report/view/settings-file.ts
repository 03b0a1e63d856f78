import type { SettingsFile } from '../../audit/types.js';
import { escapePath, escapeText } from './escape.js';

/** The settings file with what it sets and its digest, e.g. `permaudit.yaml: category, fail-on (SHA-256 6b86…)`. */
export function settingsText({ file, sha256, keys }: SettingsFile, digits = sha256.length): string {
  const digest = digits < sha256.length ? `${sha256.slice(0, digits)}...` : sha256;
  return `${escapePath(file)}: ${escapeText(keys.join(', '))} (SHA-256 ${digest})`;
}
