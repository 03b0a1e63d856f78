/** What is wrong with a signature, in Chinese. */
import type { SchemeProblemDetails } from '../../bytes/scheme-problems.js';
import type { ClauseTable } from '../clauses.js';

const HYBRID = {
  count: '每个版本须恰有两个签名者',
  keys: '须有一个传统密钥和一个后量子密钥',
  range: '两个签名者适用的版本不同',
  history: '两个签名者的密钥历史不同',
};

export const SCHEME_PROBLEMS_ZH: ClauseTable<SchemeProblemDetails> = {
  STRIPPED: ({ scheme }) => `它声明另有 ${scheme} 签名，而该签名已被删除`,
  SIGNERS: ({ since }) => `同一 Android 版本（API ${since}）有多个签名者，而 Android 只接受一个`,
  NO_ALGORITHM: () => '没有已知算法的签名',
  PUBLIC_KEY: () => '公钥无法解码',
  SIGNATURE: () => '对签名数据的签名验证不通过',
  OTHER_KEY: () => '密钥与其证书的不同',
  ALGORITHMS: () => '摘要与签名的算法不同',
  VERSION_RANGE: () => '版本范围与已签名的不同',
  CONTENT: () => '文件内容的摘要与已签名的不同：签名后被改动过',
  ROTATION_LENGTH: () => '密钥轮换证明过长',
  ROTATION_STEP: ({ step }) => `密钥轮换证明的第 ${step} 步不是由前一密钥签名`,
  ROTATION_TWICE: () => '密钥轮换证明中同一证书出现两次',
  ROTATION_END: () => '密钥轮换证明的末尾不是其自身的证书',
  JAR_NO_MANIFEST: ({ manifest }) => `没有 ${manifest}`,
  JAR_NO_NAME: ({ manifest }) => `${manifest}：有一节没有名称`,
  JAR_NAME_TWICE: ({ manifest }) => `${manifest}：同一名称出现在两节中`,
  JAR_NO_FILE: ({ file }) => `没有 ${file}`,
  JAR_UNSIGNED: ({ block, file }) => `${block} 不是对 ${file} 的签名`,
  JAR_STRIPPED: ({ file }) => `${file} 声明另有更新的签名，而该签名已被删除`,
  JAR_NO_VERSION: ({ file }) => `${file} 没有写明其格式的版本`,
  JAR_MISFIT: ({ file, manifest }) => `${file} 与 ${manifest} 不符`,
  JAR_ENTRIES: ({ entries, more }) => `条目与签名时不同：${entries.join('、')}${moreOf(more)}`,
  OTHER_RANGE: ({ scheme, stated, found }) =>
    `它声明另有适用于 API ${stated} 的 ${scheme} 签名，而文件中的适用于 API ${found}`,
  NO_SIGNER: () => '对部分读取它的版本没有签名者',
  TOO_MANY: ({ most }) => `签名者多于 ${most} 个`,
  HYBRID: ({ fault }) => HYBRID[fault],
  PQC_ALONE: () => '唯一的密钥是后量子密钥，而 Android 只在另有传统密钥时接受它',
  NO_DIGEST: () => '没有写明起决定作用的算法所对应的内容摘要',
  DIGESTS_DIFFER: () => '各签名者写明的内容摘要不同',
  JAR_MISSING: ({ entries, more }) => `已签名的条目不见了：${entries.join('、')}${moreOf(more)}`,
  JAR_ALGORITHM: ({ block, algorithm }) => `${block} 用 ${algorithm} 签名，而部分 Android 版本不认识它`,
};

function moreOf(count: number): string {
  return count === 0 ? '' : `，另有 ${count} 项`;
}
