/** The words of the reports for CI systems, JUnit and SARIF, that the terminal report has not. */
import type { Lang } from '../rulebook/types.js';

const EN = {
  reading: 'the file is read as Android reads it',
  noSureResult: (outcome: string): string => `no sure result: ${outcome}`,
  /** Behind a verdict that bars nothing. */
  forReview: (told: string): string => `${told} (for review)`,
  depends: 'depends on what the app does',
  unexplained: 'no declared category explains it, and it weighs little',
  acceptedBecause: (reason: string): string => `accepted: ${reason}`,
  fineWith: (features: readonly string[]): string =>
    `fine with one of these features, if the app has it: ${features.join(', ')}`,
  asksFor: (names: string): string => `Asks for: ${names}`,
  place: (place: string): string => `In: ${place}`,
  why: (text: string): string => `Why: ${text}`,
  instead: (text: string): string => `Instead: ${text}`,
  points: (points: number): string => `Points: ${points}`,
  fingerprint: (value: string): string => `Fingerprint: ${value}`,
  cited: (title: string, policy: string, clause: string, verdict: string, told: string): string =>
    `Cited: ${title} [${policy} ${clause}: ${verdict}]. ${told}`,
  clause: (policy: string, clause: string, verdict: string, title: string): string =>
    `${policy} ${clause}, ${verdict}: ${title}.`,
  exposesHead: 'What it exposes.',
  insteadHead: 'Instead',
  fineWithHead: (features: string): string => `**Fine with** ${features}, if the app has it.`,
  or: ' or ',
  citedHead: 'Cited texts',
  has: (title: string, names: string, where: string, why: string): string =>
    `${title}.${names === '' ? '' : ` It has ${names}${where === '' ? '' : ` on ${where}`}.`} ${why}`,
  incomplete: 'Not everything in this file could be read; this report may miss something.',
  archive: 'the archive',
  anomaly: (message: string, entry: string, evidence: string): string => `${message} (in ${entry}; ${evidence})`,
  auditOf: 'Permission audit of one Android app.',
  directory: 'The directory that permaudit was run in.',
};

/** One key set for every language: a missing key does not compile. */
export type CiWords = typeof EN;

const ZH: CiWords = {
  reading: '按 Android 的方式读取文件',
  noSureResult: (outcome) => `没有确定的结果：${outcome}`,
  forReview: (told) => `${told}（待审查）`,
  depends: '取决于应用的功能',
  unexplained: '所声明的类别未说明其用途，影响较小',
  acceptedBecause: (reason) => `已接受：${reason}`,
  fineWith: (features) => `应用确有以下功能之一的，即属正当：${features.join('，')}`,
  asksFor: (names) => `申请：${names}`,
  place: (place) => `位置：${place}`,
  why: (text) => `原因：${text}`,
  instead: (text) => `改用：${text}`,
  points: (points) => `扣分：${points}`,
  fingerprint: (value) => `指纹：${value}`,
  cited: (title, policy, clause, verdict, told) => `引用：${title}［${policy} ${clause}：${verdict}］。${told}`,
  clause: (policy, clause, verdict, title) => `${policy} ${clause}，${verdict}：${title}。`,
  exposesHead: '可能暴露的内容。',
  insteadHead: '改用',
  fineWithHead: (features) => `应用确有 ${features} 的，**即属正当**。`,
  or: ' 或 ',
  citedHead: '引用的文本',
  has: (title, names, where, why) =>
    `${title}。${names === '' ? '' : `应用具有 ${names}${where === '' ? '' : `，范围 ${where}`}。`}${why}`,
  incomplete: '该文件未能全部读取；本报告可能有遗漏。',
  archive: '压缩包',
  anomaly: (message, entry, evidence) => `${message}（位于 ${entry}；${evidence}）`,
  auditOf: '一个 Android 应用的权限审计。',
  directory: '运行 permaudit 的目录。',
};

/** By language. */
export const CI_WORDS: Readonly<Record<Lang, CiWords>> = { en: EN, zh: ZH };
