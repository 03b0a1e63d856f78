/** What an audit says of its own, in English. */
import type { AuditSentences } from '../../audit/words.js';
import type { RoleId } from '../../manifest/roles.js';
import { requiredComponents } from '../required-component.js';

const ROLES: Readonly<Record<RoleId, string>> = {
  dialer: 'phone app',
  sms: 'text message app',
  assistant: 'assistant',
  'call-screening': 'caller ID and spam app',
  'call-redirection': 'call redirecting app',
  browser: 'browser',
  home: 'home app',
};

const inSentence = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

export const AUDIT_EN: AuditSentences = {
  THROUGH_OLD_TARGET: ({ dataType }) => `Gets ${inSentence(dataType)} through an old target`,
  THROUGH_PERMISSION: ({ dataType }) => `Gets ${inSentence(dataType)} through another permission`,
  RAISE_TARGET: ({ targetSdk, added }) =>
    `Set targetSdkVersion to ${targetSdk} or newer, so that Android does not add ${added.join(', ')}`,
  DROP_SOURCES: ({ permissions, added, isAlternative }) =>
    `${isAlternative ? 'Or remove' : 'Remove'} ${permissions.join(', ')}: Android adds ${added.join(', ')} for it`,
  NEVER_ASKED: () => 'Is granted permissions at installation by an old target, without a question',
  UNDECLARE: ({ feature, permissions }) =>
    `Remove ${permissions.join(', ')}, or no longer declare ${feature}: no code for it was found`,
  REMOVE_UNUSED: ({ permissions }) => `Remove ${permissions.join(', ')}: no code that uses it was found`,
  ROLE_NAME: ({ role }) => ROLES[role],
  TAKE_ROLE: ({ role, missing }) =>
    `Let Android offer it as the default ${ROLES[role]}: add ${missing.map((part) => requiredComponents(part, 'en')).join('; ')}, exported and enabled`,
  DECLARE_MONITORING: () =>
    'Declare isMonitoringTool (meta-data, child_monitoring or enterprise_management) if it is made and marketed for parents to watch over their children, or for an organisation to manage and monitor its employees',
  OTHERWISE_REMOVE: () => 'Otherwise remove the permission',
  NOT_REQUESTED: ({ dataTypes }) => `No access requested to: ${dataTypes.join(', ')}`,
};
