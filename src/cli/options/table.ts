/**
 * Every option of the command line, once. Commander, permaudit.yaml and its schema, the file that `init` writes, the
 * evidence bundle, docs/options.md and the table of the README are all made from these rows.
 */
import { FAIL_ON_WORDS } from '../../audit/fail-on.js';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { RANKING_ROWS } from '../../batch/ranking-rows.js';
import { FORMAT_IDS } from '../../report/formats.js';
import {
  BATCH_FORMATS,
  collectBatchReports,
  collectDiffReports,
  collectReports,
  DIFF_FORMATS,
  listed,
  readBatchFormat,
  readDiffFormat,
  readFormat,
} from './formats.js';
import { LIMIT_ROWS, limitsHelp } from './limits.js';
import type { CommandId, OptionRow } from './row.js';
import {
  collectIds,
  collectPaths,
  readApiRange,
  readCount,
  readDate,
  readFailOn,
  readLang,
  readRole,
  readShard,
} from './values.js';

/** The commands that follow permaudit.yaml. */
const WITH_SETTINGS: readonly CommandId[] = [
  'audit',
  'batch',
  'diff',
  'explain',
  'categories',
  'rules list',
  'rules show',
  'submit',
];
const IDS = { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true };
const THRESHOLD = {
  type: 'string',
  pattern: '^(?:none|low|medium|high|critical|new|review|fail|score:(?:[0-9]{1,2}|100))$',
};
const same = (value: unknown): unknown => value;

/** The options that say what is judged, and by what. */
const JUDGING: readonly OptionRow[] = [
  {
    flags: '-c, --category <id>',
    group: 'judging',
    short: 'what kind of app it is: permaudit categories',
    commands: ['audit', 'batch', 'diff', 'init', 'rules list', 'submit'],
    help: {
      else: 'what kind of app it is',
      audit: 'what kind of app it is (see: permaudit categories)',
      batch: 'the category of apps that no rule of --category-map matches',
      'rules list': 'only the rules and clauses that judge this category',
    },
    config: {
      key: 'category',
      schema: { description: 'What kind of app it is (permaudit categories).', type: 'string', minLength: 1 },
      starter: { comment: ['What kind of app it is: permaudit categories'], example: 'lending' },
      read: same,
      combine: 'command-line',
    },
    again: ({ options }) => (options.category === null ? [] : ['--category', options.category]),
  },
  {
    flags: '-p, --policies <ids>',
    group: 'judging',
    short: 'by these policies only, with commas',
    commands: ['audit', 'batch', 'diff', 'submit'],
    help: 'judge by these policies only, comma-separated',
    parse: { else: collectIds },
    config: {
      key: 'policies',
      schema: { description: 'Judge by these policies only.', ...IDS, minItems: 1 },
      starter: {
        comment: ['Judge by these policies only, or add those of regions to the default ones.'],
        example: '[article, cn-39, google-play]',
      },
      read: same,
      combine: 'command-line',
    },
    again: ({ options }) => (options.policies.length === 0 ? [] : ['--policies', options.policies.join(',')]),
  },
  {
    flags: '--policy <ids>',
    group: 'judging',
    commands: ['audit', 'batch', 'diff', 'rules list', 'submit'],
    help: { else: 'the same as --policies', 'rules list': 'the clauses of these policies' },
    parse: { else: collectIds },
    hiddenIn: ['audit', 'batch', 'diff'],
  },
  {
    flags: '--region <codes>',
    group: 'judging',
    short: 'by the policies of these regions too: in,id,ph',
    commands: ['audit', 'batch', 'diff', 'submit'],
    help: 'judge by the policies of these regions too, such as in,id,ph',
    parse: { else: collectIds },
    config: {
      key: 'regions',
      schema: { description: 'Add the policies of these regions, e.g. in, id.', ...IDS },
      starter: { comment: [], example: '[in, id]' },
      read: same,
      combine: 'command-line',
    },
  },
  {
    flags: '--rules <path>',
    group: 'judging',
    short: 'by rules of your own too: a file or folder',
    commands: ['audit', 'batch', 'diff', 'explain', 'categories', 'rules list', 'rules show', 'submit'],
    help: 'rules of your own: a file or folder; may be repeated',
    parse: { else: collectPaths },
    config: {
      key: 'rules',
      schema: {
        description: 'Files or folders with rules of your own, relative to this file.',
        type: 'array',
        items: { type: 'string', minLength: 1 },
      },
      starter: { comment: ['Rules of your own, relative to this file.'], example: '[./permaudit-rules]' },
      read: (value, folder) => (value as string[]).map((file) => resolve(folder, file)),
      combine: 'file-first',
    },
  },
  {
    flags: '--lang <lang>',
    group: 'writing',
    short: 'en or zh (default: that of the locale)',
    commands: [
      'audit',
      'batch',
      'diff',
      'render',
      'explain',
      'categories',
      'rules list',
      'rules show',
      'merge',
      'submit',
      'results',
    ],
    help: {
      else: 'en or zh (default: the locale)',
      audit: 'en or zh (default: the locale, for text)',
      batch: 'en or zh (default: the locale, for text)',
      diff: 'en or zh (default: that of the reports, else the locale, for text)',
      render: 'en or zh (default: that of the report)',
    },
    parse: { else: readLang },
    words: { else: ['en', 'zh'] },
  },
  {
    flags: '--feature <ids>',
    group: 'judging',
    short: 'features the app really has, with commas',
    commands: ['audit', 'batch', 'diff', 'submit'],
    help: {
      else: 'features the app really has, comma-separated',
      batch: 'features the apps really have, comma-separated',
    },
    parse: { else: collectIds },
    config: {
      key: 'features',
      schema: { description: 'Features the app really has.', ...IDS },
      starter: { comment: ['Features the app really has: they justify conditional needs.'], example: '[kyc-camera]' },
      read: same,
      combine: 'command-line-first',
    },
    again: ({ options }) => (options.features.length === 0 ? [] : ['--feature', options.features.join(',')]),
  },
  {
    flags: '--role <role>',
    group: 'judging',
    short: 'consumer, or supply: drivers, merchants ...',
    commands: ['audit', 'diff', 'submit'],
    help: {
      else: 'whose app it is: consumer or supply',
      audit: 'whose app it is: consumer, or supply (drivers, couriers, merchants)',
    },
    parse: { else: readRole },
    words: { else: ['consumer', 'supply'] },
    config: {
      key: 'role',
      schema: {
        description: 'supply: an app for drivers, couriers, merchants or hosts.',
        enum: ['consumer', 'supply'],
      },
      starter: {
        comment: ['An app for drivers, couriers, merchants or hosts: what no text speaks of is unexplained.'],
        example: 'supply',
      },
      read: same,
      combine: 'command-line',
    },
    again: ({ options }) => (options.role === undefined ? [] : ['--role', options.role]),
  },
  {
    flags: '--as-of <date>',
    group: 'judging',
    short: 'by the texts of that day, YYYY-MM-DD',
    commands: ['audit', 'batch', 'diff', 'submit'],
    help: 'judge by the texts of that day, YYYY-MM-DD, from 2011 to a year from now (default: today)',
    parse: { else: (value: string) => readDate(value) },
    again: ({ options }) => ['--as-of', options.asOf],
  },
];

/** The options that say what is written, and where. */
const WRITING: readonly OptionRow[] = [
  {
    flags: '-f, --format <format>',
    group: 'writing',
    short: 'text, json, sarif, html ... (else by the name of -o)',
    commands: ['audit', 'batch', 'diff', 'render', 'merge', 'results'],
    help: {
      else: `${listed(FORMAT_IDS)}; without it by the name of -o, else text`,
      batch: `${listed(BATCH_FORMATS)}; without it by the name of -o, else text`,
      merge: `${listed(BATCH_FORMATS)}; without it by the name of -o, else text`,
      results: `${listed(BATCH_FORMATS)}; without it by the name of -o, else text`,
      diff: `${DIFF_FORMATS.join(', ')}; without it by the name of -o, else text`,
    },
    parse: {
      else: readFormat,
      batch: readBatchFormat,
      diff: readDiffFormat,
      merge: readBatchFormat,
      results: readBatchFormat,
    },
    words: { else: FORMAT_IDS, batch: BATCH_FORMATS, diff: DIFF_FORMATS, merge: BATCH_FORMATS, results: BATCH_FORMATS },
  },
  {
    flags: '--details',
    group: 'writing',
    short: 'every finding with reasons and sources',
    commands: ['audit', 'render'],
    help: 'the whole terminal report: every finding with reasons and sources',
  },
  {
    flags: '--summary',
    group: 'writing',
    short: 'one line for each app',
    commands: ['audit', 'batch', 'render', 'merge', 'results'],
    help: { else: 'one line for each app: verdict, score, grade, worst findings, package, file' },
  },
  {
    flags: '-q, --quiet',
    group: 'writing',
    short: 'nothing but errors and the exit code',
    commands: ['audit', 'batch', 'diff', 'merge', 'migrate', 'submit', 'worker', 'results'],
    help: { else: 'print nothing but errors; the exit code and written files tell' },
  },
  {
    flags: '-o, --output <file>',
    group: 'writing',
    commands: ['audit', 'batch', 'diff', 'render', 'manifest', 'merge', 'results'],
    help: {
      else: 'write it to a file',
      audit: 'write the report to a file',
      batch: 'write the summary to a file',
      merge: 'write the summary to a file',
      results: 'write the summary to a file',
    },
  },
  {
    flags: '--report <format=file>',
    group: 'writing',
    short: 'one more report, such as sarif=out.sarif',
    commands: ['audit', 'batch', 'diff', 'merge', 'results'],
    help: {
      else: 'write one more report, such as sarif=out.sarif',
      batch: 'write one more summary, such as html=dashboard.html',
      merge: 'write one more summary, such as html=dashboard.html',
      results: 'write one more summary, such as html=dashboard.html',
      diff: 'write it in one more format, such as html=diff.html',
    },
    parse: {
      else: collectReports,
      batch: collectBatchReports,
      diff: collectDiffReports,
      merge: collectBatchReports,
      results: collectBatchReports,
    },
  },
  {
    flags: '--bom',
    group: 'writing',
    short: null,
    commands: ['audit', 'batch', 'render', 'merge', 'results'],
    help: 'begin CSV with a byte order mark, by which Excel knows UTF-8',
  },
  {
    // Before --no-code, which would have commander take it for given otherwise.
    flags: '--code',
    group: 'reading',
    short: null,
    commands: ['audit', 'batch', 'submit'],
    help: {
      else: 'read the code in a batch too, which leaves it out',
      batch: 'read the code too: who uses each permission; slower',
    },
  },
  {
    flags: '--no-code',
    group: 'reading',
    short: 'the manifest alone, faster',
    commands: ['audit', 'batch', 'diff', 'submit'],
    help: {
      else: 'do not read the code',
      audit: 'do not read the code: the manifest alone, faster',
      batch: 'do not read the code (the default)',
    },
    again: (_, settings) => (settings.code === false ? ['--no-code'] : []),
  },
  {
    flags: '--evidence <zip>',
    group: 'writing',
    short: 'a bundle that lets others check the audit',
    commands: ['audit'],
    help: 'write a bundle that lets others check the audit',
  },
  {
    flags: '--verify-signatures',
    group: 'reading',
    short: 'verify the signatures over the whole file',
    commands: ['audit'],
    help: 'verify the signatures over the whole file; without it they are only read',
    again: (_, settings) => (settings.verifySignatures === true ? ['--verify-signatures'] : []),
  },
  {
    flags: '--no-color',
    group: 'writing',
    short: 'no colours; so do NO_COLOR and FORCE_COLOR=0',
    commands: [
      'audit',
      'batch',
      'diff',
      'render',
      'explain',
      'categories',
      'rules list',
      'rules show',
      'merge',
      'results',
    ],
    help: { else: 'no colours', audit: 'no colours (NO_COLOR and FORCE_COLOR are respected too)' },
  },
  {
    flags: '--api <levels>',
    group: 'reading',
    short: 'these API levels only: 30 or 26-34',
    commands: ['audit', 'batch', 'diff', 'submit'],
    help: { else: 'audit these API levels only, 30 or 26-34', diff: 'audit these API levels only' },
    parse: { else: readApiRange },
    again: (_, settings) => (settings.api === undefined ? [] : ['--api', settings.api.join('-')]),
  },
  {
    flags: '--fail-on <what>',
    group: 'gate',
    short: 'exit 1 on high, review, fail, new, score:N ...',
    commands: ['audit', 'batch', 'diff', 'merge', 'results'],
    help: {
      else: 'exit with 1 on: low, medium, high, critical, review, fail, new, score:N; several with commas (default: none)',
      batch: 'exit with 1 on: low, medium, high, critical, review, fail, score:N (default: none)',
      diff: 'exit with 1 on new or worse findings of low, medium, high or critical; the new review, fail or score:N; any new',
    },
    parse: { else: readFailOn },
    words: { else: FAIL_ON_WORDS },
    config: {
      key: 'fail-on',
      schema: {
        description: 'What makes the command exit with 1: one threshold, or a list of which one is enough.',
        anyOf: [THRESHOLD, { type: 'array', items: THRESHOLD, minItems: 1, uniqueItems: true }],
      },
      starter: {
        comment: [
          'What makes the command exit with 1: low, medium, high, critical, review, fail, new or score:N; one, or a list.',
        ],
        example: '[high, score:70]',
      },
      read: (value) => readFailOn([value as string | string[]].flat().join(',')),
      combine: 'command-line',
    },
  },
  {
    flags: '--fail-on-more',
    group: 'gate',
    commands: ['diff'],
    help: 'the same as --fail-on new: exit with 1 when the app asks for more than before',
  },
  {
    flags: '--baseline <report>',
    group: 'gate',
    short: 'findings of this JSON report are known',
    commands: ['audit', 'diff'],
    help: {
      else: 'findings of this JSON report are known: only new ones count',
      diff: 'findings of this JSON report are accepted on both sides: they do not count as new',
    },
  },
  {
    flags: '--config <file>',
    group: 'settings',
    short: 'instead of the nearest permaudit.yaml; --no-config',
    commands: WITH_SETTINGS,
    help: 'settings to use instead of the nearest permaudit.yaml',
  },
  {
    flags: '--no-config',
    group: 'settings',
    short: null,
    commands: WITH_SETTINGS,
    help: 'use no permaudit.yaml',
  },
  {
    flags: '--help-limits',
    group: 'settings',
    short: null,
    commands: ['audit', 'batch', 'diff'],
    help: 'print the limits of a file, and the options that raise them',
    answers: limitsHelp,
  },
  {
    flags: '-d, --dir <folder>',
    group: 'writing',
    commands: ['rules new'],
    help: 'the folder of your rules',
    initial: { value: 'permaudit-rules' },
  },
];

/** The options of what is about many apps. */
const MANY: readonly OptionRow[] = (
  [
    {
      flags: '--from <list>',
      help: 'audit the paths in this file, one a line or NUL-separated; - is stdin',
      commands: ['batch', 'submit'],
      parse: { else: collectPaths },
    },
    {
      flags: '-j, --jobs <n>',
      help: 'worker processes',
      commands: ['batch', 'worker'],
      parse: { else: readCount('--jobs', 1, 256) },
      initial: { value: availableParallelism(), shown: 'cores' },
    },
    {
      flags: '--shard <n/of>',
      help: 'audit the n-th of so many parts, such as 3/16; merge joins their results',
      parse: { else: readShard },
    },
    {
      flags: '--results <file>',
      help: {
        else: 'write each result to this file as it is done, one line of JSON each',
        merge: 'write the results that count to this file, one line of JSON each',
        results: 'write the results to this file, one line of JSON each',
      },
      commands: ['batch', 'merge', 'results'],
    },
    { flags: '--resume', help: 'go on with the --results file: skip what is done and has the same content' },
    { flags: '--trust-times', help: 'with --resume: take files of the same size and time for the same, unread' },
    {
      flags: '--category-map <file>',
      commands: ['batch', 'submit'],
      help: 'CSV of pattern,category: which package or file is of which category',
    },
    { flags: '--reports <folder>', help: 'write an HTML report for each app there; the dashboard links to them' },
    { flags: '--cache-dir <dir>', help: "where audits are remembered (default: the user's cache)" },
    { flags: '--no-cache', help: 'neither use nor keep remembered audits' },
    {
      flags: '--top <n>',
      help: 'apps in the ranking table',
      parse: { else: readCount('--top', 0, 1_000_000) },
      initial: { value: RANKING_ROWS },
      commands: ['batch', 'merge', 'results'],
    },
  ] satisfies (Omit<OptionRow, 'commands' | 'group'> & Partial<OptionRow>)[]
).map((row) => ({ commands: ['batch'], ...row, group: 'many' as const }));

/** The options of a queue that workers share. */
const QUEUE: readonly OptionRow[] = [
  {
    flags: '--queue <address>',
    group: 'queue',
    commands: ['migrate', 'submit', 'worker', 'status', 'results'],
    help: 'postgres://user@host/database (default: $PERMAUDIT_QUEUE); the password is best in $PGPASSWORD',
  },
  {
    flags: '--worker-role <name>',
    group: 'queue',
    commands: ['migrate'],
    help: 'a role of the database that may submit, work and read results from now on, and nothing else',
  },
  {
    flags: '--reader-role <name>',
    group: 'queue',
    commands: ['migrate'],
    help: 'a role of the database that may read from now on, and nothing else',
  },
  {
    flags: '--lease <seconds>',
    group: 'queue',
    commands: ['submit'],
    help: 'after how long without an answer a file is given to another worker (default: twice --max-time)',
    parse: { else: readCount('--lease', 1, 1_000_000) },
  },
  {
    flags: '--sha256',
    group: 'queue',
    commands: ['submit'],
    help: 'have files on servers read whole, for their SHA-256; without it only what is needed of them is read',
  },
  {
    flags: '--until-empty',
    group: 'queue',
    commands: ['worker'],
    help: 'end when every file has its result; without it a worker waits for more',
  },
  {
    flags: '--run <id>',
    group: 'queue',
    commands: ['results'],
    help: 'the run whose id begins so (default: the newest; see: permaudit status)',
  },
  {
    flags: '--json',
    group: 'queue',
    commands: ['status'],
    help: 'as JSON',
  },
];

/** All rows, in the order of the help. */
export const OPTIONS: readonly OptionRow[] = [...JUDGING, ...WRITING, ...MANY, ...QUEUE, ...LIMIT_ROWS];
