/** What an SDK is for, and what can hide use, in Chinese. The tables are complete: a missing kind does not compile. */
import type { HidingKind } from '../../facts/facts.js';
import type { SdkKind, SdkPurpose } from '../../knowledge/sdks.js';

/** Kinds are here too: stored reports of older versions, and records of batches, tell no more. */
const PURPOSES: Readonly<Record<SdkPurpose | SdkKind, string>> = {
  advertising: '广告',
  analytics: '统计分析',
  'app-store': '应用商店',
  attribution: '推广归因',
  cloud: '云服务',
  consent: '同意管理',
  crash: '崩溃收集',
  'crash-reports': '崩溃收集',
  'credit-scoring': '基于设备数据的信用评分',
  development: '开发工具',
  'device-id': '设备标识',
  engagement: '用户运营',
  experiments: 'A/B 测试与远程配置',
  feedback: '反馈与问卷',
  framework: '框架',
  game: '游戏',
  identity: '身份认证',
  'identity-check': '身份核验',
  'location-data': '位置数据',
  map: '地图',
  maps: '地图与定位',
  media: '音视频',
  messaging: '即时通讯',
  other: '其他',
  payment: '支付',
  performance: '性能监测',
  push: '推送',
  risk: '风控',
  security: '安全',
  'session-recording': '操作录制',
  'sign-in': '登录',
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

/** What an SDK is for; a word this version does not know is shown as it is. */
export function sdkPurposeInChinese(purpose: string): string {
  return known(PURPOSES, purpose);
}

/** As {@link sdkPurposeInChinese}, of what can hide use. */
export function hidingKindInChinese(kind: string): string {
  return known(HIDING, kind);
}
