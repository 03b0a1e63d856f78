/** Manifests as apps write them, and the components that well-behaved apps of several kinds have in common. */

export interface HonestApp {
  name: string;
  category: string;
  features?: string[];
  targetSdk?: 35 | 36;
  permissions: (string | [name: string, attributes: string])[];
  /** Inside `<application>`. */
  components?: string;
  /** Beside `<application>`. */
  queries?: string;
  /** The same app once it asks for more than it needs, and the rules that must say so. */
  twin: { permissions?: string[]; components?: string; verdict: 'review' | 'fail'; rules: string[] };
}

const fullName = (name: string): string => (name.includes('.') ? name : `android.permission.${name}`);

const LAUNCHER = `<activity android:name=".MainActivity" android:exported="true"><intent-filter>
      <action android:name="android.intent.action.MAIN"/><category android:name="android.intent.category.LAUNCHER"/>
    </intent-filter></activity>`;

/** An intent filter of these actions, categories and other elements. */
export function filter(actions: string[], categories: string[] = [], more = ''): string {
  const element = (tag: string, names: string[]): string =>
    names.map((name) => `<${tag} android:name="${name}"/>`).join('');
  return `<intent-filter>${element('action', actions)}${element('category', categories)}${more}</intent-filter>`;
}

/** A service that only the system may bind. */
export function bound(name: string, permission: string, action: string, metaData = ''): string {
  return `<service android:name=".${name}" android:permission="android.permission.${permission}" android:exported="true">${filter([action])}${metaData}</service>`;
}

/** A foreground service of these types, e.g. `location`. */
export function foreground(name: string, types: string): string {
  return `<service android:name=".${name}" android:foregroundServiceType="${types}" android:exported="false"/>`;
}

export function activity(name: string, ...filters: string[]): string {
  return `<activity android:name=".${name}" android:exported="true">${filters.join('')}</activity>`;
}

export const ACCESSIBILITY = bound(
  'Watcher',
  'BIND_ACCESSIBILITY_SERVICE',
  'android.accessibilityservice.AccessibilityService',
);
export const NOTIFICATION_LISTENER = bound(
  'Listener',
  'BIND_NOTIFICATION_LISTENER_SERVICE',
  'android.service.notification.NotificationListenerService',
);
export const VPN = bound('Tunnel', 'BIND_VPN_SERVICE', 'android.net.VpnService');
export const DEVICE_ADMIN = `<receiver android:name=".Admin" android:permission="android.permission.BIND_DEVICE_ADMIN" android:exported="true">${filter(['android.app.action.DEVICE_ADMIN_ENABLED'])}<meta-data android:name="android.app.device_admin" android:resource="@xml/admin"/></receiver>`;
export const LAUNCHABLE_APPS = `<intent><action android:name="android.intent.action.MAIN"/><category android:name="android.intent.category.LAUNCHER"/></intent>`;

/** The whole AndroidManifest.xml, of the app itself or of its twin. */
export function manifestOf(app: HonestApp, isTwin: boolean): string {
  const extra: Partial<HonestApp['twin']> = isTwin ? app.twin : {};
  const uses = [...app.permissions, ...(extra.permissions ?? [])].map((permission) => {
    const [name, attributes] = typeof permission === 'string' ? [permission, ''] : permission;
    return `  <uses-permission android:name="${fullName(name)}" ${attributes}/>`;
  });
  const { targetSdk = 36, components = '', queries = '' } = app;
  return `<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="org.example.${app.category}">
  <uses-sdk android:minSdkVersion="26" android:targetSdkVersion="${targetSdk}"/>
${uses.join('\n')}
  ${queries === '' ? '' : `<queries>${queries}</queries>`}
  <application android:label="${app.name}" android:allowBackup="false">
    ${LAUNCHER}
    ${components}${extra.components ?? ''}
  </application>
</manifest>
`;
}
