/** What a text or Android asks for before it lets an app have something: advice that names what is missing. */
import { missingForRole, roleParts, type RoleId } from '../manifest/roles.js';
import type { CapabilityId } from '../facts/facts.js';
import type { Text } from '../rulebook/types.js';
import { textIn, type AuditContext } from './request.js';
import type { Judgement } from './verdicts.js';

/** The roles that an app of a category may take. */
const ROLES_OF_CATEGORY: Readonly<Record<string, readonly RoleId[]>> = {
  dialer_sms: ['dialer', 'sms'],
  automation_a11y: ['assistant'],
  browser: ['browser'],
  launcher_theme: ['home'],
};
/** Where nobody says what kind of app it is, or one that lives beside these: told once it has begun to be one. */
const MAY_BEGIN: ReadonlySet<string> = new Set(['', 'other', 'im', 'contacts_mgr', 'security']);
const BEGINNABLE: readonly RoleId[] = ['dialer', 'sms'];

const ROLE_NAMES: Readonly<Record<RoleId, Text>> = {
  dialer: { en: 'phone app', zh: '电话应用' },
  sms: { en: 'text message app', zh: '短信应用' },
  assistant: { en: 'assistant', zh: '数字助理应用' },
  browser: { en: 'browser', zh: '浏览器' },
  home: { en: 'home app', zh: '主屏幕应用' },
};

const ROLE_CAPABILITIES: Readonly<Partial<Record<CapabilityId, RoleId>>> = {
  'default-dialer-handler': 'dialer',
  'default-sms-handler': 'sms',
  'default-assistant-handler': 'assistant',
};

/** A role that the app would take and does not qualify for. */
export interface IncompleteRole {
  role: RoleId;
  name: Text;
  /** What Android asks for besides, one part each. */
  missing: string[];
}

/** The roles that an app of this kind takes, or has begun to take, none of which it qualifies for. */
export function incompleteRoles({ category, facts }: AuditContext): IncompleteRole[] {
  const { manifest } = facts;
  if (manifest === null) return [];
  const id = category?.id ?? '';
  const own = ROLES_OF_CATEGORY[id] ?? [];
  const begun = [...own, ...(MAY_BEGIN.has(id) ? BEGINNABLE : [])].filter((role) => {
    const missing = missingForRole(manifest, role).length;
    return missing > 0 && missing < roleParts(manifest, role);
  });
  if (own.some((role) => missingForRole(manifest, role).length === 0)) return [];
  return (begun.length > 0 ? begun : own).map((role) => ({
    role,
    name: ROLE_NAMES[role],
    missing: missingForRole(manifest, role),
  }));
}

const MONITORING: Text = {
  en: 'If it openly watches over another person or a device of an organisation, declare so: meta-data isMonitoringTool in the application element',
  zh: '公开看护他人或管理机构设备的应用，应作出声明：在 application 元素中加入 isMonitoringTool 元数据',
};

const OTHERWISE: Text = { en: 'Otherwise remove the permission', zh: '否则应删除该权限' };

/**
 * The advice on a finding, led by what would lift the texts it rests on where the app is of the kind they except. What
 * Android's role lacks takes the place of advice to do without.
 */
export function withExceptions(
  judged: readonly Judgement[],
  advice: readonly string[],
  context: AuditContext,
): readonly string[] {
  const lifting = new Set(
    judged.flatMap(({ cited }) => cited.flatMap(({ clause }) => clause.unlessCapabilities ?? [])),
  );
  if (lifting.size === 0) return advice;
  const { lang } = context.request;
  const roles = incompleteRoles(context)
    .filter(({ role }) => [...lifting].some((capability) => ROLE_CAPABILITIES[capability] === role))
    .map(({ name, missing }) => textIn(roleAdvice(name, missing), lang));
  if (roles.length > 0) return [...roles, textIn(OTHERWISE, lang)];
  return lifting.has('monitoring-tool') ? [textIn(MONITORING, lang), ...advice] : advice;
}

function roleAdvice(name: Text, missing: readonly string[]): Text {
  return {
    en: `Let Android offer it as the default ${name.en}: add ${missing.join('; ')}`,
    zh: `使 Android 可将其设为默认${name.zh ?? name.en}：补充 ${missing.join('；')}`,
  };
}
