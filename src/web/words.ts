/** The words of the page around the report. */
import type { Lang } from '../rulebook/types.js';

export interface PageWords {
  readonly lang: string;
  readonly title: string;
  readonly question: string;
  readonly lead: string;
  readonly drop: string;
  readonly dropHint: string;
  readonly choose: string;
  readonly chosen: (names: string, size: string) => string;
  readonly category: string;
  readonly categoryHint: string;
  readonly categoryFind: string;
  readonly noCategory: string;
  readonly found: (count: number) => string;
  readonly clear: string;
  readonly regions: string;
  readonly regionsHint: (always: string) => string;
  readonly start: string;
  readonly needsFile: string;
  readonly busy: (name: string) => string;
  readonly reading: (percent: number) => string;
  readonly judging: string;
  readonly stop: string;
  readonly done: (name: string) => string;
  readonly report: string;
  readonly saveHtml: string;
  readonly saveJson: string;
  readonly another: string;
  readonly failed: string;
  readonly bug: string;
  readonly bugHint: string;
  readonly memory: string;
  readonly memoryHint: string;
  readonly language: string;
  readonly privacy: readonly (readonly [title: string, text: string])[];
  readonly legal: string;
}

const EN: PageWords = {
  lang: 'en',
  title: 'permaudit: does this Android app ask for more than it needs?',
  question: 'Does this app ask for more than it needs?',
  lead: 'Give this page an Android app. It reads what the app may do, weighs it against what an app of its kind needs and what policies say, and shows a scored report with its sources.',
  drop: 'Drop an app here',
  dropHint: 'APK, .xapk, .apks, .apkm, .aab or AndroidManifest.xml; split APKs of one app together',
  choose: 'Choose a file',
  chosen: (names, size) => `${names} (${size})`,
  category: 'What kind of app is it?',
  categoryHint: 'What an app needs depends on what it is for. Without a kind, only general rules apply.',
  categoryFind: 'Search: loan, flashlight, Finance ...',
  noCategory: 'No kind: general rules only',
  found: (count) => (count === 1 ? '1 kind of app' : `${count} kinds of app`),
  clear: 'Clear',
  regions: 'Rules of more places',
  regionsHint: (always) => `These always count: ${always}.`,
  start: 'Audit this app',
  needsFile: 'Choose an app first.',
  busy: (name) => `Auditing ${name}`,
  reading: (percent) => `${percent}% read`,
  judging: 'Reading the code and judging',
  stop: 'Stop',
  done: (name) => `The report on ${name} is ready.`,
  report: 'The report',
  saveHtml: 'Save report',
  saveJson: 'Save JSON',
  another: 'Another app',
  failed: 'This could not be audited',
  bug: 'permaudit failed: this is a fault of the program, not of the app',
  bugHint: 'Please report it, with the text below.',
  memory: 'The browser ran out of memory',
  memoryHint: 'Close other pages and try again, or use permaudit on the command line.',
  language: '中文',
  privacy: [
    [
      'Nothing leaves this device',
      'The page has no address to send anything to, and its security policy forbids it. It works without a network.',
    ],
    [
      'Large files are no problem',
      'A file is read piece by piece. A game of a gigabyte is never in memory as a whole.',
    ],
    ['The same as the command line', 'Both give the same report for the same file, to the byte.'],
  ],
  legal:
    'permaudit reads what an app asks for. It does not run the app, and does not show what is collected or intended.',
};

const ZH: PageWords = {
  lang: 'zh-CN',
  title: 'permaudit：这个安卓应用索取的权限超出需要了吗？',
  question: '这个应用索取的权限超出需要了吗？',
  lead: '把安卓应用交给本页面。它读取应用能做什么，对照同类应用的需要和各项政策，给出评分报告并注明依据。',
  drop: '把应用拖到这里',
  dropHint: 'APK、.xapk、.apks、.apkm、.aab 或 AndroidManifest.xml；同一应用的拆分 APK 请一起拖入',
  choose: '选择文件',
  chosen: (names, size) => `${names}（${size}）`,
  category: '这是哪一类应用？',
  categoryHint: '应用需要什么取决于其用途。不选类别时只适用通用规则。',
  categoryFind: '搜索：借贷、手电筒、Finance……',
  noCategory: '不选类别：只适用通用规则',
  found: (count) => `${count} 个类别`,
  clear: '清除',
  regions: '更多地区的规定',
  regionsHint: (always) => `始终适用：${always}。`,
  start: '开始审计',
  needsFile: '请先选择一个应用。',
  busy: (name) => `正在审计 ${name}`,
  reading: (percent) => `已读取 ${percent}%`,
  judging: '正在读取代码并评判',
  stop: '停止',
  done: (name) => `${name} 的报告已生成。`,
  report: '报告',
  saveHtml: '保存报告',
  saveJson: '保存 JSON',
  another: '审计其他应用',
  failed: '无法审计此文件',
  bug: 'permaudit 出错：这是程序的问题，与应用无关',
  bugHint: '请附上以下文字报告此问题。',
  memory: '浏览器内存不足',
  memoryHint: '请关闭其他页面后重试，或使用命令行版 permaudit。',
  language: 'English',
  privacy: [
    ['任何内容都不会离开本设备', '本页面没有可供发送的地址，其安全策略也禁止发送。无网络也能使用。'],
    ['大文件没有问题', '文件逐段读取。一个 1 GB 的游戏不会整个载入内存。'],
    ['与命令行完全一致', '同一文件，两者的报告逐字节相同。'],
  ],
  legal: 'permaudit 读取应用申请了什么。它不运行应用，也不表明实际收集了什么或有何意图。',
};

export const WORDS: Readonly<Record<Lang, PageWords>> = { en: EN, zh: ZH };
