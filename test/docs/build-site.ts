/** The site, built anew. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ROOT } from '../e2e/run.js';

/** Builds it as `npm run build:site` does, into a folder of its own. */
export function buildSite(folder: string): void {
  const eleventy = join(ROOT, 'node_modules/@11ty/eleventy/cmd.cjs');
  const args = [eleventy, '--config=site/eleventy.config.mjs', '--quiet', `--output=${folder}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  expect(status, stdout + stderr).toBe(0);
}
