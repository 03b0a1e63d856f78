/** The scripts of action.yml and of the GitLab template, run as the CI systems run them. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const APK = join(ROOT, 'fixtures/apk/quick-loan.apk');

interface Action {
  inputs: Record<string, { default?: string; required?: boolean }>;
  runs: { steps: { id: string; run: string; env?: Record<string, string> }[] };
}
interface Gitlab {
  permaudit: { script: string[]; variables: Record<string, string>; artifacts: { paths: string[] } };
}

const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;
const gitlab = parse(readFileSync(join(ROOT, 'docs/ci/permaudit.gitlab-ci.yml'), 'utf8')) as Gitlab;

/** What a shell would run or split, what commander would take for an option, and names that commands have. */
const HOSTILE = [
  '$(touch pwned)',
  '`touch pwned`',
  '"; touch pwned; "',
  "'; touch pwned; '",
  '; touch pwned',
  '--version; touch pwned',
  '--version',
  '-o pwned',
  '--output=pwned',
  'a b',
  '${IFS}',
  '\ntouch pwned\n',
];
/** Paths that are commands by another word. */
const COMMANDS = ['manifest', 'batch', '--version', '$(touch pwned)'];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'permaudit-ci-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a step with `${{ inputs.x }}` filled in, as a runner does. */
function runStep(
  id: string,
  inputs: Record<string, string>,
): ReturnType<typeof spawnSync> & { outputs: string; summary: string } {
  const step = action.runs.steps.find((one) => one.id === id);
  if (step === undefined) throw new Error(`no step ${id}`);
  const values = Object.fromEntries(
    Object.entries(action.inputs).map(([name, input]) => [name, inputs[name] ?? input.default ?? '']),
  );
  const env = Object.fromEntries(
    Object.entries(step.env ?? {}).map(([name, text]) => [
      name,
      text.replace(/\$\{\{ inputs\.([a-z-]+) \}\}/g, (_, input: string) => values[input] ?? ''),
    ]),
  );
  const output = join(folder, `output-${Math.random()}`);
  const summary = join(folder, `summary-${Math.random()}`);
  const result = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', `touch '${output}' '${summary}'\n${step.run}`], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: ROOT,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      ...env,
    },
  });
  return { ...result, outputs: readFileSync(output, 'utf8'), summary: readFileSync(summary, 'utf8') };
}

describe('action.yml', () => {
  it('needs no installation where it is built', () => {
    expect(runStep('install', {}).status).toBe(0);
  });

  it('fails by its threshold, sets its outputs, annotates and summarises', () => {
    const result = runStep('audit', { path: APK, category: 'lending' });
    expect(result.status).toBe(1);
    expect(result.outputs).toBe('score=0\ngrade=F\nverdict=fail\noutcome=complete\n');
    expect(result.stderr).toContain('::error file=');
    expect(result.summary).toContain('FAIL, score 0 of 100');
    const sarif = JSON.parse(readFileSync(join(folder, 'permaudit.sarif'), 'utf8')) as { version: string };
    expect(sarif.version).toBe('2.1.0');
  });

  it('passes with fail-on none, and with a baseline that knows all findings', () => {
    expect(runStep('audit', { path: APK, category: 'lending', 'fail-on': 'none', json: 'known.json' }).status).toBe(0);
    const known = runStep('audit', { path: APK, category: 'lending', 'fail-on': 'new', baseline: 'known.json' });
    expect(known.status).toBe(0);
  });

  it('passes on what a file without a score exits with, and says so', () => {
    const result = runStep('audit', { path: 'missing.apk' });
    expect(result.status).toBe(3);
    expect(result.outputs).toContain('score=\n');
    expect(result.stderr).toContain('::error file=missing.apk,title=No score::');
  });

  it.each(COMMANDS)('audits a file called %s', (path) => {
    copyFileSync(APK, join(folder, path));
    const result = runStep('audit', { path, category: 'lending' });
    expect(result.status).toBe(1);
    expect(result.outputs).toContain('verdict=fail\n');
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });

  it('runs nothing of its inputs, and passes no app because of one', () => {
    const inputs = Object.keys(action.inputs);
    for (const text of HOSTILE) {
      const all = Object.fromEntries(inputs.map((name) => [name, text]));
      expect([text, runStep('audit', all).status === 0]).toEqual([text, false]);
      expect([text, existsSync(join(folder, 'pwned'))]).toEqual([text, false]);
    }
    // Reports may be called anything; what is no value of the others is refused.
    for (const name of inputs.filter((input) => input !== 'sarif' && input !== 'json')) {
      const { status } = runStep('audit', { path: APK, category: 'lending', [name]: '--no-config' });
      expect([name, status === 0]).toEqual([name, false]);
    }
  });

  it('follows no settings but those it is given', () => {
    writeFileSync(join(folder, 'permaudit.yaml'), 'fail-on: none\n');
    try {
      const left = runStep('audit', { path: APK, category: 'lending' });
      expect(left.status).toBe(1);
      expect(left.stderr).not.toContain('permaudit.yaml');
      const followed = runStep('audit', { path: APK, category: 'lending', config: 'permaudit.yaml' });
      expect(followed.status).toBe(1);
      expect(followed.summary).toContain('permaudit.yaml');
    } finally {
      rmSync(join(folder, 'permaudit.yaml'));
    }
  });
});

/** Runs the template's script as a runner does: one shell, every variable in its environment. */
function runTemplate(variables: Record<string, string>): ReturnType<typeof spawnSync> {
  const { script, variables: defaults } = gitlab.permaudit;
  return spawnSync('sh', ['-e', '-c', script.join('\n')], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...defaults, PATH: process.env['PATH'], PERMAUDIT_DIR: ROOT, PERMAUDIT_CATEGORY: 'lending', ...variables },
  });
}

describe('the GitLab template', () => {
  it('writes every artifact it names, and fails by its threshold', () => {
    const result = runTemplate({ PERMAUDIT_APK: APK });
    expect(result.status).toBe(1);
    for (const path of gitlab.permaudit.artifacts.paths) {
      expect(readFileSync(join(folder, path), 'utf8').length).toBeGreaterThan(100);
    }
    expect(result.stderr).not.toContain('::error');
  });

  it.each(COMMANDS)('audits a file called %s', (path) => {
    copyFileSync(APK, join(folder, path));
    expect(runTemplate({ PERMAUDIT_APK: path }).status).toBe(1);
    expect(readFileSync(join(folder, 'permaudit.json'), 'utf8')).toContain('"verdict": "fail"');
  });

  it('runs nothing of its variables, and passes no app because of one', () => {
    const names = Object.keys(gitlab.permaudit.variables);
    for (const text of HOSTILE) {
      const all = Object.fromEntries(names.filter((name) => name !== 'PERMAUDIT_DIR').map((name) => [name, text]));
      expect([text, runTemplate(all).status === 0]).toEqual([text, false]);
      expect([text, existsSync(join(folder, 'pwned'))]).toEqual([text, false]);
    }
    for (const name of names) {
      const { status } = runTemplate({ PERMAUDIT_APK: APK, [name]: '$(touch pwned)' });
      expect([name, status === 0, existsSync(join(folder, 'pwned'))]).toEqual([name, false, false]);
    }
  });
});
