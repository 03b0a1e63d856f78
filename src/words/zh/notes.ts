/** The notes of an audit in Chinese. */
import type { NoteDetails } from '../../audit/notes-data.js';
import { clauseIn, type ClauseTable } from '../clauses.js';
import { requiredComponents } from '../required-component.js';
import { CLAUSES_ZH } from './clauses.js';
import { hidingKindInChinese } from './kinds.js';

const list = (items: readonly string[]): string => items.join('、');

export const NOTES_ZH: ClauseTable<NoteDetails> = {
  NO_CATEGORY: () =>
    '未声明类别，无从得知应用需要什么：敏感权限一律视为未说明，只有适用于所有应用的条文才能禁止。请用 --category 声明类别（permaudit categories 列出全部），得分才会评价必要性。',
  NECESSITY_NOT_JUDGED: ({ category }) =>
    `类别 ${category} 不说明此类应用需要什么：敏感权限一律视为未说明。请用 --category 声明更贴近的类别（permaudit categories 列出全部），得分才会评价必要性。`,
  CATEGORY_HINT: ({ categories, seen }) => {
    const choices = categories.map((id) => `--category ${id}`);
    return `看起来像 ${list(categories)}（依据：${list(seen)}）；请用 ${choices.join(' 或 ')} 重新运行。`;
  },
  SUPPLY_SIDE: ({ sources }) =>
    `已声明为供给侧应用（司机、骑手、商户、房东等）。${list(sources)} 只针对消费者，故不适用；没有条文涉及的敏感权限视为未说明，不作必要性判断。`,
  CHOOSE_SUBTYPE: ({ category, subtypes }) =>
    `${category} 包含需求不同的子类，未选择子类时一律视为不需要。请用 --category 选择其一：${list(subtypes)}。`,
  VERSION_DEPENDENT: ({ accepted, refused }) =>
    `各 Android 版本对此文件的读法不同：接受：${list(accepted) || '无'}；拒绝：${list(refused) || '无'}。得分涵盖所有接受它的版本。`,
  OPENS_NOTHING_ALONE: ({ permission, missing }) =>
    `${permission} 本身不开放任何数据，而该应用未申请 ${list(missing)} 中的任何一项。`,
  INCAPABLE_SERVICE: ({ capability, permissions }) =>
    `声明了 ${capability} 服务，但未申请 ${list(permissions)} 中的任何一项：该服务无法完成其类型所述的工作。`,
  STORE_TARGET: ({ policy, title, clause, targetSdk }) =>
    `${policy}：${title}（${clause}）。该应用以 ${targetSdk} 为目标；已安装者仍可使用。`,
  FUTURE_CLAUSE: ({ from, enforced, policy, title, permissions }) => {
    const since = from === undefined ? '日后' : `自 ${from} 起`;
    const until = enforced === undefined ? '' : `，${enforced} 起执行`;
    return `${since}${until}（${policy}）：${title}。涉及 ${list(permissions)}。`;
  },
  UNVERIFIED_CITATIONS: ({ sources }) => `部分引用未经核对原文，已作标记：${list(sources)}。`,
  LOW_TARGET_INSTALL: ({ targetSdk, android }) =>
    `targetSdkVersion ${targetSdk} 过低，${android} 及以上不再安装；已安装该应用的设备会保留它。`,
  ROLE_INCOMPLETE: ({ name, missing }) =>
    `Android 不会将其提供为默认${name}：该角色还要求 ${list(missing.map((part) => requiredComponents(part, 'zh')))}，均须导出并启用。`,
  UNKNOWN_NAMES: ({ names }) =>
    `以下名称在任何 Android 版本中均无定义，系统不会因此授予任何权限（括号内为可能的原意）：${list(names)}。`,
  SHARED_USER_ID: ({ id }) =>
    `与同一签名者的其他应用共用用户标识 ${id}：其中每个应用均享有全部应用的权限。此处仅审查了本应用。`,
  OWN_PERMISSIONS: ({ permissions }) => `应用自行定义了权限，供其他应用访问它：${list(permissions)}。`,
  UNSIGNED: () => '文件没有签名：任何设备都不会按原样安装它。审计按它签名之后的情形进行。',
  NEEDS_SPLITS: ({ types }) =>
    `此 APK 是一组安装包中的基础包：须与拆分包${types.length === 0 ? '' : `（${list(types)}）`}一并安装，而拆分包未经审查。`,
  USED_UNDECLARED: ({ permissions }) =>
    `代码中有需要 ${list(permissions)} 的调用，但清单文件未申请：这些调用会失败，或仅在其他应用、其他版本拥有该权限时有效。`,
  CODE_MAY_BE_HIDDEN: ({ kinds }) =>
    `应用含有${list(kinds.map(hidingKindInChinese))}，可能使使用行为不可见：没有找到使用证据不等于未使用。`,
  CODE_PARTIAL: ({ reason }) => {
    const why =
      reason === null ? '' : `：${typeof reason === 'string' ? reason : (clauseIn(CLAUSES_ZH.codeGap, reason) ?? '')}`;
    return `未能读取全部代码${why}；没有证据的权限按“未扫描”处理。`;
  },
  MANIFEST_ONLY: () =>
    '清单文件只说明应用可以申请什么，不说明它收集什么、何时申请、用户是否同意。同意、目的和数据的去向在此都看不到。',
};
