/** Calls behind which the use of an API can be out of sight. */
import type { HidingKind } from '../facts.js';

export interface CodeSign {
  readonly kind: HidingKind;
  readonly class: string;
  readonly name: string;
}

function signs(kind: HidingKind, className: string, ...names: readonly string[]): CodeSign[] {
  return names.map((name) => ({ kind, class: className, name }));
}

export const CODE_SIGNS: readonly CodeSign[] = [
  ...signs('dynamic-loading', 'dalvik.system.DexClassLoader', '<init>'),
  ...signs('dynamic-loading', 'dalvik.system.PathClassLoader', '<init>'),
  ...signs('dynamic-loading', 'dalvik.system.InMemoryDexClassLoader', '<init>'),
  ...signs('dynamic-loading', 'dalvik.system.DelegateLastClassLoader', '<init>'),
  ...signs('dynamic-loading', 'dalvik.system.BaseDexClassLoader', '<init>'),
  ...signs('dynamic-loading', 'dalvik.system.DexFile', '<init>', 'loadDex', 'loadClass'),
  ...signs('reflection', 'java.lang.reflect.Method', 'invoke'),
  ...signs('reflection', 'java.lang.reflect.Constructor', 'newInstance'),
  ...signs('reflection', 'java.lang.Class', 'forName'),
  ...signs('reflection', 'java.lang.ClassLoader', 'loadClass'),
  ...signs('native-code', 'java.lang.System', 'loadLibrary', 'load'),
  ...signs('native-code', 'java.lang.Runtime', 'loadLibrary', 'load', 'exec'),
  ...signs('native-code', 'java.lang.ProcessBuilder', 'start'),
  ...signs('webview-bridge', 'android.webkit.WebView', 'addJavascriptInterface'),
];
