/** What docs/comparison.md says that aapt2 and androguard answer for two fixtures. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixture, ROOT } from '../e2e/run.js';

const ANDROGUARD = `
import sys
from androguard.core.bytecodes.apk import APK
apk = APK(sys.argv[1])
print('\\n'.join(sorted(apk.get_permissions())))
print('\\n'.join(sorted(name for name, _ in apk.get_uses_implied_permission_list())))
`;

const OLD = ['ACCESS_COARSE_LOCATION', 'READ_CONTACTS', 'WRITE_EXTERNAL_STORAGE'];
const ADDED = ['READ_CALL_LOG', 'READ_EXTERNAL_STORAGE'];

function namesIn(program: string, ...args: string[]): string[] {
  const { status, stdout, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (error !== undefined) throw error;
  expect(status).toBe(0);
  return [...new Set([...stdout.matchAll(/android\.permission\.([A-Z_]+)/g)].map(([, name = '']) => name))].sort();
}

describe.each([
  ['old-target-loan', [...OLD, ...ADDED].sort(), [...OLD, ...ADDED].sort()],
  ['hidden-sms-loan', ['INTERNET', 'READ_SMS'], ['INTERNET']],
])('of %s', (name, aapt2, androguard) => {
  const file = join(ROOT, fixture(name));

  it('aapt2 lists what the page says', () => {
    expect(namesIn('aapt2', 'dump', 'badging', file)).toEqual(aapt2);
  });

  it('androguard lists what the page says', () => {
    expect(namesIn('/usr/bin/python3', '-c', ANDROGUARD, file)).toEqual(androguard);
  });
});
