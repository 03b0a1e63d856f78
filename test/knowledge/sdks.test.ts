import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sdkCatalog, sdkOf, type Sdk, type SdkCatalog } from '../../src/knowledge/index.js';
import { prefixProblem, sdkProblems } from '../../scripts/lib/sdk-problems.mjs';
import { SDK_KINDS } from '../../src/knowledge/sdks.js';

describe('the SDK catalogue', () => {
  it('is the one of the repository, and without any problem', () => {
    const path = fileURLToPath(new URL('../../rules/catalog/sdks.json', import.meta.url));
    expect(sdkCatalog()).toEqual(JSON.parse(readFileSync(path, 'utf8')));
    expect(sdkProblems(sdkCatalog(), SDK_KINDS)).toEqual([]);
    expect(sdkCatalog().sdks.length).toBeGreaterThan(500);
  });

  it('finds each SDK by each of its packages, and by nothing that only begins alike', () => {
    for (const sdk of sdkCatalog().sdks) {
      for (const prefix of sdk.prefixes) {
        expect(sdkOf(`${prefix}.Some$1`)?.id).toBe(sdk.id);
        expect(sdkOf(`${prefix}Xyz.Some`)?.id).not.toBe(sdk.id);
      }
    }
  });

  it.each([
    ['com.appsflyer.AppsFlyerLib', 'appsflyer', 'analytics'],
    ['com.adjust.sdk.Adjust', 'adjust', 'analytics'],
    ['io.branch.referral.Branch', 'branch', 'analytics'],
    ['com.facebook.FacebookActivity', 'facebook', 'social'],
    ['com.facebook.ads.AdView', 'meta-audience-network', 'advertising'],
    ['com.facebook.react.ReactActivity', 'react-native', 'framework'],
    ['com.applovin.impl.sdk.AppLovinSdkImpl', 'applovin', 'advertising'],
    ['com.unity3d.services.ads.UnityAds', 'unity-ads', 'advertising'],
    ['com.unity3d.player.UnityPlayer', 'unity', 'game'],
    ['com.ironsource.sdk.Events', 'ironsource', 'advertising'],
    ['com.vungle.warren.Vungle', 'vungle', 'advertising'],
    ['com.inmobi.sdk.InMobiSdk', 'inmobi', 'advertising'],
    ['com.mbridge.msdk.out.MBridgeSDKFactory', 'mintegral', 'advertising'],
    ['com.bytedance.sdk.openadsdk.TTAdSdk', 'pangle', 'advertising'],
    ['com.umeng.analytics.MobclickAgent', 'umeng', 'analytics'],
    ['com.umeng.message.UmengService', 'umeng-push', 'push'],
    ['cn.jpush.android.api.JPushInterface', 'jpush', 'push'],
    ['com.igexin.sdk.PushManager', 'getui', 'push'],
    ['com.tencent.bugly.crashreport.CrashReport', 'bugly', 'crash'],
    ['com.tencent.android.tpush.XGPushManager', 'tpns', 'push'],
    ['com.baidu.mobads.sdk.api.AppActivity', 'baidu-ads', 'advertising'],
    ['com.baidu.location.LocationClient', 'baidu-map', 'map'],
    ['credoapp.CredoAppService', 'credolab', 'risk'],
    ['com.google.android.gms.ads.AdView', 'google-ads', 'advertising'],
    ['com.google.android.gms.common.api.GoogleApi', 'google-play-services', 'framework'],
    ['com.google.android.gms.measurement.AppMeasurement', 'firebase-analytics', 'analytics'],
    ['com.google.firebase.FirebaseApp', 'firebase', 'cloud'],
    ['com.huawei.hms.location.LocationServices', 'huawei-location', 'map'],
    ['com.huawei.hms.common.HuaweiApi', 'hms-core', 'framework'],
    ['com.yandex.metrica.YandexMetrica', 'yandex-metrica', 'analytics'],
    ['com.moengage.core.MoEngage', 'moengage', 'analytics'],
    ['com.clevertap.android.sdk.CleverTapAPI', 'clevertap', 'analytics'],
    ['androidx.core.content.FileProvider', 'androidx', 'framework'],
    ['android.support.v4.content.FileProvider', 'androidx', 'framework'],
    ['kotlin.collections.CollectionsKt', 'kotlin', 'framework'],
    ['okhttp3.OkHttpClient$Builder', 'okhttp', 'framework'],
  ])('knows whose %s is', (className, id, kind) => {
    expect(sdkOf(className)).toMatchObject({ id, kind });
  });

  it.each([
    ['an app', 'com.example.app.MainActivity'],
    ['a package of many makers', 'com.google.android.SomeApp'],
    ['another app of a maker of SDKs', 'com.tencent.mobileqq.Main'],
    ['a name that begins alike', 'com.appsflyerish.Tracker'],
    ['a class beside a package', 'com.appsflyer'],
    ['the platform', 'android.app.Activity'],
    ['an obfuscated name', 'a.b.c'],
    ['the default package', 'Main'],
    ['a name with nothing before its dot', '.com.appsflyer.Lib'],
    ['nothing', ''],
  ])('knows nobody for %s', (_, className) => {
    expect(sdkOf(className)).toBeNull();
  });

  it('takes the longest package, as a search through all of them does', () => {
    const packages = sdkCatalog().sdks.flatMap(({ id, prefixes }) => prefixes.map((prefix) => ({ id, prefix })));
    const label = fc.constantFrom('ads', 'sdk', 'android', 'gms', 'x', 'Main$1', '');
    const name = fc
      .tuple(fc.constantFrom(...packages.map(({ prefix }) => prefix), 'com', 'a'), fc.array(label, { maxLength: 4 }))
      .map(([prefix, labels]) => [prefix, ...labels].join('.'));
    fc.assert(
      fc.property(name, (className) => {
        const [longest] = packages
          .filter(({ prefix }) => className.startsWith(`${prefix}.`))
          .sort((a, b) => b.prefix.length - a.prefix.length);
        return (sdkOf(className)?.id ?? null) === (longest?.id ?? null);
      }),
    );
  });

  it('looks at no more of a name than its first labels', () => {
    expect(sdkOf(`com.appsflyer.${'a.'.repeat(1_000_000)}Lib`)?.id).toBe('appsflyer');
    expect(sdkOf('.'.repeat(1_000_000))).toBeNull();
  });
});

describe('sdkProblems', () => {
  const sdk: Sdk = { id: 'a', name: 'A', team: null, kind: 'other', prefixes: ['com.a.ads'], sources: ['review'] };
  const catalogOf = (...sdks: Sdk[]): SdkCatalog => ({
    provenance: { generator: 'g', licence: 'l', sources: ['s'] },
    sdks,
  });

  it('finds nothing wrong with a good catalogue', () => {
    expect(sdkProblems(catalogOf(sdk), SDK_KINDS)).toEqual([]);
  });

  it('finds one package with two owners', () => {
    expect(sdkProblems(catalogOf(sdk, { ...sdk, id: 'b' }), SDK_KINDS)).toEqual(['com.a.ads: belongs to a and to b']);
  });

  it.each([
    ['an id', { ...sdk, id: 'A b' }, 'not an id'],
    ['a kind', { ...sdk, kind: 'ads' as 'other' }, 'unknown kind ads'],
    ['no package', { ...sdk, prefixes: [] }, 'no prefix'],
    ['unsorted packages', { ...sdk, prefixes: ['com.b.x', 'com.a.x'] }, 'not sorted'],
    ['no source', { ...sdk, sources: [] }, 'no source'],
  ])('finds %s', (_, wrong, problem) => {
    expect(sdkProblems(catalogOf(wrong), SDK_KINDS).join('\n')).toContain(problem);
  });

  it.each([
    ['com', 'a single label'],
    ['ads', 'a single label'],
    ['com.google', 'shared by many'],
    ['com.google.android', 'shared by many'],
    ['com.android', 'shared by many'],
    ['android.app', 'the platform itself'],
    ['java.util', 'the platform itself'],
    ['com.a.', 'not a package name'],
    ['com/a/ads', 'not a package name'],
  ])('refuses %s', (prefix, problem) => {
    expect(prefixProblem(prefix)).toBe(problem);
  });

  it.each(['android.support', 'android.arch', 'kotlin', 'com.appsflyer', 'javax.mail'])('takes %s', (prefix) => {
    expect(prefixProblem(prefix)).toBeNull();
  });
});
