/** The clauses of facts and findings in Chinese. */
import { onDevicesZh as onDevices } from '../devices.js';
import type { Said } from '../../bytes/message.js';
import { cut } from '../../code/names.js';
import type { CodeGap } from '../../facts/clauses.js';
import { clauseIn, type ClauseTables } from '../clauses.js';
import { divergenceSentence } from './divergence.js';
import { errorSentence } from './errors.js';
import { SCHEME_PROBLEMS_ZH } from './scheme-problems.js';
import { SEEN_ZH } from './seen.js';

const COMPARED = {
  package: '包名',
  category: '类别',
  policies: '依据',
  features: '已声明的功能',
  android: '审计的 Android 版本',
  rulebook: '规则库',
};

export const CLAUSES_ZH: ClauseTables = {
  implied: {
    COMPAT: ({ targetSdkBelow }) => `因 targetSdk < ${targetSdkBelow} 而由系统加上`,
    SPLIT: ({ permission, targetSdkBelow, vendor }) => {
      const because = targetSdkBelow === null ? '' : `（因 targetSdk < ${targetSdkBelow}）`;
      const where = vendor === null ? '' : `，仅限装有 ${vendor} 的设备`;
      return `由 ${permission} 带来${because}${where}`;
    },
    SPLIT_BEHIND_FLAG: ({ permission, targetSdkBelow }) => {
      const because = targetSdkBelow === null ? '' : `（因 targetSdk < ${targetSdkBelow}）`;
      return `由 ${permission} 带来${because}，仅限开启了相应功能开关的设备`;
    },
  },
  inert: {
    NEVER_EXISTED: () => '审计范围内没有 Android 版本有此权限',
    MAX_SDK_TOO_LOW: ({ maxSdkVersion, oldest }) =>
      `maxSdkVersion ${maxSdkVersion} 低于所审计的最旧版本（API ${oldest}）`,
    NO_VERSION_LEFT: ({ minSdkVersion }) => `minSdkVersion ${minSdkVersion} 与 maxSdkVersion 之间没有所审计的版本`,
    EMPTY_NAME: () => '申请的名称为空',
    NEVER_ACTIVE: () => '在所审计的任何版本上都不生效',
  },
  capability: {
    NAMED: ({ name }) => name,
    DIAL_TWICE: () => 'DIAL（带与不带 tel:）',
    PACKAGES: ({ count }) => `${count} 个软件包`,
  },
  evidence: {
    NOTHING: () => '',
    REQUESTED: ({ element, maxSdkVersion, devices }) =>
      [element ?? '', maxSdkVersion === null ? '' : `maxSdkVersion=${maxSdkVersion}`, onDevices(devices)]
        .filter((part) => part !== '')
        .join(', '),
    IMPLIED: ({ reasons, devices }) =>
      [...reasons.map((reason) => tell('implied', reason)), onDevices(devices)]
        .filter((part) => part !== '')
        .join('；'),
    COMPONENT: ({ module, component, detail, more, devices }) =>
      [
        `${module === null ? '' : `${module}：`}${component}（${tell('capability', detail)}）${moreOf(more)}`,
        onDevices(devices),
      ]
        .filter((part) => part !== '')
        .join('，'),
    NAMED_PACKAGES: ({ names, more }) => names.join(', ') + moreOf(more),
    TARGET_SDK: ({ targetSdk, below }) => `targetSdkVersion ${targetSdk}${below === null ? '' : `，低于 ${below}`}`,
    DIVERGENCE: divergenceSentence,
    NO_CODE_FOR: ({ feature }) => `声明了功能 ${feature}，但未找到使用该权限的代码`,
    JUSTIFICATION: ({ place, accepted }) => `${place}：${tell('accepted', accepted)}`,
    OF_RULE: ({ rule, detail }) => {
      const told = tell('evidence', detail);
      return told === '' ? rule : `${rule}：${told}`;
    },
  },
  accepted: {
    BASELINE: () => '基线：早先的报告已有',
    JUSTIFIED: ({ reason, owner, feature, expires }) => {
      const need = feature === null ? '' : `，功能 ${feature}`;
      const until = expires === null ? '' : `，有效期至 ${expires}`;
      return `理由${need}：${reason}（${owner}${until}）`;
    },
  },
  widened: {
    FOR_LOCATION: () => '已去掉 neverForLocation',
    MAX_SDK_LIFTED: ({ maxSdkVersion }) => `已取消 maxSdkVersion ${maxSdkVersion}`,
    MAX_SDK_RAISED: ({ from, to }) => `maxSdkVersion 由 ${from} 改为 ${to}`,
    MORE_DEVICES: () => '其他设置的设备也会申请',
    FEATURES_LIFTED: ({ features }) => `已去掉对设备功能的条件：${features.join('、')}`,
    NOW_IMPLIED: ({ by }) => `现${tell('implied', by)}`,
    MORE_VERSIONS: () => '在更多版本上生效',
  },
  caution: {
    DIFFERS: ({ what, before, after }) => `${COMPARED[what]}不同：此前为 ${before ?? '无'}，此后为 ${after ?? '无'}`,
  },
  codeGap: {
    NO_MANIFEST: () => '没有能读取的清单文件',
    NO_DEX: () => '安装包中没有 Android 会加载的 DEX 文件',
    GAPS: ({ gaps, more }) => [...gaps.map(gapSentence), ...(more === 0 ? [] : [`另有 ${more} 项`])].join('；'),
  },
  dexProblem: { ERROR: ({ error }) => cut(errorSentence(error)) },
  schemeProblem: SCHEME_PROBLEMS_ZH,
  signerProblem: {
    ERROR: ({ error }) => errorSentence(error),
    GAP: () => '中央目录与结束记录之间的字节使 v2 及更新的签名无效',
    ZIP64: () => 'ZIP64 压缩包不能带有 v2 或更新的签名',
    OTHER_SIGNER: ({ older, olderSigner, newer, newerSigner, since }) =>
      `API ${since - 1} 及以下的签名者为 ${olderSigner}（${older}），API ${since} 起为 ${newerSigner}（${newer}），且没有密钥轮换证明将二者相连`,
    SCHEME: ({ scheme, problem }) => `${scheme}：${tell('schemeProblem', problem)}`,
  },
  signature: {
    UNSIGNED: () => '文件没有签名：任何设备都不会按原样安装它',
    STATES: ({ verified, invalid, present, verify }) => {
      const parts = [
        [verified, '已对整个文件验证'],
        [invalid, '无效'],
        [present, verify ? '未查看，因为 Android 以更新的方案为准' : '仅读取，未验证'],
      ] as const;
      const told = parts.filter(([names]) => names.length > 0).map(([names, what]) => `${names.join('、')}：${what}`);
      return `签名 ${told.join('；')}`;
    },
  },
  hiding: { COMPONENTS: () => '清单文件中的组件' },
  seen: SEEN_ZH,
};

function gapSentence(gap: CodeGap): string {
  if ('dexFiles' in gap) return `只读取了前 ${gap.dexFiles} 个 DEX 文件`;
  if ('probes' in gap) return `只查看了前 ${gap.probes} 个文件是否有隐藏的代码`;
  const told = errorSentence(gap.error);
  return 'file' in gap ? `${gap.file}：${cut(told)}` : 'in' in gap ? `${gap.in}：${told}` : told;
}

function tell(family: keyof ClauseTables, said: Said<{ code: string; data: object }>): string {
  return typeof said === 'string' ? said : (clauseIn(CLAUSES_ZH[family], said) ?? said.code);
}

function moreOf(count: number): string {
  return count === 0 ? '' : `，另有 ${count} 项`;
}
