/** What an SDK is for, and what can hide use, in Chinese. The tables are complete: a missing kind does not compile. */
import type { HidingKind } from '../../facts/facts.js';
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

const HIDING: Readonly<Record<HidingKind, string>> = {
  'dynamic-loading': '动态加载代码',
  reflection: '反射调用',
  'native-code': '原生代码',
  webview: '可执行脚本的 WebView',
  'webview-bridge': 'WebView 接口',
  packer: '加固壳',
  'missing-code': '缺失的代码',
  'hidden-dex': '隐藏的 DEX 文件',
  'invoke-custom': 'invoke-custom 调用',
};

function known(table: Readonly<Record<string, string>>, kind: string): string {
  return Object.hasOwn(table, kind) ? (table[kind] ?? kind) : kind;
}

/** A kind this version does not know is shown as it is. */
export function sdkKindInChinese(kind: string): string {
  return known(KINDS, kind);
}

/** As {@link sdkKindInChinese}, of what can hide use. */
export function hidingKindInChinese(kind: string): string {
  return known(HIDING, kind);
}
