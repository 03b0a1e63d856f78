/**
 * The reader's own short English phrases in Chinese. They are made below the report and stay as they are in JSON; every
 * pattern is anchored and linear, and what none fits is shown as it is: names, values, text of the app.
 */

type Rewrite = readonly [pattern: RegExp, write: (...groups: (string | undefined)[]) => string];

const because = (target: string | undefined): string => (target === undefined ? '' : `（因 targetSdk < ${target}）`);
const where = (vendor: string | undefined): string => (vendor === undefined ? '' : `，仅限装有 ${vendor} 的设备`);

const REWRITES: readonly Rewrite[] = [
  [/^implied because targetSdk < (\d{1,6})$/, (target) => `因 targetSdk < ${target ?? ''} 而由系统加上`],
  [
    /^implied by ([^ ]{1,256})(?: because targetSdk < (\d{1,6}))?(?: on devices with (.{1,100}))?$/,
    (name, target, vendor) => `由 ${name ?? ''} 带来${because(target)}${where(vendor)}`,
  ],
  [
    /^targetSdkVersion (\d{1,10}), below (\d{1,6})$/,
    (target, bound) => `targetSdkVersion ${target ?? ''}，低于 ${bound ?? ''}`,
  ],
  [/^(\d{1,9}) packages$/, (count) => `${count ?? ''} 个软件包`],
  [/^DIAL with and without tel:$/, () => 'DIAL（带与不带 tel:）'],
  [/^implied$/, () => '由系统加上'],
  [/^no Android version of the range has the permission$/, () => '审计范围内没有 Android 版本有此权限'],
  [
    /^maxSdkVersion (\d{1,10}) is below the oldest version audited \(API (\d{1,6})\)$/,
    (most, oldest) => `maxSdkVersion ${most ?? ''} 低于所审计的最旧版本（API ${oldest ?? ''}）`,
  ],
  [
    /^minSdkVersion (\d{1,10}) and maxSdkVersion leave no version audited$/,
    (least) => `minSdkVersion ${least ?? ''} 与 maxSdkVersion 之间没有所审计的版本`,
  ],
  [/^the request has an empty name$/, () => '申请的名称为空'],
  [
    /^declared feature ([^ ]{1,64}), but no code that uses it was found$/,
    (feature) => `声明了功能 ${feature ?? ''}，但未找到使用该权限的代码`,
  ],
  [/^the request is active on no version audited$/, () => '在所审计的任何版本上都不生效'],
];

function rewriteOne(text: string): string {
  for (const [pattern, write] of REWRITES) {
    const groups = pattern.exec(text);
    if (groups !== null) return write(...groups.slice(1));
  }
  return text;
}

const RULE_PREFIX = /^([A-Z][A-Z0-9-]{1,63}): /;
const MORE = / and (\d{1,9}) more$/;

/** One detail: an optional rule id, then phrases joined by semicolons, perhaps with a count of more. */
export function detailInChinese(text: string): string {
  const prefix = RULE_PREFIX.exec(text)?.[0] ?? '';
  const rest = text.slice(prefix.length);
  const more = MORE.exec(rest);
  const body = more === null ? rest : rest.slice(0, more.index);
  const shown = body.split('; ').map(rewriteOne).join('；');
  const counted = more === null ? shown : `${shown}，另有 ${more[1] ?? ''} 项`;
  return prefix === '' ? counted : `${prefix.slice(0, -2)}：${counted}`;
}
