/** The notes of an audit in Chinese, by code. */
import { hidingKindInChinese } from './zh-kinds.js';
import type { Note, NoteCode, NoteData } from '../../audit/types.js';

type Write = (data: NoteData) => string | null;

function text(data: NoteData, key: string): string {
  const value = data[key];
  return Array.isArray(value) ? value.join('、') : value === undefined ? '' : String(value);
}

const WRITE: Record<NoteCode, Write> = {
  NO_CATEGORY: () =>
    '未声明类别，无从得知应用需要什么：敏感权限一律视为未说明，只有适用于所有应用的条文才能禁止。请用 --category 声明类别（permaudit categories 列出全部），得分才会评价必要性。',
  NECESSITY_NOT_JUDGED: (data) =>
    `类别 ${text(data, 'category')} 不说明此类应用需要什么：敏感权限一律视为未说明。请用 --category 声明更贴近的类别（permaudit categories 列出全部），得分才会评价必要性。`,
  CATEGORY_HINT: (data) => {
    const choices = [data['categories']].flat().map((id) => `--category ${String(id)}`);
    return `看起来像 ${text(data, 'categories')}（依据：${text(data, 'seen')}）；请用 ${choices.join(' 或 ')} 重新运行。`;
  },
  SUPPLY_SIDE: (data) =>
    `已声明为供给侧应用（司机、骑手、商户、房东等）。${text(data, 'sources')} 只针对消费者，故不适用；没有条文涉及的敏感权限视为未说明，不作必要性判断。`,
  CHOOSE_SUBTYPE: (data) =>
    `${text(data, 'category')} 包含需求不同的子类，未选择子类时一律视为不需要。请用 --category 选择其一：${text(data, 'subtypes')}。`,
  VERSION_DEPENDENT: (data) =>
    `各 Android 版本对此文件的读法不同：接受：${text(data, 'accepted') || '无'}；拒绝：${text(data, 'refused') || '无'}。得分涵盖所有接受它的版本。`,
  FUTURE_CLAUSE: (data) => {
    const enforced = data['enforced'] === undefined ? '' : `，${text(data, 'enforced')} 起执行`;
    const from = data['from'] === undefined ? '日后' : `自 ${text(data, 'from')} 起`;
    return `${from}${enforced}（${text(data, 'policy')}）：${text(data, 'title')}。涉及 ${text(data, 'permissions')}。`;
  },
  UNVERIFIED_CITATIONS: (data) => `部分引用未经核对原文，已作标记：${text(data, 'sources')}。`,
  LOW_TARGET_INSTALL: (data) =>
    `targetSdkVersion ${text(data, 'targetSdk')} 过低，${text(data, 'android')} 及以上不再安装；已安装该应用的设备会保留它。`,
  STORE_TARGET: (data) =>
    `${text(data, 'policy')}：${text(data, 'title')}（${text(data, 'clause')}）。该应用以 ${text(data, 'targetSdk')} 为目标；已安装者仍可使用。`,
  INCAPABLE_SERVICE: (data) =>
    `声明了 ${text(data, 'capability')} 服务，但未申请 ${text(data, 'permissions')} 中的任何一项：该服务无法完成其类型所述的工作。`,
  ROLE_INCOMPLETE: (data) => `Android 不会将其提供为默认${text(data, 'name')}：该角色还要求 ${text(data, 'missing')}。`,
  UNKNOWN_NAMES: (data) =>
    `以下名称在任何 Android 版本中均无定义，系统不会因此授予任何权限（括号内为可能的原意）：${text(data, 'names')}。`,
  SHARED_USER_ID: (data) =>
    `与同一签名者的其他应用共用用户标识 ${text(data, 'id')}：其中每个应用均享有全部应用的权限。此处仅审查了本应用。`,
  OWN_PERMISSIONS: (data) => `应用自行定义了权限，供其他应用访问它：${text(data, 'permissions')}。`,
  NEEDS_SPLITS: (data) =>
    `此 APK 是一组安装包中的基础包：须与拆分包${text(data, 'types') === '' ? '' : `（${text(data, 'types')}）`}一并安装，而拆分包未经审查。`,
  USED_UNDECLARED: (data) =>
    `代码中有需要 ${text(data, 'permissions')} 的调用，但清单文件未申请：这些调用会失败，或仅在其他应用、其他版本拥有该权限时有效。`,
  CODE_MAY_BE_HIDDEN: ({ kinds }) => {
    const named = Array.isArray(kinds) ? kinds.map((kind) => hidingKindInChinese(String(kind))) : [];
    return `没有找到使用证据不等于未使用：应用含有${named.join('、')}，可能使使用行为不可见。`;
  },
  CODE_PARTIAL: () => '未能读取全部代码；没有证据的权限按“未扫描”处理。',
  MANIFEST_ONLY: () =>
    '清单文件只说明应用可以申请什么，不说明它收集什么、何时申请、用户是否同意。同意、目的和数据的去向在此都看不到。',
};

/** A note in Chinese; one this version does not know, or without its data, as it is. */
export function noteInChinese({ code, message, data }: Note): string {
  const write = (WRITE as Readonly<Record<string, Write | undefined>>)[code];
  const needsNothing = code === 'NO_CATEGORY' || code === 'MANIFEST_ONLY';
  if (write === undefined || (data === undefined && !needsNothing)) return message;
  return write(data ?? {}) ?? message;
}
