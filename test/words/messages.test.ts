import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { ToldAnomaly, ToldError } from '../../src/audit/types.js';
import type { ReadingError } from '../../src/facts/facts.js';
import { ANOMALIES_EN } from '../../src/words/en/anomalies.js';
import { CLAUSES_EN } from '../../src/words/en/clauses.js';
import { ERRORS_EN } from '../../src/words/en/errors.js';
import { HINTS_EN } from '../../src/words/en/hints.js';
import { NOTES_EN } from '../../src/words/en/notes.js';
import { messagesFor } from '../../src/words/load.js';
import { AUDIT_EN } from '../../src/words/en/audit.js';
import { ENGLISH } from '../../src/words/messages.js';
import { ANOMALIES_ZH } from '../../src/words/zh/anomalies.js';
import { CLAUSES_ZH } from '../../src/words/zh/clauses.js';
import { ERRORS_ZH } from '../../src/words/zh/errors.js';
import { HINTS_ZH } from '../../src/words/zh/hints.js';
import { AUDIT_ZH } from '../../src/words/zh/audit.js';
import { CHINESE } from '../../src/words/zh/messages.js';
import { NOTES_ZH } from '../../src/words/zh/notes.js';

const HAN = /\p{Script=Han}/u;

/** Every sentence of a table by its path. */
function sentences(table: object, path = ''): [string, (data: unknown) => string][] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]): [string, (data: unknown) => string][] => {
    if (typeof value === 'function') return [[`${path}.${key}`, value as (data: unknown) => string]];
    return typeof value === 'object' && value !== null ? sentences(value, `${path}.${key}`) : [];
  });
}

/** The names of the data that a sentence takes. */
function takes(write: (data: unknown) => string): string[] {
  const names = new Set<string>();
  const data = new Proxy(
    {},
    {
      get: (_, name) => {
        names.add(String(name));
        return null;
      },
    },
  );
  try {
    write(data);
  } catch (error) {
    // A list or a message within: what was taken up to it is known.
    if (!(error instanceof TypeError)) throw error;
  }
  return [...names].sort();
}

const TABLES: readonly (readonly [string, object, object])[] = [
  ['errors', ERRORS_EN, ERRORS_ZH],
  ['hints', HINTS_EN, HINTS_ZH],
  ['anomalies', ANOMALIES_EN, ANOMALIES_ZH],
  ['audits', AUDIT_EN, AUDIT_ZH],
];

describe.each(TABLES)('the sentences of %s', (_, english, chinese) => {
  const zh = new Map(sentences(chinese));

  it('are there for the same problems in both languages', () => {
    expect([...zh.keys()].sort()).toEqual(
      sentences(english)
        .map(([path]) => path)
        .sort(),
    );
  });

  it('tell the same in both languages', () => {
    for (const [path, write] of sentences(english)) {
      const told = zh.get(path);
      // Of a worker's end the English table hands all data on.
      if (told !== undefined && !path.includes('WORKER_DIED')) expect(takes(told), path).toEqual(takes(write));
    }
  });

  it('are Chinese', () => {
    for (const [path, write] of zh) {
      // The name of a role is looked up.
      const source = path === '.ROLE_NAME' ? write({ role: 'sms' }) : write.toString();
      expect(HAN.test(source) || source.includes('BUG'), path).toBe(true);
    }
  });
});

it('clauses and notes have the same codes in both languages', () => {
  const paths = (table: object): string[] => sentences(table).map(([path]) => path);
  expect(paths(CLAUSES_ZH)).toEqual(paths(CLAUSES_EN));
  expect(paths(NOTES_ZH).sort()).toEqual(paths(NOTES_EN).sort());
});

const PLACE = { offset: null, path: '' };
const EMPTY: ReadingError = { code: 'ZIP_DUPLICATE_NAME', data: { problem: 'twice', name: 'a"b' }, ...PLACE };

describe('messages', () => {
  it('are loaded by language', async () => {
    expect([await messagesFor('en'), await messagesFor('zh')]).toEqual([ENGLISH, CHINESE]);
  });

  it('tell code and data in any language', () => {
    expect([ENGLISH.error(EMPTY), CHINESE.error(EMPTY)]).toEqual([
      'two entries are named "a"b"',
      '两个条目同名：“a"b”',
    ]);
    expect([ENGLISH.hint(EMPTY), CHINESE.hint(EMPTY)]).toEqual([null, null]);
  });

  it('tell why the inner file is refused', () => {
    const error: ReadingError = {
      code: 'DEX_CORRUPT',
      data: { problem: 'nextFile', cause: { code: 'DEX_BAD_MAGIC', data: { problem: 'version', version: '042' } } },
      ...PLACE,
    };
    expect(ENGLISH.error(error)).toBe('the next file of the container: Android accepts no DEX version 042');
    expect(CHINESE.error(error)).toBe('容器的下一个文件：Android 不接受 DEX 版本 042');
  });

  it.each([
    ['of a newer code', { code: 'NEW_ONE', data: { problem: 'x' } }],
    ['of a newer problem', { code: 'ZIP_EMPTY', data: { problem: 'newer' } }],
    ['without data', { code: 'ZIP_EMPTY' }],
    ['of another text', { code: 'ZIP_EMPTY', data: { problem: 'noEntries' } }],
    ['of data of another shape', { code: 'AXML_BAD_CHUNK', data: { problem: 'damaged' } }],
    ['of a code from the prototype', { code: 'constructor', data: { problem: 'name' } }],
    ['of data that is no text', { code: 'ZIP_BAD_NAME', data: { problem: 'nul', name: { toString: 1, valueOf: 1 } } }],
    ['of a cause that is none', { code: 'DEX_CORRUPT', data: { problem: 'nextFile', cause: 7 } }],
  ])('of a stored report are told as they stand: %s', (_, told) => {
    const stored: ToldError = { ...told, message: 'somebody wrote this', hint: 'and this', ...PLACE };
    for (const words of [ENGLISH, CHINESE]) {
      expect([words.error(stored), words.hint(stored)]).toEqual(['somebody wrote this', 'and this']);
    }
    const anomaly: ToldAnomaly = { ...stored, severity: 'low', android: [1, 37], evidence: '' };
    expect(CHINESE.anomaly(anomaly)).toBe('somebody wrote this');
    expect(CHINESE.note({ ...told, message: 'somebody wrote this' })).toBe('somebody wrote this');
    expect(CHINESE.evidence({ detail: 'as it is', detailMessage: { data: {}, ...told } })).toBe('as it is');
  });

  it('of a stored report are told in Chinese where code and data say what the sentence says', () => {
    const stored: ToldError = { ...EMPTY, message: ENGLISH.error(EMPTY), hint: null };
    expect(CHINESE.error(stored)).toBe('两个条目同名：“a"b”');
    const detailMessage = { code: 'TARGET_SDK', data: { targetSdk: 22, below: 23 } };
    expect(CHINESE.evidence({ detail: 'targetSdkVersion 22, below 23', detailMessage })).toBe(
      'targetSdkVersion 22，低于 23',
    );
  });

  it('of more than are told one by one are counted', () => {
    const more = { code: 'ANOM_ZIP_CRC', data: { problem: 'more', count: 7 }, severity: 'low', evidence: '' } as const;
    expect(ENGLISH.anomaly({ ...more, android: [1, 37], ...PLACE })).toBe('7 more of the same kind are not listed');
    expect(CHINESE.anomaly({ ...more, android: [1, 37], ...PLACE })).toBe('另有 7 项同类情况未逐一列出');
  });
});

describe('below words', () => {
  /** Folders in which messages are data, and what in them is no message: bugs, and what a developer of rules is told. */
  const FOLDERS = [
    'bytes',
    'zip',
    'chunks',
    'proto',
    'dex',
    'axml',
    'resources',
    'manifest',
    'signing',
    'code',
    'inputs',
    'audit',
    'facts',
  ];
  function files(folder: string): string[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
    );
  }

  /** Strings of three words and more that are not the text of a bug. */
  /** Raw values beside an anomaly, names of places in a report, and what a library says. */
  const NO_SENTENCES = new Set([
    'end records at ${tailStart + at} and ${tailStart + last}',
    'second string pool',
    'second resource map',
    'element at ${at}, manifest ended at ${from}',
    '0x${attribute.mappedId.toString(16)} is read as 0x${id.toString(16)}',
    '(before the archive)',
    'components of the manifest',
    'no package attribute',
    'Maximum nested tags',
  ]);

  function sentencesOf(file: string): string[] {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (
        ts.isNewExpression(node) &&
        /Error$/.test(node.expression.getText()) &&
        !node.expression.getText().startsWith('Permaudit')
      )
        return;
      if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
        const text = node.getText().slice(1, -1);
        if (/[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(text) && !NO_SENTENCES.has(text)) found.push(`${file}: ${text}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
    return found;
  }

  it.each(FOLDERS)('no sentence is made in %s', (folder) => {
    const spoken = files(join('src', folder));
    expect(spoken.flatMap(sentencesOf)).toEqual([]);
  });
});
