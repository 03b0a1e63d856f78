/** What a release is made of: the commit, its date, and the tools. */
import { execFileSync } from 'node:child_process';

const git = (root, ...args) => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' }).trim();

/**
 * The `commit`, whether all of it is committed (`isClean`), the `date` of it or of SOURCE_DATE_EPOCH in ISO 8601, and the
 * versions of `node` and `npm` that build.
 */
export function sourceOf(root) {
  const { SOURCE_DATE_EPOCH: epoch = git(root, 'log', '-1', '--format=%ct') } = process.env;
  if (!/^\d{1,12}$/.test(epoch)) throw new Error(`SOURCE_DATE_EPOCH is a number of seconds, not ${epoch}`);
  return {
    commit: git(root, 'rev-parse', 'HEAD'),
    isClean: git(root, 'status', '--porcelain') === '',
    date: new Date(Number(epoch) * 1000).toISOString().replace('.000Z', 'Z'),
    node: process.version,
    npm: execFileSync('npm', ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' }).trim(),
  };
}
