import { describe, expect, it } from 'vitest';
import { call } from '../../fixtures/dex/code.js';
import { writeDex } from '../../fixtures/dex/dex-writer.js';
import { Owners } from '../../src/code/owners.js';
import { openInput } from '../../src/inputs/open-input.js';
import { sdkOf } from '../../src/knowledge/index.js';
import type { CodeKnowledge, SdkLookup } from '../../src/code/knowledge.js';
import { apkOf, codeOf, MAP, verdicts, type AppSpec } from './helpers.js';

function ownersOf(spec: Omit<AppSpec, 'requests'>, lookup: SdkLookup = sdkOf): Owners {
  return new Owners(openInput(apkOf({ requests: [], ...spec }), { identity: 'none' }), lookup);
}

/** Application classes and launcher activities that come with a tool, not with the app. */
const NOT_THE_APP = [
  'com.google.appinventor.components.runtime.multidex.MultiDexApplication',
  'io.makeroid.companion.App',
  'anywheresoftware.b4a.BA',
  'com.pairip.application.Application',
  'com.stub.StubApp',
  'com.qihoo.util.StubApp',
  'com.tencent.StubShell.TxAppEntry',
  'com.wrapper.proxyapplication.WrapperProxyApplication',
  'com.ali.mobisecenhance.StubApplication',
  'com.bangcle.protect.BcApplication',
  'com.secneo.apkwrapper.ApplicationWrapper',
  'com.secshell.secData.ApplicationWrapper',
  'com.SecShell.SecShell.ApplicationWrapper',
  'com.baidu.protect.StubApplication',
  'com.shell.SuperApplication',
  's.h.e.l.l.S',
  'com.netease.nis.wrapper.MyApplication',
  'com.payegis.ProxyApplication',
  'org.kivy.android.PythonActivity',
  'org.renpy.android.PythonActivity',
  'org.libsdl.app.SDLActivity',
  'org.beeware.android.MainActivity',
  'com.chaquo.python.android.PyApplication',
  'org.qtproject.qt5.android.bindings.QtApplication',
  'org.godotengine.godot.GodotApp',
  'com.google.androidgamesdk.GameActivity',
  'com.google.androidbrowserhelper.trusted.LauncherActivity',
  'com.yoyogames.runner.RunnerActivity',
  'com.epicgames.unreal.GameActivity',
  'com.tns.NativeScriptApplication',
  'com.uzmap.pkg.EntranceActivity',
  'com.codename1.impl.android.CodenameOneActivity',
  'com.embarcadero.firemonkey.FMXNativeActivity',
  'com.konylabs.android.KonyMain',
  'com.gluonhq.helloandroid.MainActivity',
  'com.unity3d.player.UnityPlayerActivity',
  'org.cocos2dx.lib.Cocos2dxActivity',
  'io.flutter.app.FlutterApplication',
  'io.dcloud.application.DCloudApplication',
  'org.appcelerator.titanium.TiApplication',
  'mono.android.app.Application',
  'com.adobe.air.AIRApplication',
  'com.ansca.corona.CoronaActivity',
  'com.tencent.tinker.loader.app.TinkerApplication',
  'androidx.multidex.MultiDexApplication',
  'android.support.multidex.MultiDexApplication',
];

describe('whose the code is, where something other than the app starts it', () => {
  it.each(NOT_THE_APP)('%s, as application class and as launcher activity', (className) => {
    const beside = `${className.slice(0, className.lastIndexOf('.'))}.Other`;
    for (const spec of [{ application: className }, { launcher: className }]) {
      const owners = ownersOf({ packageName: 'org.steps.counter', ...spec });
      expect(owners.ownerOf(className).kind).not.toBe('app');
      expect(owners.ownerOf(beside).kind).not.toBe('app');
      expect(owners.ownerOf('org.steps.counter.Main').kind).toBe('app');
    }
  });

  it('knows no other class of a package of which a packer has one class', () => {
    // com.shell is also the domain of a company.
    const owners = ownersOf({ packageName: 'org.steps.counter', application: 'com.shell.fuel.App' });
    expect(owners.ownerOf('com.shell.fuel.Map').kind).toBe('app');
  });

  it.each([
    ['com.unity3d.demo', 'com.unity3d.demo.Main', 'app'],
    ['com.unity3d.demo', 'com.unity3d.player.UnityPlayer', 'sdk'],
    ['org.kivy.launcher', 'org.kivy.launcher.Main', 'app'],
    ['org.kivy.launcher', 'org.kivy.android.PythonActivity', 'sdk'],
  ])("takes %s, the manifest's package, for the app's though a maker of frameworks has it: %s", (name, asked, kind) => {
    expect(ownersOf({ packageName: name }).ownerOf(asked).kind).toBe(kind);
  });
});

describe('use without a request, in code that the app did not write', () => {
  const KINDS = ['framework', 'game', 'media', 'ui', 'development', 'advertising', 'analytics', 'risk', 'security'];
  const ACTING = ['advertising', 'analytics', 'risk', 'security'];
  const dex = writeDex({
    classes: [
      {
        name: 'Lorg/engine/Host;',
        methods: [{ name: 'send', code: call('Landroid/telephony/SmsManager;', 'sendTextMessage') }],
      },
    ],
  }).bytes;

  it.each(KINDS)('counts for an SDK that acts by itself only: %s', (kind) => {
    const knowledge: CodeKnowledge = {
      apiMap: MAP,
      sdkOf: (name) => (name.startsWith('org.engine.') ? { id: 'engine', name: 'E', team: null, kind } : null),
    };
    const bytes = apkOf({
      requests: [],
      packageName: 'com.example.steps',
      application: 'org.engine.Host',
      launcher: 'org.engine.Host',
      entries: [{ name: 'classes.dex', data: dex }],
    });
    const code = codeOf(bytes, { codeKnowledge: knowledge });
    expect(verdicts(code)).toEqual(ACTING.includes(kind) ? ['SEND_SMS used-undeclared'] : []);
  });
});
