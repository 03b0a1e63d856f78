import { createHash } from 'node:crypto';

/**
 * A name for a finding that stays the same from version to version of app and tool, as long as the same rule meets the
 * same thing in the same app: 32 hexadecimal digits.
 */
export function fingerprintOf(ruleId: string, dataType: string, packageName: string, names: readonly string[]): string {
  const text = JSON.stringify([ruleId, dataType, packageName, [...names].sort()]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
