/** The words of the summary of a batch. */
import type { Lang } from '../rulebook/types.js';

/** Why something met while looking for files is not audited: each code with its data. `system` is the system's own code. */
export interface DiscoveryDetails {
  NO_MATCH: object;
  FOLDER_SCANNED: object;
  FOLDER_UNREADABLE: { system: string };
  LINK_BROKEN: { system: string };
  NOT_INSPECTED: { system: string };
  NO_REGULAR_FILE: object;
  NO_ARCHIVE: object;
  FILE_UNREADABLE: { system: string };
  /** Of several results of one file: the same bytes were judged otherwise. */
  RESULTS_DIFFER: object;
  /** The file had other bytes. */
  CONTENTS_DIFFER: object;
  NO_SHARD: object;
}

export type DiscoveryMessage = {
  [Code in keyof DiscoveryDetails]: { code: Code; data: DiscoveryDetails[Code] };
}[keyof DiscoveryDetails];

type DiscoverySentences = { readonly [Code in keyof DiscoveryDetails]: (data: DiscoveryDetails[Code]) => string };

const NOTES_EN: DiscoverySentences = {
  NO_MATCH: () => 'no APK matches this pattern',
  FOLDER_SCANNED: () => 'a link to a folder that is scanned already',
  FOLDER_UNREADABLE: ({ system }) => `the folder cannot be read (${system})`,
  LINK_BROKEN: ({ system }) => `the link leads nowhere (${system})`,
  NOT_INSPECTED: ({ system }) => `it cannot be looked at (${system})`,
  NO_REGULAR_FILE: () => 'a FIFO, a socket or a device',
  NO_ARCHIVE: () => 'named like an APK, but it is no archive',
  FILE_UNREADABLE: ({ system }) => `the file cannot be read (${system})`,
  RESULTS_DIFFER: () => 'results of the same bytes differ; the worse one counts',
  CONTENTS_DIFFER: () => 'it held different bytes in different runs; the worse result counts',
  NO_SHARD: () => 'no result is of this shard',
};

const NOTES_ZH: DiscoverySentences = {
  NO_MATCH: () => '没有 APK 与此模式相符',
  FOLDER_SCANNED: () => '指向已扫描文件夹的链接',
  FOLDER_UNREADABLE: ({ system }) => `文件夹无法读取（${system}）`,
  LINK_BROKEN: ({ system }) => `链接没有指向任何文件（${system}）`,
  NOT_INSPECTED: ({ system }) => `无法查看（${system}）`,
  NO_REGULAR_FILE: () => '管道、套接字或设备',
  NO_ARCHIVE: () => '名称似 APK，但不是压缩包',
  FILE_UNREADABLE: ({ system }) => `文件无法读取（${system}）`,
  RESULTS_DIFFER: () => '相同内容的结果不一致，以较差者为准',
  CONTENTS_DIFFER: () => '各次运行时文件内容不同，以较差的结果为准',
  NO_SHARD: () => '没有该分片的结果',
};

function noteIn(sentences: DiscoverySentences, { code, data }: DiscoveryMessage): string {
  const write: (data: { system: string }) => string = sentences[code];
  return write({ system: 'system' in data ? data.system : '' });
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

const EN = {
  stopped: (audited: number, found: number): string => `STOPPED before the end: ${audited} of ${found} files are done.`,
  cached: (count: number): string => `${count} from the cache`,
  resumed: (count: number): string => `${count} from the earlier run`,
  audited: (files: number, scored: number, reused: readonly string[]): string =>
    `${counted(files, 'file')} audited, ${scored} with a score${reused.length === 0 ? '' : ` (${reused.join(', ')})`}.`,
  noDefaultCategory: 'none: what is sensitive counts as unexplained',
  judged: (rulebook: string, asOf: string, policies: readonly string[], category: string): string =>
    `Rulebook ${rulebook}, as of ${asOf}, policies ${policies.join(', ')}; category unless mapped: ${category}.`,
  ranking: {
    points: 'Points',
    score: 'Score',
    grade: 'Grade',
    verdict: 'Verdict',
    app: 'App',
    category: 'Category',
    file: 'File',
  },
  /** The folder that all files lie in. */
  below: (folder: string): string => `Files below ${folder}`,
  worst: (shown: number, all: number): string => `Worst ${shown} of ${all} apps`,
  worstFirst: 'Apps, worst first',
  distribution: 'Grades and scores',
  verdicts: (fail: number, review: number, pass: number): string => `fail ${fail}, review ${review}, pass ${pass}`,
  overRequested: 'Asked for without need, by category',
  unexplained: 'Sensitive and unexplained, by category',
  noCategory: 'no category declared',
  apps: (count: number): string => ` (${counted(count, 'app')})`,
  moreData: (count: number): string => `and ${counted(count, 'more data type')}`,
  sdks: 'SDKs that drag permissions in',
  moreSdks: (count: number): string => `and ${counted(count, 'more SDK')}`,
  failures: 'Files without a score',
  notes: 'Not audited, or not certain',
  note: (note: DiscoveryMessage): string => noteIn(NOTES_EN, note),
  moreNotes: (count: number): string => `and ${count} more`,
};

/** One key set for every language: a missing key does not compile. */
export type BatchWords = typeof EN;

const ZH: BatchWords = {
  stopped: (audited, found) => `提前停止：${found} 个文件中已完成 ${audited} 个。`,
  cached: (count) => `${count} 个取自缓存`,
  resumed: (count) => `${count} 个取自上次运行`,
  audited: (files, scored, reused) =>
    `已审计 ${files} 个文件，其中 ${scored} 个有得分${reused.length === 0 ? '' : `（${reused.join('，')}）`}。`,
  noDefaultCategory: '无，敏感权限视为未说明',
  judged: (rulebook, asOf, policies, category) =>
    `规则库 ${rulebook}，以 ${asOf} 为准，依据 ${policies.join('、')}；未映射时的类别：${category}。`,
  ranking: {
    points: '扣分',
    score: '得分',
    grade: '等级',
    verdict: '结论',
    app: '应用',
    category: '类别',
    file: '文件',
  },
  below: (folder) => `以下文件位于 ${folder}`,
  worst: (shown, all) => `${all} 个应用中问题最严重的 ${shown} 个`,
  worstFirst: '应用（按严重程度排列）',
  distribution: '等级与得分',
  verdicts: (fail, review, pass) => `不通过 ${fail}，待审查 ${review}，通过 ${pass}`,
  overRequested: '各类别中非必要申请的数据',
  unexplained: '各类别中未说明用途的敏感数据',
  noCategory: '未声明类别',
  apps: (count) => `（${count} 个应用）`,
  moreData: (count) => `另有 ${count} 类数据`,
  sdks: '自身代码使用权限的 SDK',
  moreSdks: (count) => `另有 ${count} 个 SDK`,
  failures: '没有得分的文件',
  notes: '未审计或无法确定',
  note: (note) => noteIn(NOTES_ZH, note),
  moreNotes: (count) => `另有 ${count} 项`,
};

/** By language. */
export const BATCH_WORDS: Readonly<Record<Lang, BatchWords>> = { en: EN, zh: ZH };
