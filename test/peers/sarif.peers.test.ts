/**
 * The SARIF of the golden reports through Microsoft's SARIF Multitool, with its rules for code scanning. It is on npm
 * (@microsoft/sarif-multitool), 100 MB large and so no dependency: SARIF_MULTITOOL names the program.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const PROGRAM = process.env['SARIF_MULTITOOL'] ?? '';
const GOLDEN = fileURLToPath(new URL('../golden/', import.meta.url));
if (PROGRAM === '')
  process.stderr.write('SKIPPED: SARIF_MULTITOOL is not set; SARIF is not held against the Multitool\n');

/** No home page to name yet. */
const KNOWN: ReadonlySet<string> = new Set(['SARIF2005']);

interface Verdict {
  runs: { results: { ruleId: string; level?: string; message: unknown }[] }[];
}

describe.skipIf(PROGRAM === '')('the SARIF Multitool', () => {
  const work = mkdtempSync(join(tmpdir(), 'permaudit-multitool-'));
  afterAll(() => {
    rmSync(work, { recursive: true });
  });

  it.each(['clean', 'over-collecting', 'refused', 'incomplete', 'version-dependent', 'hostile'])(
    'has no error and no warning: %s',
    (name) => {
      const out = join(work, `${name}.sarif`);
      const { error } = spawnSync(
        PROGRAM,
        [
          'validate',
          join(GOLDEN, name, 'report.sarif'),
          '--rule-kind',
          'Sarif;Ghas',
          '--level',
          'Error;Warning',
          '-o',
          out,
        ],
        { encoding: 'utf8', env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } },
      );
      expect(error).toBeUndefined();
      const { runs } = JSON.parse(readFileSync(out, 'utf8')) as Verdict;
      expect(runs[0]?.results.filter(({ ruleId }) => !KNOWN.has(ruleId))).toEqual([]);
    },
  );
});
