import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  audit,
  diff,
  FORMAT_IDS,
  gate,
  LimitError,
  loadRules,
  OptionError,
  readReport,
  render,
} from '../../src/index.js';
import { InputError, RefusedError, renderDiff, ReportError, RulesError, type Audit } from '../../src/index.js';
import { permaudit as cli } from '../e2e/run.js';
import { temporaryFolder } from './temporary-folder.js';

const QUICK = 'fixtures/apk/quick-loan.apk';
const CAREFUL = 'fixtures/apk/careful-loan.apk';
const options = { category: 'lending', asOf: '2026-11-28' };
const work = temporaryFolder();

let quick: Audit;
let careful: Audit;
beforeAll(async () => {
  quick = await audit(QUICK, options);
  careful = await audit(CAREFUL, options);
});

describe('render', () => {
  it('makes of every format what the command line writes into a file', async () => {
    const reports = FORMAT_IDS.flatMap((format) => ['--report', `${format}=${join(work, format)}`]);
    cli([QUICK, '-c', 'lending', '--as-of', options.asOf, '--no-config', '-q', ...reports]);
    for (const format of FORMAT_IDS) {
      expect([format, await render(quick, format)]).toEqual([format, readFileSync(join(work, format), 'utf8')]);
    }
  });

  it('has the views and the width of the terminal report', async () => {
    const screen = await render(quick, 'text');
    const details = await render(quick, 'text', { text: { view: 'details' } });
    expect(details.length).toBeGreaterThan(screen.length);
    expect((await render(quick, 'text', { text: { view: 'summary' } })).split('\n').length).toBeLessThan(6);
    expect(await render(quick, 'text', { text: { unicode: false } })).toMatch(/^[\n -~]*$/);
    expect(await render(quick, 'markdown', { lang: 'zh' })).toMatch(/\p{Script=Han}/u);
    expect((await render(quick, 'csv', { bom: true })).startsWith('\uFEFF')).toBe(true);
  });

  it('holds several audits where the format does', async () => {
    const lines = (await render([quick, careful], 'ndjson')).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as Audit).score)).toEqual([quick.score, careful.score]);
    expect(await render([quick], 'html')).toBe(await render(quick, 'html'));
    await expect(render([quick, careful], 'html')).rejects.toBeInstanceOf(OptionError);
    await expect(render([], 'json')).rejects.toBeInstanceOf(OptionError);
    await expect(render(quick, 'pdf' as 'html')).rejects.toMatchObject({ code: 'OPTION_INVALID', option: 'format' });
  });

  it('refuses what is too large to be read', async () => {
    const huge = { ...quick, positives: ['x'.repeat(9 * 1024 * 1024)] };
    await expect(render(huge, 'json')).rejects.toBeInstanceOf(LimitError);
  });
});

describe('a stored report', () => {
  it('is read back, and renders the same', async () => {
    const text = await render(quick, 'json');
    expect(await render(await readReport(text), 'json')).toBe(text);
    expect(await render(await readReport(text), 'html')).toBe(await render(quick, 'html'));
  });

  it.each([
    ['not JSON', 'REPORT_NOT_JSON'],
    ['{}', 'REPORT_NOT_A_REPORT'],
    ['{"schemaVersion":"1.0.0"}', 'REPORT_VERSION'],
    ['{"schemaVersion":"2.0.0"}', 'REPORT_INVALID'],
  ])('%s: %s', async (text, code) => {
    const failed = await readReport(text).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ReportError);
    expect(failed).toMatchObject({ code });
  });

  it('is refused where somebody changed its score', async () => {
    const changed = { ...(JSON.parse(await render(quick, 'json')) as Audit), score: 100 };
    await expect(readReport(JSON.stringify(changed))).rejects.toMatchObject({ code: 'REPORT_CONTRADICTS' });
  });
});

describe('diff', () => {
  it('takes inputs and audits alike', async () => {
    const made = await diff(CAREFUL, QUICK, options);
    expect(await diff(careful, quick)).toEqual(made);
    expect(await diff(readFileSync(CAREFUL), quick, { ...options, name: CAREFUL })).toEqual(
      await diff(await audit(readFileSync(CAREFUL), { ...options, name: CAREFUL }), quick),
    );
    expect(made.permissions.added.length).toBeGreaterThan(0);
  });

  it('makes of every format what the command line writes', async () => {
    const formats = ['text', 'json', 'markdown', 'html'] as const;
    const reports = formats.flatMap((format) => ['--report', `${format}=${join(work, `diff-${format}`)}`]);
    cli(['diff', CAREFUL, QUICK, '-c', 'lending', '--as-of', options.asOf, '--no-config', '-q', ...reports]);
    const made = await diff(CAREFUL, QUICK, options);
    for (const format of formats) {
      const file = readFileSync(join(work, `diff-${format}`), 'utf8');
      expect([format, await renderDiff(made, format)]).toEqual([format, file]);
    }
  });

  it('compares nothing with what cannot be read', async () => {
    await expect(diff(quick, 'nowhere.apk')).rejects.toBeInstanceOf(InputError);
    await expect(diff('README.md', quick)).rejects.toBeInstanceOf(RefusedError);
    const fault = { code: 'WORKER_DIED', message: '', offset: null, path: '' };
    const lost = { ...quick, score: null, outcome: 'error', error: fault } as const;
    await expect(diff(quick, lost)).rejects.toBeInstanceOf(OptionError);
  });

  it('refuses a format that it has not', async () => {
    await expect(renderDiff(await diff(careful, quick), 'sarif' as 'html')).rejects.toBeInstanceOf(OptionError);
  });
});

describe('own rules', () => {
  it('count beside the built-in ones', async () => {
    const rulebook = await loadRules(['examples/own-rules']);
    expect(rulebook.version).toMatch(/\+custom$/);
    const policies = rulebook.policies.map(({ id }) => id);
    expect(policies).toContain('acme');
    const made = await audit(QUICK, { ...options, rulebook, policies: ['acme'] });
    expect(made.options.policies).toEqual(['acme']);
    expect(made.rulebook.sha256).toBe(rulebook.sha256);
    await expect(audit(QUICK, { policies: ['acme'] })).rejects.toBeInstanceOf(OptionError);
  });

  it('without paths are the built-in ones', async () => {
    expect((await loadRules([])).sha256).toBe(quick.rulebook.sha256);
  });

  it('that are wrong are told with every problem', async () => {
    const failed = await loadRules(['nowhere.yaml', 'README.md']).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(RulesError);
    expect(failed).toMatchObject({
      code: 'RULES_INVALID',
      problems: [
        { code: 'RULE_FILE', file: 'nowhere.yaml' },
        { code: 'RULE_FILE', file: 'README.md' },
      ],
    });
  });
});

describe('the gate', () => {
  it('tells what --fail-on tells', async () => {
    expect(await gate(quick)).toEqual([expect.stringMatching(/^high: \d+ findings/)]);
    expect(await gate(quick, 'none')).toEqual([]);
    expect(await gate(quick, 'fail,score:70')).toHaveLength(2);
    expect(await gate({ ...quick, findings: [] }, 'high')).toEqual([]);
  });
});
