import { closeSync, openAsBlob, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as permaudit from '../../src/index.js';
import type { AuditOptions, ByteSource, CheckedOption } from '../../src/index.js';
import { permaudit as cli } from '../e2e/run.js';

const { audit, auditFacts, failureOf, gate, isScored, readFacts, readManifest } = permaudit;

const QUICK = 'fixtures/apk/quick-loan.apk';
const DAY = '2026-11-28';

/** The audit without what only says what the input was called. */
function unnamed(made: permaudit.Audit): unknown {
  const { subject, identity, ...rest } = made;
  return { ...rest, subject: { ...subject, file: '' }, apks: identity?.apks.map(({ sha256 }) => sha256) };
}

describe('audit', () => {
  it('has the defaults of the command line, byte for byte', async () => {
    for (const [options, flags] of [
      [{}, []],
      [{ category: 'lending', regions: ['IN'] }, ['-c', 'lending', '--region', 'IN']],
      [
        {
          category: 'lending',
          code: 'none',
          signatures: 'verify',
          api: [26, 34],
          lang: 'zh',
          features: ['kyc-camera'],
        },
        [
          '-c',
          'lending',
          '--no-code',
          '--verify-signatures',
          '--api',
          '26-34',
          '--lang',
          'zh',
          '--feature',
          'kyc-camera',
        ],
      ],
      [{ role: 'supply', policies: ['cn-39'], asOf: DAY }, ['--role', 'supply', '--policies', 'cn-39', '--as-of', DAY]],
    ] satisfies [AuditOptions, string[]][]) {
      const told = cli([QUICK, ...flags, '--no-config', '-f', 'json']);
      expect(await permaudit.render(await audit(QUICK, options), 'json')).toBe(told.stdout);
    }
  });

  it('takes an app in whatever form it is given', async () => {
    const bytes = readFileSync(QUICK);
    const handle = openSync(QUICK, 'r');
    const source: ByteSource = {
      size: statSync(QUICK).size,
      read: (offset, length) => {
        const piece = Buffer.alloc(length);
        readSync(handle, piece, 0, length, offset);
        return piece;
      },
    };
    const options = { category: 'lending', asOf: DAY };
    const byPath = await audit(QUICK, options);
    for (const input of [
      [QUICK],
      bytes,
      new Uint8Array(bytes),
      source,
      await openAsBlob(QUICK),
      new File([bytes], 'mine.apk'),
    ]) {
      expect(unnamed(await audit(input, options))).toEqual(unnamed(byPath));
    }
    closeSync(handle);
    expect(byPath.subject.file).toBe(QUICK);
    expect((await audit(bytes, options)).subject.file).toBe('-');
    expect((await audit(new File([bytes], 'mine.apk'), options)).subject.file).toBe('mine.apk');
    expect((await audit(bytes, { ...options, name: 'named.apk' })).subject.file).toBe('named.apk');
  });

  it('reads every kind of input', async () => {
    for (const input of [
      'fixtures/inputs/files/stored.xapk',
      'fixtures/inputs/files/on-demand.aab',
      'fixtures/src/quick-loan',
    ]) {
      expect(await audit(input)).toMatchObject({ error: null, complete: true });
    }
    const manifest = await audit('fixtures/src/quick-loan/AndroidManifest.xml', { manifest: { minSdk: 24 } });
    expect(manifest).toMatchObject({ input: 'text-manifest', subject: { minSdk: 24 } });
  });

  it.each([
    ['nowhere.apk', {}, 'error', 'IO_NOT_FOUND', permaudit.InputError],
    ['README.md', {}, 'refused', 'ZIP_NO_EOCD', permaudit.RefusedError],
    [QUICK, { limits: { inputBytes: 10 } }, 'incomplete', 'LIMIT_INPUT', permaudit.LimitError],
    [new Blob(['x'.repeat(11)]), { limits: { inputBytes: 10 } }, 'incomplete', 'LIMIT_INPUT', permaudit.LimitError],
  ] as const)(
    'tells what cannot be read as an audit without a score: %s',
    async (input, options, outcome, code, kind) => {
      const made = await audit(input, options);
      expect(made).toMatchObject({ outcome, score: null, grade: null, verdict: null, error: { code } });
      expect(isScored(made)).toBe(false);
      const failure = await failureOf(made);
      expect(failure).toBeInstanceOf(kind);
      expect(failure).toMatchObject({ name: kind.name, code });
      expect(await gate(made, 'new')).toEqual(await gate(made, 'none'));
      expect(await gate(made, 'none')).toEqual([expect.stringContaining(`no score: ${outcome}: `)]);
    },
  );

  it('has no failure where nothing is wrong', async () => {
    const made = await audit(QUICK, { category: 'lending' });
    expect(await failureOf(made)).toBeNull();
    expect(isScored(made)).toBe(true);
  });

  it.each<[AuditOptions, permaudit.OptionError['code'], CheckedOption]>([
    [{ category: 'lendingg' }, 'OPTION_UNKNOWN', 'category'],
    [{ category: '' }, 'OPTION_UNKNOWN', 'category'],
    [{ category: 'Auto & Vehicles' }, 'OPTION_AMBIGUOUS', 'category'],
    [{ policies: ['cn-39', 'cn-40'] }, 'OPTION_UNKNOWN', 'policies'],
    [{ policies: [] }, 'OPTION_INVALID', 'policies'],
    [{ regions: ['atlantis'] }, 'OPTION_UNKNOWN', 'regions'],
    [{ features: ['x'] }, 'OPTION_UNKNOWN', 'features'],
    [{ role: 'boss' as 'supply' }, 'OPTION_INVALID', 'role'],
    [{ lang: 'fr' as 'zh' }, 'OPTION_INVALID', 'lang'],
    [{ asOf: '2026-02-30' }, 'OPTION_INVALID', 'asOf'],
    [{ asOf: '2010-12-31' }, 'OPTION_INVALID', 'asOf'],
    [{ asOf: '2999-01-01' }, 'OPTION_INVALID', 'asOf'],
    [{ api: 0 }, 'OPTION_INVALID', 'api'],
    [{ api: permaudit.NEWEST_API + 1 }, 'OPTION_INVALID', 'api'],
    [{ api: [30, 29] }, 'OPTION_INVALID', 'api'],
    [{ api: 30.5 }, 'OPTION_INVALID', 'api'],
    [{ justifications: [{ reason: 'r', owner: 'o' }] }, 'OPTION_INVALID', 'justifications'],
    [{ justifications: [{ permission: 'P', rule: 'R', reason: 'r', owner: 'o' }] }, 'OPTION_INVALID', 'justifications'],
    [{ justifications: [{ rule: 'NO-SUCH', reason: 'r', owner: 'o' }] }, 'OPTION_UNKNOWN', 'justifications'],
    [
      { justifications: [{ permission: 'CAMERA', feature: 'x', reason: 'r', owner: 'o' }] },
      'OPTION_UNKNOWN',
      'justifications',
    ],
    [
      { justifications: [{ permission: 'CAMERA', expires: 'soon', reason: 'r', owner: 'o' }] },
      'OPTION_INVALID',
      'justifications',
    ],
  ])('refuses %j before anything is read', async (options, code, option) => {
    const failed = await audit('nowhere.apk', options).then(
      () => null,
      (error: unknown) => error,
    );
    expect(failed).toBeInstanceOf(permaudit.OptionError);
    expect(failed).toBeInstanceOf(permaudit.CallError);
    expect(failed).toMatchObject({ code, option, message: expect.stringContaining(`[${code}]`) as string });
  });

  it('takes the first and the last day and level', async () => {
    for (const options of [
      { asOf: '2011-01-01' },
      { api: 1 },
      { api: permaudit.NEWEST_API },
    ] satisfies AuditOptions[]) {
      expect((await audit(QUICK, options)).tool.name).toBe('permaudit');
    }
  });

  it('refuses what is no input', async () => {
    for (const input of [undefined, null, 7, {}]) {
      await expect(audit(input as string)).rejects.toBeInstanceOf(permaudit.OptionError);
    }
  });

  it('marks what somebody answers for, and what was known', async () => {
    const first = await audit(QUICK, { category: 'lending', asOf: DAY });
    const again = await audit(QUICK, { category: 'lending', asOf: DAY, baseline: first });
    expect(again.accepted?.score).toBe(100);
    expect(await gate(again, 'new')).toEqual([]);
    await expect(gate(first, 'new')).rejects.toBeInstanceOf(permaudit.OptionError);
    await expect(gate(first, 'worst')).rejects.toBeInstanceOf(permaudit.OptionError);
    const entry = { permission: 'READ_CONTACTS', reason: 'asked by law', owner: 'us', expires: '2027-06-30' };
    const justified = await audit(QUICK, { category: 'lending', asOf: DAY, justifications: [entry] });
    expect(justified.findings.some(({ suppressedBy }) => suppressedBy !== null)).toBe(true);
    expect(justified.score).toBe(first.score);
  });
});

describe('facts and manifests', () => {
  it('facts can be judged by several categories', async () => {
    const facts = await readFacts(QUICK);
    const options = { category: 'lending', asOf: DAY };
    expect(await auditFacts(facts, options)).toEqual(await audit(QUICK, options));
    expect((await auditFacts(facts, { category: 'dialer', asOf: DAY })).options.category).not.toBe('lending');
    expect(await readFacts('nowhere.apk')).toMatchObject({ error: { code: 'IO_NOT_FOUND' }, manifest: null });
    expect(await readFacts(new Blob(['x'.repeat(11)]), { limits: { inputBytes: 10 } })).toMatchObject({
      error: { code: 'LIMIT_INPUT' },
    });
  });

  it('a manifest is a tree, or an error by its class', async () => {
    expect((await readManifest(QUICK)).name).toBe('manifest');
    await expect(readManifest('nowhere.apk')).rejects.toBeInstanceOf(permaudit.InputError);
    await expect(readManifest('README.md')).rejects.toBeInstanceOf(permaudit.RefusedError);
    await expect(readManifest(QUICK, { limits: { inputBytes: 10 } })).rejects.toBeInstanceOf(permaudit.LimitError);
  });

  it('errors are told in both languages', async () => {
    const { error } = await audit('nowhere.apk');
    if (error === null) throw new Error('there is an error');
    expect(await permaudit.describeError(error)).toEqual({ message: 'there is no such file', hint: 'check the path' });
    const thrown = await failureOf(await audit('nowhere.apk'));
    if (thrown === null) throw new Error('there is an error');
    expect((await permaudit.describeError(thrown, 'zh')).hint).toBe('检查路径');
    expect((await permaudit.messagesFor('en')).error(error)).toBe('there is no such file');
  });
});

describe('the classes of errors', () => {
  it.each(Object.entries(permaudit.ERROR_KINDS))('%s has one', async (code, kind) => {
    const made = await audit('nowhere.apk');
    const failure = await failureOf({ ...made, error: { code, message: '', offset: null, path: '' } });
    expect(failure).toBeInstanceOf(permaudit.PermauditError);
    expect([
      failure instanceof permaudit.InputError,
      failure instanceof permaudit.RefusedError,
      failure instanceof permaudit.UnsureError,
      failure instanceof permaudit.LimitError,
    ]).toEqual([kind === 'unreadable', kind === 'refused', kind === 'unsure', code.startsWith('LIMIT_')]);
  });

  it('are none for a fault of our own', async () => {
    const made = await audit('nowhere.apk');
    const fault = { code: 'WORKER_DIED', message: '', offset: null, path: '' };
    expect(await failureOf({ ...made, error: fault })).toBeNull();
  });
});
