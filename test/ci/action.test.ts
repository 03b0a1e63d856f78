/** The scripts of action.yml and of the GitLab template, run as the CI systems run them. */
import { validateAction, validateWorkflow } from '@action-validator/core';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const APK = join(ROOT, 'fixtures/apk/quick-loan.apk');

interface Action {
  inputs: Record<string, { default?: string; required?: boolean }>;
  runs: { steps: { id?: string; uses?: string; run?: string; env?: Record<string, string> }[] };
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
  home: string = ROOT,
  machine: Record<string, string> = {},
): ReturnType<typeof spawnSync> & { outputs: string; summary: string } {
  const step = action.runs.steps.find((one) => one.id === id);
  if (step?.run === undefined) throw new Error(`no step ${id}`);
  const values = Object.fromEntries(
    Object.entries(action.inputs).map(([name, input]) => [name, inputs[name] ?? input.default ?? '']),
  );
  const env = Object.fromEntries(
    Object.entries(step.env ?? {}).map(([name, text]) => [
      name,
      text
        .replace('${{ steps.install.outputs.home }}', home)
        .replace(/\$\{\{ inputs\.([a-z0-9-]+) \}\}/g, (_, input: string) => values[input] ?? ''),
    ]),
  );
  const output = join(folder, `output-${Math.random()}`);
  const summary = join(folder, `summary-${Math.random()}`);
  const result = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', `touch '${output}' '${summary}'\n${step.run}`],
    {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION_PATH: ROOT,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
        RUNNER_TEMP: folder,
        ...env,
        ...machine,
      },
    },
  );
  return { ...result, outputs: readFileSync(output, 'utf8'), summary: readFileSync(summary, 'utf8') };
}

describe('action.yml', () => {
  it('needs no installation where it is built', () => {
    const { status, outputs } = runStep('install', {});
    expect([status, outputs]).toEqual([0, `home=${ROOT}\n`]);
  });

  it('is built by the lock file of its checkout where it is not', () => {
    const checkout = join(folder, 'a checkout');
    const programs = join(folder, 'programs');
    for (const path of [checkout, programs]) mkdirSync(path, { recursive: true });
    const calls = join(folder, 'calls');
    const script = `#!/bin/sh\nprintf '%s|' "$@" >> '${calls}'; echo >> '${calls}'; exit "\${NPM_ENDS:-0}"\n`;
    writeFileSync(join(programs, 'npm'), script, { mode: 0o755 });
    const machine = { GITHUB_ACTION_PATH: checkout, PATH: `${programs}:${process.env['PATH'] ?? ''}` };
    const { status, outputs } = runStep('install', {}, ROOT, machine);
    expect([status, outputs]).toEqual([0, `home=${checkout}\n`]);
    expect(readFileSync(calls, 'utf8').split('\n')).toEqual([
      `ci|--prefix|${checkout}|--ignore-scripts|--no-audit|--no-fund|--loglevel=error|`,
      `run|build|--prefix|${checkout}|--silent|`,
      '',
    ]);
    const failed = runStep('install', {}, ROOT, { ...machine, NPM_ENDS: '7' });
    expect([failed.status, failed.outputs]).toEqual([7, '']);
  });

  it('writes no report that nobody wants', () => {
    const none = { category: 'lending', sarif: '', json: '', html: '' };
    const before = readdirSync(folder).filter((name) => /\.(?:sarif|json|html)$/.test(name));
    for (const path of [APK, `${APK}\n${APK}`]) {
      const { status, outputs } = runStep('audit', { ...none, path });
      expect([status, outputs.split('\n')[0]]).toEqual([1, 'score=0']);
    }
    expect(readdirSync(folder).filter((name) => /\.(?:sarif|json|html)$/.test(name))).toEqual(before);
  });

  it('has the shape that GitHub asks for', () => {
    expect(validateAction(readFileSync(join(ROOT, 'action.yml'), 'utf8')).errors).toEqual([]);
    for (const name of readdirSync(join(ROOT, '.github/workflows'))) {
      expect([name, validateWorkflow(readFileSync(join(ROOT, '.github/workflows', name), 'utf8')).errors]).toEqual([
        name,
        [],
      ]);
    }
    expect(validateAction('name: x\nruns:\n  using: nothing\n').errors).not.toEqual([]);
  });

  it('hands inputs to its scripts in the environment alone', () => {
    for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{');
    for (const { uses = '' } of action.runs.steps) expect(uses).toMatch(/^$|@[0-9a-f]{40}$/);
  });

  it('tells nothing in the log but annotations', () => {
    const { stdout, stderr } = runStep('audit', { path: APK, category: 'lending' });
    expect(stdout).toBe('');
    expect(
      String(stderr)
        .split('\n')
        .filter((line) => !/^(?:::|$|permaudit: exit code 1: )/.test(line)),
    ).toEqual([]);
  });

  it('audits several apps, with spaces and dashes in their names, and ends with the worst', () => {
    copyFileSync(APK, join(folder, '-a b.apk'));
    copyFileSync(join(ROOT, 'fixtures/apk/careful-loan.apk'), join(folder, 'careful loan.apk'));
    const paths = '-a b.apk\r\n\ncareful loan.apk\n';
    const all = { path: paths, category: 'lending', html: 'all.html', json: 'all.json', sarif: 'all.sarif' };
    const result = runStep('audit', all);
    expect(result.status).toBe(1);
    expect(result.outputs).toBe('score=0\ngrade=F\nverdict=fail\noutcome=complete\n');
    expect(readFileSync(join(folder, 'all.json'), 'utf8').trimEnd().split('\n')).toHaveLength(2);
    const { runs } = JSON.parse(readFileSync(join(folder, 'all.sarif'), 'utf8')) as { runs: unknown[] };
    expect(runs).toHaveLength(2);
    expect(readFileSync(join(folder, 'all.html'), 'utf8')).toContain('-a b.apk');
    expect(readFileSync(join(folder, 'all-2.html'), 'utf8')).toContain('careful loan.apk');
    expect(result.summary.match(/score \d+ of 100/g)?.length).toBeGreaterThan(1);
    const missing = runStep('audit', { ...all, path: `${paths}nowhere.apk` });
    expect([missing.status, missing.outputs.split('\n')[0]]).toEqual([3, 'score=']);
    expect(runStep('audit', { path: '\n\n' }).status).toBe(2);
  });

  it('hands on every option', () => {
    const result = runStep('audit', {
      path: APK,
      category: 'lending',
      region: 'in',
      policies: 'acme,google-play',
      features: 'kyc-camera',
      role: 'supply',
      rules: join(ROOT, 'examples/own-rules'),
      lang: 'zh',
      api: '26-34',
      'verify-signatures': 'true',
      'fail-on': 'none',
      json: 'options.json',
    });
    expect(result.status).toBe(0);
    const { options, identity } = JSON.parse(readFileSync(join(folder, 'options.json'), 'utf8')) as {
      options: Record<string, unknown>;
      identity: { signer: { schemes: { state: string }[] } };
    };
    expect(options).toMatchObject({ features: ['kyc-camera'], role: 'supply', lang: 'zh', apiRange: [26, 34] });
    expect(options['policies']).toEqual(expect.arrayContaining(['acme', 'google-play', 'in-rbi']));
    expect(JSON.stringify(identity)).toContain('"verified"');
    expect(runStep('audit', { path: APK, 'verify-signatures': 'yes' }).status).toBe(2);
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
    const reports = ['sarif', 'json', 'html'];
    const ofInstallation = ['package', 'package-sha256', 'node-version'];
    for (const name of inputs.filter((input) => ![...reports, ...ofInstallation].includes(input))) {
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

/** A tarball as `npm pack` makes one, of a program that tells that it ran. */
function tarball(): { path: string; sha256: string } {
  const source = join(folder, 'tarball/package/bin');
  mkdirSync(source, { recursive: true });
  writeFileSync(join(source, 'permaudit.js'), "require('node:fs').writeFileSync('ran', ''); process.exit(0);\n");
  // As in every package: without it, one of a folder above says whether this is a module.
  writeFileSync(join(source, '../package.json'), '{"name":"permaudit","version":"0.0.0"}\n');
  const path = join(folder, '-a package.tgz');
  execFileSync('tar', ['-czf', path, '-C', join(folder, 'tarball'), 'package']);
  return { path, sha256: createHash('sha256').update(readFileSync(path)).digest('hex') };
}

describe('a package of the user', () => {
  it('is unpacked where its digest is the one wanted, and run', () => {
    const { path, sha256 } = tarball();
    const { status, outputs } = runStep('install', { package: path, 'package-sha256': sha256.toUpperCase() });
    expect(status).toBe(0);
    const home = /^home=(.+)\n$/.exec(outputs)?.[1] ?? '';
    expect(existsSync(join(home, 'bin/permaudit.js'))).toBe(true);
    expect(runStep('audit', { path: APK }, home).status).toBe(0);
    expect(existsSync(join(folder, 'ran'))).toBe(true);
  });

  it.each([
    ['another digest', '0'.repeat(64)],
    ['no digest', ''],
    ['a short one', 'abc'],
    ['a command', '$(touch pwned)'],
  ])('is refused with %s, before anything of it is unpacked', (_, wanted) => {
    const before = readdirSync(folder).filter((name) => name.startsWith('permaudit-'));
    const { status, outputs } = runStep('install', { package: tarball().path, 'package-sha256': wanted });
    expect([status, outputs]).toEqual([2, '']);
    const made = readdirSync(folder).filter((name) => name.startsWith('permaudit-') && !before.includes(name));
    for (const name of made) expect(readdirSync(join(folder, name))).toEqual([]);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });

  it.each([
    'permaudit',
    'permaudit@latest',
    'permaudit@^1.0.0',
    'permaudit@1.0',
    'http://example.com/p.tgz',
    'git+ssh://x/y',
    '--help',
    '$(touch pwned-too)',
    '.',
  ])('is refused where it is no exact thing: %s', (what) => {
    const { status, stderr } = runStep('install', { package: what, 'package-sha256': '0'.repeat(64) });
    expect(status).toBe(2);
    expect(stderr).toContain('neither a file, nor an https address, nor a name with an exact version');
    expect(existsSync(join(folder, 'pwned-too'))).toBe(false);
  });

  it('is asked for where only a digest is given', () => {
    expect(runStep('install', { 'package-sha256': '0'.repeat(64) }).status).toBe(2);
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
      expect(readFileSync(join(folder, path.replace('*', '')), 'utf8').length).toBeGreaterThan(100);
    }
    expect(result.stderr).not.toContain('::error');
  });

  it('audits several apps, and ends with the worst', () => {
    copyFileSync(APK, join(folder, '-a b.apk'));
    const two = `${join(ROOT, 'fixtures/apk/careful-loan.apk')}\n\n-a b.apk`;
    expect(runTemplate({ PERMAUDIT_APK: two }).status).toBe(1);
    expect(readFileSync(join(folder, 'permaudit-2.json'), 'utf8')).toContain('"verdict": "fail"');
    expect(runTemplate({ PERMAUDIT_APK: `${two}\nnowhere.apk` }).status).toBe(3);
    expect(runTemplate({ PERMAUDIT_APK: '\n' }).status).toBe(2);
  });

  it('hands on every variable', () => {
    const result = runTemplate({
      PERMAUDIT_APK: APK,
      PERMAUDIT_REGION: 'in',
      PERMAUDIT_POLICIES: 'acme,google-play',
      PERMAUDIT_FEATURES: 'kyc-camera',
      PERMAUDIT_ROLE: 'supply',
      PERMAUDIT_RULES: join(ROOT, 'examples/own-rules'),
      PERMAUDIT_LANG: 'zh',
      PERMAUDIT_API: '26-34',
      PERMAUDIT_VERIFY: 'true',
      PERMAUDIT_FAIL_ON: 'none',
    });
    expect(result.status).toBe(0);
    const { options, identity } = JSON.parse(readFileSync(join(folder, 'permaudit.json'), 'utf8')) as {
      options: Record<string, unknown>;
      identity: unknown;
    };
    expect(options).toMatchObject({ features: ['kyc-camera'], role: 'supply', lang: 'zh', apiRange: [26, 34] });
    expect(options['policies']).toEqual(expect.arrayContaining(['acme', 'google-play', 'in-rbi']));
    expect(JSON.stringify(identity)).toContain('"verified"');
    expect(runTemplate({ PERMAUDIT_APK: APK, PERMAUDIT_VERIFY: 'yes' }).status).toBe(2);
  });

  it('knows a baseline, and follows the settings that are named', () => {
    expect(runTemplate({ PERMAUDIT_APK: APK, PERMAUDIT_FAIL_ON: 'none' }).status).toBe(0);
    copyFileSync(join(folder, 'permaudit.json'), join(folder, 'known.json'));
    const known = { PERMAUDIT_APK: APK, PERMAUDIT_BASELINE: 'known.json', PERMAUDIT_FAIL_ON: 'new' };
    expect(runTemplate(known).status).toBe(0);
    expect(runTemplate({ ...known, PERMAUDIT_BASELINE: '' }).status).not.toBe(0);
    writeFileSync(join(folder, 'permaudit.yaml'), 'features: [kyc-camera]\n');
    try {
      const featuresWith = (variables: Record<string, string>): unknown => {
        runTemplate({ PERMAUDIT_APK: APK, ...variables });
        const text = readFileSync(join(folder, 'permaudit.json'), 'utf8');
        return (JSON.parse(text) as { options: { features: string[] } }).options.features;
      };
      expect(featuresWith({})).toEqual([]);
      expect(featuresWith({ PERMAUDIT_CONFIG: 'permaudit.yaml' })).toEqual(['kyc-camera']);
    } finally {
      rmSync(join(folder, 'permaudit.yaml'));
    }
  });

  it('runs a package whose digest is the one wanted, and no other', () => {
    const { path, sha256 } = tarball();
    const chosen = {
      PERMAUDIT_APK: APK,
      PERMAUDIT_PACKAGE: path,
      PERMAUDIT_TAKE: join(ROOT, 'docs/ci/take-package.cjs'),
    };
    rmSync(join(folder, 'ran'), { force: true });
    expect(runTemplate({ ...chosen, PERMAUDIT_SHA256: '0'.repeat(64) }).status).toBe(2);
    expect(runTemplate({ ...chosen, PERMAUDIT_SHA256: '' }).status).toBe(2);
    expect(existsSync(join(folder, 'ran'))).toBe(false);
    expect(runTemplate({ ...chosen, PERMAUDIT_SHA256: sha256 }).status).toBe(0);
    expect(existsSync(join(folder, 'ran'))).toBe(true);
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
    for (const name of names.filter((one) => one !== 'PERMAUDIT_TAKE' && one !== 'PERMAUDIT_SHA256')) {
      const { status } = runTemplate({ PERMAUDIT_APK: APK, [name]: '$(touch pwned)' });
      expect([name, status === 0, existsSync(join(folder, 'pwned'))]).toEqual([name, false, false]);
    }
  });
});
