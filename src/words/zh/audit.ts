/** What an audit says of its own, in Chinese. */
import type { AuditSentences } from '../../audit/words.js';
import type { RoleId } from '../../manifest/roles.js';
import { requiredComponents } from '../required-component.js';

const ROLES: Readonly<Record<RoleId, string>> = {
  dialer: '电话应用',
  sms: '短信应用',
  assistant: '数字助理应用',
  'call-screening': '来电显示与骚扰电话拦截应用',
  'call-redirection': '通话转接应用',
  browser: '浏览器',
  home: '主屏幕应用',
};

export const AUDIT_ZH: AuditSentences = {
  THROUGH_OLD_TARGET: ({ dataType }) => `经由过低的目标版本获得：${dataType}`,
  THROUGH_PERMISSION: ({ dataType }) => `经由其他权限获得：${dataType}`,
  RAISE_TARGET: ({ targetSdk, added }) =>
    `将 targetSdkVersion 设为 ${targetSdk} 或更高，避免系统自动附加 ${added.join('、')}`,
  DROP_SOURCES: ({ permissions, added, isAlternative }) =>
    `${isAlternative ? '或者' : ''}删除 ${permissions.join('、')}：系统因其附加 ${added.join('、')}`,
  NEVER_ASKED: () => '因目标版本过低，权限在安装时一次性授予，不询问用户',
  UNDECLARE: ({ feature, permissions }) =>
    `删除 ${permissions.join('、')}，或者不再声明 ${feature}：没有找到相应的代码`,
  REMOVE_UNUSED: ({ permissions }) => `删除 ${permissions.join('、')}：没有找到使用它的代码`,
  ROLE_NAME: ({ role }) => ROLES[role],
  TAKE_ROLE: ({ role, missing }) =>
    `使 Android 可将其设为默认${ROLES[role]}：补充 ${missing.map((part) => requiredComponents(part, 'zh')).join('；')}，均须导出并启用`,
  DECLARE_MONITORING: () =>
    '声明 isMonitoringTool（元数据，值为 child_monitoring 或 enterprise_management），前提是应用专为家长监护子女或机构管理、监控员工而设计并推广',
  OTHERWISE_REMOVE: () => '否则应删除该权限',
  NOT_REQUESTED: ({ dataTypes }) => `未申请访问：${dataTypes.join('、')}`,
};
