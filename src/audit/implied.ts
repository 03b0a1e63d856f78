/** How a finding speaks of what no element requests: Android adds it, for an old target or with another permission. */
import type { EffectivePermission, ImpliedBy } from '../facts/facts.js';
import type { DataType, Lang, Text } from '../rulebook/types.js';
import { shortPermissionName } from '../rulebook/permission-names.js';

/** Of several causes, those for an old target come first: raising it is the remedy. */
function causesOf(permissions: readonly EffectivePermission[]): ImpliedBy[] {
  const causes = permissions.flatMap(({ impliedBy }) => impliedBy);
  const forTarget = causes.filter(({ targetSdkBelow }) => targetSdkBelow !== null);
  return forTarget.length > 0 ? forTarget : causes;
}

/** e.g. `Gets call log through an old target`, in both languages. */
export function impliedTitle({ name }: DataType, permissions: readonly EffectivePermission[]): Text {
  const isForTarget = causesOf(permissions).some(({ targetSdkBelow }) => targetSdkBelow !== null);
  const what = name.en.charAt(0).toLowerCase() + name.en.slice(1);
  const through = isForTarget ? 'an old target' : 'another permission';
  const zhThrough = isForTarget ? '过低的目标版本' : '其他权限';
  return { en: `Gets ${what} through ${through}`, zh: `经由${zhThrough}获得：${name.zh ?? name.en}` };
}

/** What ends it: a newer target, else removing what brings it. */
export function impliedAdvice(permissions: readonly EffectivePermission[], lang: Lang | undefined): string[] {
  const causes = causesOf(permissions);
  const bounds = causes.map(({ targetSdkBelow }) => targetSdkBelow).filter((bound) => bound !== null);
  const sources = [...new Set(causes.map(({ permission }) => shortPermissionName(permission)))].filter(
    (name) => name !== '',
  );
  const advice: Text[] = [];
  if (bounds.length > 0) {
    const bound = Math.max(...bounds);
    advice.push({
      en: `Set targetSdkVersion to ${bound} or newer, so that Android does not add it`,
      zh: `将 targetSdkVersion 设为 ${bound} 或更高，避免系统自动附加该权限`,
    });
  }
  if (sources.length > 0) {
    advice.push({
      en: `Or do without what brings it: ${sources.join(', ')}`,
      zh: `或者删除引入该权限的 ${sources.join('、')}`,
    });
  }
  return advice.map((text) => (lang === 'zh' ? (text.zh ?? text.en) : text.en));
}
