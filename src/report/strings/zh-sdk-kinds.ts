/** What an SDK is for, in Chinese. The table is complete: a missing kind does not compile. */
import type { SdkKind } from '../../knowledge/sdks.js';

const KINDS: Readonly<Record<SdkKind, string>> = {
  advertising: '广告',
  analytics: '统计分析',
  'app-store': '应用商店',
  crash: '崩溃收集',
  cloud: '云服务',
  development: '开发工具',
  framework: '框架',
  game: '游戏',
  identity: '身份认证',
  map: '地图',
  media: '音视频',
  messaging: '即时通讯',
  other: '其他',
  payment: '支付',
  push: '推送',
  risk: '风控',
  security: '安全',
  social: '社交',
  ui: '界面',
};

/** A kind this version does not know is shown as it is. */
export function sdkKindInChinese(kind: string): string {
  const kinds: Readonly<Record<string, string>> = KINDS;
  return Object.hasOwn(kinds, kind) ? (kinds[kind] ?? kind) : kind;
}
