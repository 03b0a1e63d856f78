/**
 * Code that is in an app for whoever needs it, and that most apps which ship it never call: its sites are hints. What calls
 * it (a page, a script, native code) is not read, so that being in the package says nothing.
 */

/** Support libraries. (AppCompat's TwilightManager asks for the last known location only where the app may know it.) */
const SUPPORT_LIBRARIES: readonly string[] = [
  'android.support.v4.',
  'android.support.v7.',
  'android.support.v13.',
  'androidx.activity.',
  'androidx.appcompat.',
  'androidx.core.',
  'androidx.legacy.',
  'androidx.loader.',
  'com.google.android.gms.ads.identifier.',
  'kotlin.',
  'kotlinx.',
];

/**
 * What the core of a bridge or an engine brings into every app: the plugins that an app adds lie in packages of their own.
 * Confirmed in public code: react-native 0.59 (`ReactAndroid`, modules that `MainReactPackage` lists), SDL
 * (`SDLAudioManager.java`), Unity (`UnityPlayer` holds a `Camera2Wrapper` and a `TelephonyManager`).
 * From their makers' documentation alone: Capacitor up to 2 (`com.getcapacitor.plugin`), Corona, Adobe AIR, Codename One.
 */
const BRIDGES_AND_ENGINES: readonly string[] = [
  'com.facebook.react.modules.camera.',
  'com.facebook.react.modules.location.',
  'com.facebook.react.modules.netinfo.',
  'com.facebook.react.modules.permissions.',
  'com.facebook.react.modules.vibration.',
  'com.getcapacitor.',
  'com.reactnativecommunity.webview.',
  'com.unity3d.player.',
  'org.libsdl.app.',
  'org.godotengine.godot.',
  'com.ansca.corona.',
  'com.adobe.air.',
  'com.codename1.impl.android.',
];

/**
 * The core of Cordova (up to 2.9 with all its plugins, which every default `config.xml` names) and PhoneGap; later plugins
 * lie in packages below (`org.apache.cordova.camera`).
 */
const CORE_PACKAGES: ReadonlySet<string> = new Set(['org.apache.cordova', 'org.apache.cordova.engine', 'com.phonegap']);

const PREFIXES = [...SUPPORT_LIBRARIES, ...BRIDGES_AND_ENGINES];

/** Whether a class (`androidx.core.location.LocationManagerCompat`) is code whose presence says nothing of its use. */
export function isOfferedCode(className: string): boolean {
  if (PREFIXES.some((prefix) => className.startsWith(prefix))) return true;
  return CORE_PACKAGES.has(className.slice(0, Math.max(0, className.lastIndexOf('.'))));
}
