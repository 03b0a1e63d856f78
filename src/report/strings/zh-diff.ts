/** The short English clauses of a difference (audit/diff.ts) in Chinese. What none fits is shown as it is. */
import { detailInChinese } from './zh-details.js';

const LIFTED = /^maxSdkVersion (\d{1,10}) was lifted$/;
const RAISED = /^maxSdkVersion went from (\d{1,10}) to (\d{1,10})$/;

/** What made a permission reach further. */
export function changeInChinese(text: string): string {
  const lifted = LIFTED.exec(text)?.[1];
  if (lifted !== undefined) return `已取消 maxSdkVersion ${lifted}`;
  const raised = RAISED.exec(text);
  if (raised !== null) return `maxSdkVersion 由 ${raised[1] ?? ''} 改为 ${raised[2] ?? ''}`;
  if (text === 'it is in force on more versions') return '在更多版本上生效';
  if (text === 'neverForLocation was dropped') return '已去掉 neverForLocation';
  return text.startsWith('now ') ? `现${detailInChinese(text.slice('now '.length))}` : text;
}

const COMPARED: ReadonlyMap<string, string> = new Map([
  ['the package', '包名'],
  ['the category', '类别'],
  ['the set of policies', '依据'],
  ['the set of features', '已声明的功能'],
  ['the set of Android versions', '审计的 Android 版本'],
  ['the rulebook', '规则库'],
]);

const DIFFERS = ' differs: ';
const BEFORE = ' before, ';
const AFTER = ' after';

/** What the two audits do not have in common. Values are the app's and the user's, so the text is cut, not matched. */
export function cautionInChinese(text: string): string {
  const start = text.indexOf(DIFFERS);
  const middle = text.indexOf(BEFORE, start);
  const name = start < 0 ? undefined : COMPARED.get(text.slice(0, start));
  if (name === undefined || middle < 0 || !text.endsWith(AFTER)) return text;
  const value = (shown: string): string => (shown === 'none' ? '无' : shown);
  const before = value(text.slice(start + DIFFERS.length, middle));
  const after = value(text.slice(middle + BEFORE.length, -AFTER.length));
  return `${name}不同：此前为 ${before}，此后为 ${after}`;
}
