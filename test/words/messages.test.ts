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

  it('tell what was seen: a value as it stands, a clause, and that of a stored report', () => {
    const clause = { code: 'BYTES', data: { bytes: 7 } } as const;
    expect([ENGLISH.seen({ evidence: 'a"b' }), CHINESE.seen({ evidence: 'a"b' })]).toEqual(['a"b', 'a"b']);
    expect([ENGLISH.seen({ evidence: clause }), CHINESE.seen({ evidence: clause })]).toEqual(['7 bytes', '7 字节']);
    const told = (evidence: string): string => CHINESE.seen({ evidence, evidenceMessage: clause });
    expect([told('7 bytes'), told('8 bytes')]).toEqual(['7 字节', '8 bytes']);
    const what = { code: 'COMPONENTS', data: {} } as const;
    expect([ENGLISH.hiding({ what }), CHINESE.hiding({ what })]).toEqual([
      'components of the manifest',
      '清单文件中的组件',
    ]);
    expect(CHINESE.hiding({ what: 'lib/*.so' })).toBe('lib/*.so');
  });

  it('of more than are told one by one are counted', () => {
    const more = { code: 'ANOM_ZIP_CRC', data: { problem: 'more', count: 7 }, severity: 'low', evidence: '' } as const;
    expect(ENGLISH.anomaly({ ...more, android: [1, 37], ...PLACE })).toBe('7 more of the same kind are not listed');
    expect(CHINESE.anomaly({ ...more, android: [1, 37], ...PLACE })).toBe('另有 7 项同类情况未逐一列出');
  });
});

describe('below words', () => {
  /** Every floor on which messages are data: those that `words` may import from, and what stands beside them. */
  const ABOVE = new Set(['words', 'report', 'batch', 'web', 'api', 'queue', 'cli', 'index.ts']);
  const FOLDERS = readdirSync('src').filter((name) => !ABOVE.has(name));

  function files(folder: string): string[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
    );
  }

  /** What the writer of a rule file or of our own tables is told; no report has any of it. */
  const TOLD_WRITERS =
    /^src\/(?:rulebook\/(?:check-[a-z-]+|load-files|merge-report|problem|rule-file|schema-check|validate)|knowledge\/[a-z-]+-problems)\.ts$/;

  /** Texts that are looked for and not told, and one name. */
  const NO_PROSE: ReadonlyMap<string, string> = new Map([
    ['(before the archive)', 'the name of a DEX file without a name, in places where entries are named'],
    ['Bad time value', 'what OpenSSL prints for a time that is none: no date, and never told'],
    ['/类$/', 'the end of the names of official categories, looked for in names of apps'],
    [String.raw`/\d|第.{1,3}[条款项]/u`, 'how the texts of the law number their articles'],
  ]);

  /** A lower-case word that does not stand alone: a sentence, or a part of one that others are put into. */
  function isProse(text: string): boolean {
    return text.includes(' ') && text.split(/\s+/).some((word) => /^\(?\p{Ll}{2,}[,:;.)]?$/u.test(word));
  }

  const isSaid = (text: string): boolean => HAN.test(text) || /[\u3000-\u303f\uff00-\uffef]/.test(text);

  /** Texts of a file: literals, and templates with `0` for what is put in. Texts of bugs are not messages. */
  function textsOf(name: string, source: string): string[] {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isLiteralTypeNode(node)) return;
      if (ts.isNewExpression(node) && /^(?:Error|RangeError|TypeError)$/.test(node.expression.getText())) return;
      if (ts.isStringLiteralLike(node) || ts.isRegularExpressionLiteral(node)) found.push(node.text);
      if (ts.isTemplateExpression(node)) {
        found.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('0'));
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true));
    return found;
  }

  it.each([
    ["note({ evidence: 'second pool' })", true],
    ['const told = `${count} more`;', true],
    ["names.join(' or ')", true],
    ["throw new PermauditError('X', 'it is cut short')", true],
    ["const told = '两个';", true],
    ["const told = '（';", true],
    ['told.replace(/的/u, name)', true],
    ["throw new TypeError('a tree without a root')", false],
    ["const name = 'Tencent Legu';", false],
    ['const key = `${kind} ${name}`;', false],
    ["import { x } from './a file.js';", false],
  ])('a text is found or passed over: %s', (source, found) => {
    expect(textsOf('a.ts', source).some((text) => isProse(text) || isSaid(text))).toBe(found);
  });

  it.each(FOLDERS)('no sentence is made in %s', (folder) => {
    const told = files(join('src', folder)).flatMap((file) => {
      const texts = file.endsWith('.ts') ? textsOf(file, readFileSync(file, 'utf8')) : [];
      return texts
        .filter((text) => (isSaid(text) || (isProse(text) && !TOLD_WRITERS.test(file))) && !NO_PROSE.has(text))
        .map((text) => `${file}: ${text}`);
    });
    expect(told).toEqual([]);
  });

  it('passes over no text that is gone', () => {
    const all = FOLDERS.flatMap((folder) => files(join('src', folder)));
    const texts = new Set(all.flatMap((file) => textsOf(file, readFileSync(file, 'utf8'))));
    expect([...NO_PROSE.keys()].filter((text) => !texts.has(text))).toEqual([]);
  });
});
