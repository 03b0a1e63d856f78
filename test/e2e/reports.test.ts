/** Reports, configuration, baseline, difference and evidence, through the real command. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import JSZip from 'jszip';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Audit } from '../../src/audit/types.js';
import { CSV_FORMATS } from '../../src/report/csv/kinds.js';
import type { SarifLog } from '../../src/report/sarif/types.js';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { apkOfRoot, application, int, manifest, READ_SMS, uses, usesSdk } from '../../fixtures/hostile/base.js';
import type { AttributeSpec } from '../../fixtures/hostile/axml-writer.js';
import { actedOn, runnerCommands } from '../report/runner-model.js';
import { csvRecords } from '../report/csv-reader.js';
import { NODE } from './run.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const QUICK = join(ROOT, 'fixtures/apk/quick-loan.apk');
const CAREFUL = join(ROOT, 'fixtures/apk/careful-loan.apk');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'permaudit-reports-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(NODE, [join(ROOT, 'bin/permaudit.js'), ...args], { cwd: folder, encoding: 'utf8' });
}
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const write = (name: string, text: string): void => {
  writeFileSync(join(folder, name), text);
};
const parse = (text: string): Audit => JSON.parse(text) as Audit;

describe('--report', () => {
  it('writes every format in one run, each what render makes of the JSON', () => {
    const formats = ['json', 'ndjson', 'sarif', 'junit', 'markdown', 'csv', ...CSV_FORMATS, 'html'];
    const options = formats.flatMap((format) => ['--report', `${format}=out.${format}`]);
    expect(run(QUICK, '-c', 'lending', '--as-of', '2026-11-23', ...options).status).toBe(0);
    for (const format of formats) {
      const rendered = run('render', 'out.json', '-f', format);
      expect(rendered.status).toBe(0);
      expect(rendered.stdout).toBe(read(`out.${format}`));
    }
  });

  it.each(['\n', '\r\n'])('names the exact tag of a text manifest in SARIF, lines ended by %j', (end) => {
    const source = readFileSync(join(ROOT, 'fixtures/src/quick-loan/AndroidManifest.xml'), 'utf8').replaceAll(
      '\n',
      end,
    );
    write('AndroidManifest.xml', source);
    const lines = source.split(end);
    const region = (input: string): { tag: string; uri: string } => {
      const { stdout } = run(input, '-c', 'lending', '-f', 'sarif');
      const log = JSON.parse(stdout) as SarifLog;
      const found = log.runs[0]?.results.find(({ ruleId }) => ruleId === 'LEND-CONTACTS-READ');
      const place = found?.locations[0]?.physicalLocation;
      const { startLine, startColumn = 0, endLine = 0, endColumn = 0 } = place!.region!;
      const text = lines.slice(startLine - 1, endLine).join('\n');
      const cut = (lines[endLine - 1] ?? '').length - (endColumn - 1);
      return { tag: text.slice(startColumn - 1, text.length - cut), uri: place!.artifactLocation.uri };
    };
    const expected = { tag: expect.stringMatching(/^<uses-permission\s[^>]*READ_CONTACTS"[^>]*\/>$/) as string };
    expect(region('AndroidManifest.xml')).toEqual({ ...expected, uri: 'AndroidManifest.xml' });
    // A folder of sources: the findings stand in its manifest.
    expect(region('.')).toEqual({ ...expected, uri: 'AndroidManifest.xml' });
  });

  it('puts several audits into one SARIF, NDJSON or CSV, and into nothing else', () => {
    run(QUICK, '-c', 'lending', '--no-code', '-f', 'json', '-o', 'one.json');
    run(CAREFUL, '-c', 'lending', '--no-code', '-f', 'json', '-o', 'two.json');
    run(QUICK, CAREFUL, '-c', 'lending', '--no-cache', '--results', 'batch.ndjson');
    const ids = (...paths: string[]): string[] =>
      (JSON.parse(run('render', ...paths, '-f', 'sarif').stdout) as SarifLog).runs.map(
        (one) => one.automationDetails.id,
      );
    const both = ['permaudit/lending/com.example.quickloan/', 'permaudit/lending/com.example.carefulloan/'];
    expect(ids('one.json', 'two.json')).toEqual(both);
    expect(ids('batch.ndjson').sort()).toEqual([...both].sort());
    expect(ids('one.json', 'one.json')[1]).toBe(`${both[0] ?? ''}2/`);
    write('both.ndjson', run('render', 'one.json', 'two.json', '-f', 'ndjson').stdout);
    expect(ids('both.ndjson')).toEqual(both);
    run('batch', QUICK, '-c', 'lending', '--no-cache', '--results', 'single.ndjson');
    expect(ids('single.ndjson')).toEqual(both.slice(0, 1));
    const csv = run('render', 'one.json', 'two.json', '-f', 'csv').stdout;
    expect(csv.match(/^file,/gm)).toHaveLength(1);
    expect(new Set(csvRecords(csv).map((row) => row['package']))).toEqual(
      new Set(['com.example.quickloan', 'com.example.carefulloan']),
    );
    expect(run('render', 'one.json', 'two.json', '-f', 'html')).toMatchObject({ status: 2, stdout: '' });
    write('broken.ndjson', `${run('render', 'one.json', '-f', 'ndjson').stdout}{"schemaVersion":"2.0.0"}\n`);
    expect(run('render', 'broken.ndjson', '-f', 'sarif').stderr).toContain('broken.ndjson:2: ');
  });

  it('begins CSV, and nothing else, with a byte order mark where one is asked for', () => {
    const options = ['--report', 'plain.csv', '--report', 'out.json', '-q'];
    expect(run(QUICK, '--no-code', ...options).status).toBe(0);
    const marked = `\uFEFF${read('plain.csv')}`;
    expect(run(QUICK, '--no-code', '--bom', '-f', 'csv', '--report', 'again.json').stdout).toBe(marked);
    expect(read('again.json')).toBe(read('out.json'));
    expect(run('render', 'out.json', '--bom', '-f', 'csv').stdout).toBe(marked);
    expect(run('render', 'out.json', 'again.json', '--bom', '-f', 'csv').stdout.lastIndexOf('\uFEFF')).toBe(0);
    for (const args of [
      [QUICK, '-f', 'json'],
      ['render', 'out.json'],
      ['batch', QUICK, '-f', 'html'],
    ]) {
      const { status, stdout, stderr } = run(...args, '--bom');
      expect([status, stdout, stderr.split('\n')[0]]).toEqual([
        2,
        '',
        'permaudit: --bom is for CSV, and none is written',
      ]);
    }
  });

  it('refuses a format that there is not', () => {
    expect(run(QUICK, '--report', 'docx=out.docx')).toMatchObject({ status: 2, stdout: '' });
    expect(run('render', QUICK).status).toBe(2);
    expect(run('render', QUICK).stderr).toContain('REPORT_NOT_JSON');
  });
});

describe('permaudit.yaml', () => {
  it('is written by init, valid as it stands, and never overwritten', () => {
    expect(run('init', '-c', 'lending').status).toBe(0);
    expect(parse(run(CAREFUL, '-f', 'json').stdout).options.category).toBe('lending');
    expect(run('init')).toMatchObject({ status: 2 });
  });

  it('gives way to the command line', () => {
    write('permaudit.yaml', 'category: lending\nfail-on: low\npolicies: [article]\n');
    expect(run(CAREFUL).status).toBe(1);
    expect(run(CAREFUL, '--fail-on', 'critical').status).toBe(0);
    expect(parse(run(CAREFUL, '-f', 'json', '-p', 'cn-39').stdout).options.policies).toEqual(['cn-39']);
    expect(parse(run(CAREFUL, '-f', 'json', '--no-config').stdout).options.category).toBeNull();
  });

  it('accepts what somebody answers for, and tells what is stale', () => {
    write(
      'permaudit.yaml',
      'category: lending\njustifications:\n  - rule: LEND-MIC\n    reason: interviews are held in the app\n    owner: team\n  - permission: NFC\n    reason: cards were read once upon a time\n    owner: team\n',
    );
    const audit = parse(run(QUICK, '-f', 'json').stdout);
    const rules = new Map(audit.findings.map((finding) => [finding.ruleId, finding]));
    expect(rules.get('LEND-MIC')?.suppressedBy).toContain('interviews are held in the app');
    // The place without its folder: the same entry reads alike on every machine.
    expect(rules.get('JUSTIFICATION-STALE')?.evidence[0]?.detail).toMatch(/^permaudit\.yaml:6: /);
    expect(audit.accepted?.points).toBe((audit.points ?? 0) - 15);
    expect(run(QUICK).stdout).toContain('Without the 1 accepted finding: score 0');
  });

  it('shows both scores in every format', () => {
    write('permaudit.yaml', 'category: lending\n');
    run(QUICK, '-f', 'json', '-o', 'known.json');
    const shown: Record<string, string> = {
      text: 'findings: score 100, grade A, pass',
      json: '"accepted": {\n    "score": 100,',
      ndjson: '"accepted":{"score":100,',
      sarif: '"accepted": {',
      junit: '<property name="acceptedScore" value="100"/>',
      markdown: 'Without the accepted findings: score 100, grade A, pass.',
      csv: ',100,A,pass,',
      html: 'Without the accepted findings: score 100 of 100, grade A, pass.',
    };
    const options = Object.keys(shown).flatMap((format) => ['--report', `${format}=out.${format}`]);
    expect(run(QUICK, '--baseline', 'known.json', '--fail-on', 'new,low', ...options).status).toBe(0);
    for (const [format, text] of Object.entries(shown)) expect(read(`out.${format}`)).toContain(text);
  });

  it('takes several thresholds, one of which is enough', () => {
    write('permaudit.yaml', 'category: lending\nfail-on: [critical, score:95]\n');
    expect(run(CAREFUL).status).toBe(1);
    expect(run(CAREFUL, '--fail-on', 'critical, score:90').status).toBe(0);
    write('permaudit.yaml', 'category: lending\nfail-on: [critical, sometimes]\n');
    expect(run(CAREFUL).stderr).toContain('permaudit.yaml:2: fail-on');
  });

  it('is checked, with file and line', () => {
    write('permaudit.yaml', 'category: lending\njustifications:\n  - rule: LEND-MIC\n    reason: short\n');
    const result = run(QUICK);
    expect(result.status).toBe(2);
    expect(result.stderr).toMatch(/permaudit\.yaml:3: justifications\.0/);
    write('permaudit.yaml', 'category: [\n');
    expect(run(QUICK).stderr).toMatch(/permaudit\.yaml:\d+: not valid YAML/);
    expect(run(QUICK, '--config', 'nowhere.yaml').status).toBe(2);
  });
});

describe('--baseline', () => {
  it('fails only on what is new', () => {
    expect(run(CAREFUL, '-c', 'lending', '-f', 'json', '-o', 'old.json').status).toBe(0);
    expect(run(CAREFUL, '-c', 'lending', '--baseline', 'old.json', '--fail-on', 'new').status).toBe(0);
    expect(run(QUICK, '-c', 'lending', '--baseline', 'old.json', '--fail-on', 'new').status).toBe(1);
    expect(run(QUICK, '-c', 'lending', '--fail-on', 'new').status).toBe(2);
  });

  it('keeps the raw score beside the accepted one', () => {
    run(QUICK, '-c', 'lending', '-f', 'json', '-o', 'old.json');
    const audit = parse(run(QUICK, '-c', 'lending', '-f', 'json', '--baseline', 'old.json').stdout);
    expect([audit.score, audit.accepted?.score, audit.accepted?.verdict]).toEqual([0, 100, 'pass']);
  });
});

describe('diff', () => {
  it('takes APKs and stored reports alike', () => {
    for (const [path, name] of [
      [CAREFUL, 'old.json'],
      [QUICK, 'new.json'],
    ] as const)
      run(path, '-c', 'lending', '-f', 'json', '-o', name);
    const fromFiles = run('diff', CAREFUL, QUICK, '-c', 'lending', '-f', 'markdown');
    expect(fromFiles.status).toBe(0);
    expect(run('diff', 'old.json', 'new.json', '-f', 'markdown').stdout).toBe(fromFiles.stdout);
    expect(fromFiles.stdout).toContain('`READ_CONTACTS`');
  });

  it('gates on more, and on nothing else', () => {
    expect(run('diff', CAREFUL, QUICK, '-c', 'lending', '--fail-on-more').status).toBe(1);
    expect(run('diff', QUICK, QUICK, '-c', 'lending', '--fail-on-more').status).toBe(0);
  });

  it('gates on the severity of what is new, on the new score and verdict', () => {
    const code = (...args: string[]): number | null => run('diff', ...args, '-c', 'lending', '--no-code').status;
    expect(code(CAREFUL, QUICK, '--fail-on', 'critical')).toBe(1);
    expect(code(QUICK, QUICK, '--fail-on', 'critical,new')).toBe(0);
    expect(code(QUICK, QUICK, '--fail-on', 'none,score:50')).toBe(1);
    expect(code(QUICK, CAREFUL, '--fail-on', 'high,score:50,review')).toBe(0);
    expect(code(QUICK, CAREFUL, '--fail-on', 'new')).toBe(1);
    expect(code(QUICK, QUICK, '--fail-on', 'sometimes')).toBe(2);
  });

  it('follows permaudit.yaml: category, threshold and justifications', () => {
    write('permaudit.yaml', 'category: lending\nfail-on: [critical, score:10]\n');
    expect(run('diff', QUICK, QUICK).status).toBe(1);
    expect(run('diff', QUICK, QUICK, '--no-config').status).toBe(0);
    write(
      'permaudit.yaml',
      'category: lending\nfail-on: low\njustifications:\n  - permission: CAMERA\n    reason: identity cards are photographed\n    owner: team\n',
    );
    const bypass = join(ROOT, 'fixtures/apk/bypass-loan.apk');
    const diff = JSON.parse(run('diff', CAREFUL, bypass, '-f', 'json').stdout) as {
      accepted: { after: number | null };
    };
    expect(diff.accepted.after).not.toBeNull();
  });

  it('adds itself to the step summary on GitHub', () => {
    const result = spawnSync(
      NODE,
      [join(ROOT, 'bin/permaudit.js'), 'diff', CAREFUL, QUICK, '-c', 'lending', '--no-code'],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'summary.md') },
      },
    );
    expect(result.status).toBe(0);
    expect(read('summary.md')).toContain('| ➕ | `READ_CONTACTS` |');
  });

  it('has no answer where one side has no score', () => {
    write('broken.apk', 'not an apk');
    expect(run('diff', CAREFUL, 'broken.apk', '-c', 'lending')).toMatchObject({ status: 4, stdout: '' });
  });
});

describe('a baseline', () => {
  const asking = (attributes: AttributeSpec[], min = 21): Uint8Array =>
    apkOfRoot(manifest([usesSdk(min, 34), uses(READ_SMS, { attributes }), application()]));
  const gate = (name: string): { status: number | null; stderr: string } =>
    run(name, '-c', 'lending', '--no-config', '--baseline', 'old.json', '--fail-on', 'new', '-q');
  const store = (apk: Uint8Array): void => {
    writeFileSync(join(folder, 'old.apk'), apk);
    expect(run('old.apk', '-c', 'lending', '--no-config', '-o', 'old.json', '-q').status).toBe(0);
  };

  it('sees a permission widened from API 22 to all', () => {
    store(asking([int('maxSdkVersion', 22)]));
    writeFileSync(join(folder, 'new.apk'), asking([]));
    expect(gate('old.apk').status).toBe(0);
    expect(gate('new.apk').status).toBe(1);
  });

  it('sees a lower minSdkVersion, and knows all findings at a higher one', () => {
    store(asking([], 24));
    writeFileSync(join(folder, 'lower.apk'), asking([], 23));
    writeFileSync(join(folder, 'higher.apk'), asking([], 26));
    expect(gate('lower.apk').status).toBe(1);
    expect(gate('higher.apk').status).toBe(0);
  });

  it('of an earlier version is told, and accepts nothing', () => {
    store(asking([]));
    const old = JSON.parse(read('old.json')) as Audit;
    const [first] = old.findings;
    if (first === undefined) throw new Error('no finding');
    const names = JSON.stringify([first.ruleId, first.dataType, old.subject.package, [...first.permissions].sort()]);
    first.fingerprint = createHash('sha256').update(names).digest('hex').slice(0, 32);
    write('old.json', JSON.stringify(old));
    const { status, stderr } = gate('old.apk');
    expect(status).toBe(1);
    expect(stderr).toContain('--baseline: written by an earlier version');
  });
});

describe('on GitHub', () => {
  const label = 'Quick Loan for everybody who needs money, apply in the app ::stop-commands::pwn ##[stop-commands]pwn2';
  const hostile = apkOfRoot(
    manifest([usesSdk(24, 34), uses(READ_SMS), uses('x.##[add-mask]LEND-SMS'), application([], label)]),
  );

  it.each(['text', 'json', 'ndjson', 'sarif', 'junit', 'markdown', 'csv', 'html', 'manifest', 'batch'])(
    'no app gives the runner a command: %s',
    (format) => {
      writeFileSync(join(folder, '##[group]app.apk'), hostile);
      const input = '##[group]app.apk';
      const audits = ['-c', 'lending', '--no-config'];
      const asked: Record<string, string[]> = {
        manifest: ['manifest', input],
        batch: [folder, ...audits],
        text: [input, ...audits, '--details'],
      };
      const { status, stdout, stderr } = spawnSync(
        NODE,
        [join(ROOT, 'bin/permaudit.js'), ...(asked[format] ?? [input, ...audits, '-f', format])],
        { cwd: folder, encoding: 'utf8', env: { ...process.env, GITHUB_ACTIONS: 'true', COLUMNS: '60' } },
      );
      expect(status).toBe(0);
      expect(stdout.length).toBeGreaterThan(100);
      expect(actedOn(stdout)).toEqual([]);
      const names = new Set(runnerCommands(stderr).map(({ name }) => name));
      expect([...names].filter((name) => !['error', 'warning', 'notice'].includes(name))).toEqual([]);
    },
  );
});

describe('--evidence', () => {
  it('writes the same bytes again, with sums that hold', async () => {
    const args = [QUICK, '-c', 'lending', '--as-of', '2026-11-23'];
    expect(run(...args, '--evidence', 'one.zip').status).toBe(0);
    expect(run(...args, '--evidence', 'two.zip').status).toBe(0);
    const one = readFileSync(join(folder, 'one.zip'));
    expect(one.equals(readFileSync(join(folder, 'two.zip')))).toBe(true);
    const zip = await JSZip.loadAsync(one);
    const sums = (await zip.file('SHA256SUMS')!.async('string')).trim().split('\n');
    expect(sums.length).toBeGreaterThanOrEqual(5);
    for (const line of sums) {
      const [sum, name] = line.split('  ') as [string, string];
      const bytes = await zip.file(name)!.async('nodebuffer');
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sum);
    }
    expect(await zip.file('report.json')!.async('string')).toBe(run(...args, '-f', 'json').stdout);
  });

  it('is of an incomplete audit where one of its reports would be too large', async () => {
    const many = Array.from({ length: 15_000 }, (_, index) => uses(`a.b${index.toString(36)}`));
    const root = manifest([usesSdk(21, 30), ...many, application([], 'x')]);
    writeFileSync(join(folder, 'many.apk'), apkOfRoot(root));
    const { status, stderr } = run('many.apk', '--no-code', '-q', '--evidence', 'e.zip');
    expect([status, stderr.split('\n')[0]]).toEqual([5, expect.stringContaining('[LIMIT_REPORT]')]);
    const zip = await JSZip.loadAsync(readFileSync(join(folder, 'e.zip')));
    const report = parse(await zip.file('report.json')!.async('string'));
    expect([report.outcome, report.error?.code]).toEqual(['incomplete', 'LIMIT_REPORT']);
    for (const name of ['report.html', 'AndroidManifest.xml']) {
      expect(await zip.file(name)!.async('string')).toContain('LIMIT_REPORT');
    }
  });

  /** Unpacks a bundle into a folder of its own and follows its README there. */
  async function again(
    zipName: string,
    inputs: Record<string, string>,
  ): Promise<{ readme: string; cmp: number | null }> {
    const zip = await JSZip.loadAsync(readFileSync(join(folder, zipName)));
    const place = join(folder, 'elsewhere');
    for (const [name, entry] of Object.entries(zip.files)) {
      mkdirSync(dirname(join(place, name)), { recursive: true });
      writeFileSync(join(place, name), await entry.async('nodebuffer'));
    }
    for (const [name, from] of Object.entries(inputs)) cpSync(from, join(place, name), { recursive: true });
    const bin = join(place, 'permaudit');
    writeFileSync(bin, `#!/bin/sh\nexec "${NODE}" "${join(ROOT, 'bin/permaudit.js')}" "$@"\n`, {
      mode: 0o755,
    });
    const readme = await zip.file('README.md')!.async('string');
    const script = /```sh\n([^]*?)```/.exec(readme)?.[1] ?? 'exit 9';
    const env = { ...process.env, PATH: `${place}:${process.env['PATH'] ?? ''}` };
    const sums = spawnSync('sha256sum', ['--quiet', '-c', 'SHA256SUMS'], { cwd: place, encoding: 'utf8' });
    expect([sums.status, sums.stdout]).toEqual([0, '']);
    return { readme, cmp: spawnSync('sh', ['-c', script], { cwd: place, env }).status };
  }

  it('can be made again from its README: settings, rules, baseline, limits and all', async () => {
    mkdirSync(join(folder, 'project'));
    write(
      'project/own.yaml',
      'features:\n  - id: own-thing\n    name: { en: An own thing, zh: 自有功能 }\n    summary: { en: It is our own., zh: 自有。 }\n',
    );
    write(
      'project/app.yaml',
      'category: lending\nrules:\n  - ./own.yaml\njustifications:\n  - permission: NFC\n    reason: cards were read once\n    owner: team\n',
    );
    run(CAREFUL, '-c', 'lending', '-f', 'json', '-o', 'old.json');
    cpSync(QUICK, join(folder, 'quick loan.apk'));
    const options = ['--config', 'project/app.yaml', '--baseline', 'old.json', '--api', '30-34', '--max-nodes', '9000'];
    const made = run('quick loan.apk', ...options, '--verify-signatures', '--lang', 'zh', '--evidence', 'e.zip');
    expect([made.status, made.stderr]).toEqual([0, expect.stringContaining('own-thing')]);
    const { readme, cmp } = await again('e.zip', { 'quick loan.apk': QUICK });
    expect(readme).toContain('rules/0001/project/own.yaml');
    expect(cmp).toBe(0);
  });

  it.each([
    ['a split set', ['split_base.apk', 'split_config.apk', 'split_feature.apk']],
    ['an app bundle', ['quick-loan.aab']],
  ])('can be made again: %s', async (_, names) => {
    const inputs = Object.fromEntries(names.map((name) => [name, join(ROOT, 'fixtures/apk', name)]));
    for (const [name, from] of Object.entries(inputs)) cpSync(from, join(folder, name));
    expect(run(...names, '-c', 'lending', '--no-code', '--evidence', 'e.zip').status).toBe(0);
    expect((await again('e.zip', inputs)).cmp).toBe(0);
  });

  it('can be made again from standard input, and reads it once', async () => {
    const args = [join(ROOT, 'bin/permaudit.js'), '-', '-c', 'lending', '--evidence', 'e.zip'];
    spawnSync(NODE, args, { cwd: folder, input: readFileSync(QUICK) });
    const zip = await JSZip.loadAsync(readFileSync(join(folder, 'e.zip')));
    expect(await zip.file('AndroidManifest.xml')!.async('string')).toContain('READ_CONTACTS');
    expect((await again('e.zip', { 'app.apk': QUICK })).cmp).toBe(0);
  });

  it('names no folder of the machine, and says what then differs', async () => {
    expect(run(QUICK, '-c', 'lending', '--evidence', 'e.zip').status).toBe(0);
    const zip = await JSZip.loadAsync(readFileSync(join(folder, 'e.zip')));
    const readme = await zip.file('README.md')!.async('string');
    expect(readme).toContain('permaudit quick-loan.apk ');
    expect(readme).not.toContain(ROOT);
    expect(readme).toContain('Apart from the path of the input');
  });

  it('bundles the reason where there is nothing to audit', async () => {
    write('broken.apk', 'not an apk');
    expect(run('broken.apk', '--evidence', 'e.zip').status).toBe(4);
    const zip = await JSZip.loadAsync(readFileSync(join(folder, 'e.zip')));
    expect(await zip.file('AndroidManifest.xml')!.async('string')).toContain('ZIP_NO_EOCD');
  });
});
