/** Apps whose own code is a page, a script or a library: which plugins they call, and what their frameworks only offer. */
import { describe, expect, it } from 'vitest';
import { all, call, loadString, makeNew, type Code } from '../../fixtures/dex/code.js';
import { writeDex, type ClassSpec } from '../../fixtures/dex/dex-writer.js';
import { buildXml } from '../../fixtures/hostile/axml-writer.js';
import { element, plain } from '../../fixtures/hostile/base.js';
import type { ZipEntrySpec } from '../../fixtures/hostile/zip-writer.js';
import { ownKnowledge } from '../../src/code/knowledge.js';
import type { CodeEvidence } from '../../src/facts/facts.js';
import { apkOf, codeOf, P } from './helpers.js';

const MAIN = 'Lcom/example/evidence/Main;';
const locate = call('Landroid/location/LocationManager;', 'requestLocationUpdates');
const openCamera = call('Landroid/hardware/camera2/CameraManager;', 'openCamera');
const record = call('Landroid/media/AudioRecord;', '<init>');
const nothing: Code = () => [0x0e];

const classOf = (name: string, code?: Code, more: Partial<ClassSpec> = {}): ClassSpec => ({
  name,
  ...more,
  // Without code the method is native.
  methods: [{ name: 'run', ...(code === undefined ? {} : { code }) }],
});

interface App {
  readonly classes: readonly ClassSpec[];
  readonly files?: readonly ZipEntrySpec[];
  readonly requests: readonly string[];
}

function evidenceOf({ classes, files = [], requests }: App): CodeEvidence {
  const data = writeDex({ classes }).bytes;
  const entries = [{ name: 'classes.dex', data }, ...files];
  const bytes = apkOf({ requests, launcher: 'com.example.evidence.Main', entries });
  return codeOf(bytes, { codeKnowledge: ownKnowledge() });
}

function told(app: App): string {
  const [request = ''] = app.requests;
  const found = evidenceOf(app).permissions.find(({ permission }) => permission === P(request));
  if (found === undefined) return 'nothing';
  return found.use === 'no-evidence' && found.strength === 'weak' ? 'hint' : found.use;
}

const file = (name: string, text: string): ZipEntrySpec => ({ name, data: Buffer.from(text), deflate: true });
const LOCATION = ['ACCESS_FINE_LOCATION'];

describe('React Native', () => {
  const GEOLOCATION = 'Lcom/reactnativecommunity/geolocation/GeolocationModule;';
  const PACKAGES = 'Lcom/facebook/react/PackageList;';
  const CORE = 'Lcom/facebook/react/modules/location/LocationModule;';
  const main = classOf(MAIN, makeNew(PACKAGES));
  const packages = (module: string): ClassSpec => classOf(PACKAGES, makeNew(module));
  const bundle = file('assets/index.android.bundle', 'navigator.geolocation.getCurrentPosition()');

  it.each<[string, readonly ClassSpec[], string]>([
    ['a module that the app adds', [main, packages(GEOLOCATION), classOf(GEOLOCATION, locate)], 'used'],
    ['a module that no list has', [main, packages('La/B;'), classOf(GEOLOCATION, locate)], 'uncalled'],
    ['a module of the core, in every app', [main, packages(CORE), classOf(CORE, locate)], 'hint'],
  ])('%s: %s', (_, classes, expected) => {
    expect(told({ classes, files: [bundle], requests: LOCATION })).toBe(expected);
  });

  it('asks for permissions without using them', () => {
    const permissions = 'Lcom/facebook/react/modules/permissions/PermissionsModule;';
    const ask = call('Landroid/content/Context;', 'checkSelfPermission');
    const classes = [main, packages(permissions), classOf(permissions, ask)];
    expect(told({ classes, files: [bundle], requests: LOCATION })).toBe('no-evidence');
  });
});

describe('Flutter', () => {
  const REGISTRANT = 'Lio/flutter/plugins/GeneratedPluginRegistrant;';
  const REGISTER = 'Lio/flutter/embedding/engine/plugins/util/GeneratedPluginRegister;';
  const PLUGIN = 'Lcom/baseflow/geolocator/GeolocatorPlugin;';
  const engine = classOf(REGISTER, loadString('io.flutter.plugins.GeneratedPluginRegistrant'));
  const main = classOf(MAIN, makeNew(REGISTER));

  it.each<[string, Code, string]>([
    ['a plugin that is registered', makeNew(PLUGIN), 'used'],
    ['a plugin that is not', nothing, 'uncalled'],
  ])('%s: %s', (_, registrant, expected) => {
    const classes = [main, engine, classOf(REGISTRANT, registrant), classOf(PLUGIN, locate)];
    expect(told({ classes, requests: LOCATION })).toBe(expected);
  });
});

describe('Unity', () => {
  const PLAYER = 'Lcom/unity3d/player/UnityPlayer;';
  const CAMERA = 'Lcom/unity3d/player/Camera2Wrapper;';
  const PLUGIN = 'Lcom/studio/bridge/Locator;';
  const main = classOf(MAIN, makeNew(PLAYER));

  it('offers the camera in every game', () => {
    const classes = [main, classOf(PLAYER, makeNew(CAMERA)), classOf(CAMERA, openCamera)];
    expect(told({ classes, requests: ['CAMERA'] })).toBe('hint');
  });

  it.each<[string, ZipEntrySpec, string]>([
    [
      'that the compiled scripts name',
      file('assets/bin/Data/Managed/Metadata/global-metadata.dat', '\u0000\u0003com.studio.bridge.Locator\u0000'),
      'used',
    ],
    ['that a native library names', file('lib/arm64-v8a/libgame.so', '\u0000com/studio/bridge/Locator\u0000'), 'used'],
    ['that nothing names', file('assets/bin/Data/data.unity3d', 'com.studio.other.Locator'), 'uncalled'],
  ])('calls a plugin %s', (_, entry, expected) => {
    const classes = [main, classOf(PLAYER, nothing), classOf(PLUGIN, locate)];
    expect(told({ classes, files: [entry], requests: LOCATION })).toBe(expected);
  });

  it('is the app itself where the app is named like the player', () => {
    const data = writeDex({ classes: [classOf('Lcom/unity3d/player/Main;', openCamera)] }).bytes;
    const bytes = apkOf({
      requests: ['CAMERA'],
      packageName: 'com.unity3d.player',
      launcher: 'com.unity3d.player.Main',
      entries: [{ name: 'classes.dex', data }],
    });
    expect(codeOf(bytes, { codeKnowledge: ownKnowledge() }).permissions[0]?.use).toBe('used');
  });
});

describe('other engines', () => {
  it.each([
    ['RECORD_AUDIO', 'Lorg/libsdl/app/SDLAudioManager;', record],
    ['CAMERA', 'Lcom/ansca/corona/CameraActivity;', openCamera],
    ['ACCESS_FINE_LOCATION', 'Lcom/adobe/air/Geolocation;', locate],
    ['ACCESS_FINE_LOCATION', 'Lcom/codename1/impl/android/AndroidLocationManager;', locate],
  ])('%s: what %s offers is a hint', (permission, owner, code) => {
    expect(told({ classes: [classOf(MAIN, makeNew(owner)), classOf(owner, code)], requests: [permission] })).toBe(
      'hint',
    );
  });
});

describe('Cordova', () => {
  const ACTIVITY = 'Lorg/apache/cordova/CordovaActivity;';
  const PLUGIN = 'Lorg/apache/cordova/geolocation/Geolocation;';
  const CORE = 'Lorg/apache/cordova/GeoBroker;';
  const main = classOf(MAIN, makeNew(ACTIVITY));
  const config = (value: string): ZipEntrySpec => {
    const param = element('param', [plain('name', 'android-package'), plain('value', value)]);
    const root = element('widget', [], [element('feature', [plain('name', 'Geolocation')], [param])]);
    return { name: 'res/xml/config.xml', data: buildXml({ root }), deflate: true };
  };

  it.each<[string, string, string, string]>([
    ['a plugin that its settings name', PLUGIN, 'org.apache.cordova.geolocation.Geolocation', 'used'],
    ['a plugin that they do not name', PLUGIN, 'org.apache.cordova.device.Device', 'uncalled'],
    ['what old cores bring, and default settings name', CORE, 'org.apache.cordova.GeoBroker', 'hint'],
  ])('%s', (_, owner, named, expected) => {
    const classes = [main, classOf(ACTIVITY, nothing), classOf(owner, locate)];
    expect(told({ classes, files: [config(named)], requests: LOCATION })).toBe(expected);
  });
});

describe('Capacitor', () => {
  const ACTIVITY = 'Lcom/getcapacitor/BridgeActivity;';
  const PLUGIN = 'Lcom/capacitorjs/plugins/geolocation/GeolocationPlugin;';
  const main = classOf(MAIN, nothing, { superclass: ACTIVITY });
  const list = (path: string): ZipEntrySpec =>
    file('assets/capacitor.plugins.json', JSON.stringify([{ pkg: '@capacitor/geolocation', classpath: path }]));

  it.each([
    ['com.capacitorjs.plugins.geolocation.GeolocationPlugin', 'used'],
    ['com.capacitorjs.plugins.device.DevicePlugin', 'uncalled'],
  ])('a plugin beside the list of %s: %s', (path, expected) => {
    const classes = [main, classOf(ACTIVITY, nothing), classOf(PLUGIN, locate)];
    expect(told({ classes, files: [list(path)], requests: LOCATION })).toBe(expected);
  });

  it('gives pages what they ask for in every app', () => {
    const client = 'Lcom/getcapacitor/BridgeWebChromeClient;';
    const grant = all(
      call('Landroid/webkit/PermissionRequest;', 'grant'),
      loadString('android.webkit.resource.VIDEO_CAPTURE'),
    );
    const classes = [main, classOf(ACTIVITY, makeNew(client)), classOf(client, grant)];
    expect(told({ classes, requests: ['CAMERA'] })).toBe('hint');
    expect(told({ classes: [classOf(MAIN, grant)], requests: ['CAMERA'] })).toBe('used');
  });
});

describe('MIT App Inventor', () => {
  const SENSOR = 'Lcom/google/appinventor/components/runtime/LocationSensor;';
  const component = (name: string): Code => loadString(`com.google.appinventor.components.runtime.${name}`);

  it.each([
    ['that a screen has', 'LocationSensor', 'used'],
    ['that no screen has', 'Button', 'uncalled'],
  ])('a component %s', (_, name, expected) => {
    const classes = [classOf(MAIN, component(name)), classOf(SENSOR, locate)];
    expect(told({ classes, requests: LOCATION })).toBe(expected);
  });
});

describe('Xamarin and .NET', () => {
  const WRAPPER = 'Lcrc64a1b2c3d4e5f607/LocationService;';
  const LIBRARY = 'Lcom/vendor/tracking/Tracker;';

  it('calls Android from code that is not read, and that is told', () => {
    const classes = [classOf(MAIN, makeNew(WRAPPER)), classOf(WRAPPER)];
    const files = [file('lib/arm64-v8a/libmonosgen-2.0.so', 'ELF'), file('assemblies/App.dll', 'MZ')];
    const code = evidenceOf({ classes, files, requests: LOCATION });
    expect(code.permissions.find(({ permission }) => permission === P('ACCESS_FINE_LOCATION'))).toMatchObject({
      use: 'no-evidence',
      strength: null,
    });
    expect(code.hiding.map(({ kind }) => kind)).toContain('native-code');
  });

  it.each([
    ['com/vendor/tracking/Tracker', 'used'],
    ['com/vendor/tracking/Other', 'uncalled'],
  ])('reaches a library that the type map names: %s', (name, expected) => {
    const classes = [classOf(MAIN, nothing), classOf(LIBRARY, locate)];
    const files = [file('lib/arm64-v8a/libxamarin-app.so', `\u0000${name}\u0000`)];
    expect(told({ classes, files, requests: LOCATION })).toBe(expected);
  });
});
