/** Makes the golden reports again from the fixtures: look at the difference before you commit it. */
import { spawnSync } from 'node:child_process';

const { status } = spawnSync('npx', ['vitest', 'run', 'test/golden'], {
  env: { ...process.env, UPDATE_GOLDEN: '1' },
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exit(status ?? 1);
