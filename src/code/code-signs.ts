/** Calls behind which the use of an API can be out of sight. */
import type { HidingKind } from '../facts/facts.js';

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
  ...signs('dynamic-loading', 'dalvik.system.BaseDexClassLoader', '<init>', 'addDexPath'),
  ...signs('dynamic-loading', 'dalvik.system.DexFile', '<init>', 'loadDex', 'loadClass'),
  ...signs('reflection', 'java.lang.reflect.Method', 'invoke'),
  ...signs('reflection', 'java.lang.reflect.Constructor', 'newInstance'),
  ...signs('reflection', 'java.lang.Class', 'forName'),
  ...signs('reflection', 'java.lang.ClassLoader', 'loadClass'),
  ...signs(
    'reflection',
    'java.lang.invoke.MethodHandles$Lookup',
    'findConstructor',
    'findSpecial',
    'findStatic',
    'findVirtual',
    'unreflect',
  ),
  ...signs('native-code', 'java.lang.System', 'loadLibrary', 'load'),
  ...signs('native-code', 'java.lang.Runtime', 'loadLibrary', 'load', 'exec'),
  ...signs('native-code', 'java.lang.ProcessBuilder', 'start'),
  // Code that Play delivers later is not in the package.
  ...signs('dynamic-loading', 'com.google.android.play.core.splitinstall.SplitInstallManager', 'startInstall'),
  // What a page does is told by its scripts, which may come from anywhere.
  ...signs('webview', 'android.webkit.WebSettings', 'setJavaScriptEnabled'),
  ...signs('webview', 'com.tencent.smtt.sdk.WebSettings', 'setJavaScriptEnabled'),
  ...signs('webview-bridge', 'android.webkit.WebView', 'addJavascriptInterface'),
  ...signs('webview-bridge', 'androidx.webkit.WebViewCompat', 'addWebMessageListener'),
  ...signs('webview-bridge', 'com.tencent.smtt.sdk.WebView', 'addJavascriptInterface'),
];
