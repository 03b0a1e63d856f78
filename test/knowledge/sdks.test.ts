import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sdkCatalog, sdkOf, type Sdk, type SdkCatalog } from '../../src/knowledge/index.js';
import { prefixProblem, sdkProblems } from '../../scripts/lib/sdk-problems.mjs';
import { SDK_PURPOSES } from '../../src/knowledge/sdks.js';

/** An entry as the catalogue of the repository has it: with who says so. */
type SourcedSdk = Sdk & { readonly url?: string; readonly sources: readonly string[] };

const written = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../rules/catalog/sdks.json', import.meta.url)), 'utf8'),
) as Omit<SdkCatalog, 'sdks'> & { readonly sdks: readonly SourcedSdk[] };

describe('the SDK catalogue', () => {
  it('is the one of the repository but for where its entries come from, and without any problem', () => {
    const sdks = written.sdks.map(({ url: _url, sources: _sources, ...sdk }) => sdk);
    expect(sdkCatalog()).toEqual({ ...written, sdks });
    expect(sdkProblems(written, SDK_PURPOSES)).toEqual([]);
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

  it.each([
    ['AdMob', 'com.google.android.gms.ads.AdView', 'google-ads'],
    ['the advertising id alone', 'com.google.android.gms.ads.identifier.AdvertisingIdClient', 'google-play-services'],
    ['what begins like an exception', 'com.google.android.gms.ads.identifiers.A', 'google-ads'],
    ['old AdMob', 'com.google.ads.AdView', 'google-ads'],
    ['IMA', 'com.google.ads.interactivemedia.v3.api.AdsLoader', 'google-ima'],
    ['neither', 'com.google.ads.other.Thing', undefined],
    ['a sign-in', 'com.google.android.gms.auth.api.signin.GoogleSignInClient', 'google-sign-in'],
    ['no sign-in', 'com.google.android.gms.auth.api.phone.SmsRetriever', 'google-play-services'],
    ['Analytics', 'com.google.firebase.analytics.FirebaseAnalytics', 'firebase-analytics'],
    ['the interface to it', 'com.google.firebase.analytics.connector.AnalyticsConnector', 'firebase'],
    ['the Facebook SDK', 'com.facebook.FacebookSdk', 'facebook'],
    ['its resources', 'com.facebook.common.R$id', 'facebook'],
    ['Fresco', 'com.facebook.common.references.CloseableReference', 'fresco'],
    ['React Native', 'com.facebook.react.bridge.ReactContext', 'react-native'],
    ['something else of Meta', 'com.facebook.orca.Main', undefined],
    ['Quattro', 'com.qwapi.adclient.android.view.QWAdView', 'qwapi'],
    ['json-simple', 'org.json.simple.JSONObject', 'json-simple'],
    ['an app', 'biz.neoline.android.reader.Main', undefined],
    ['the TikTok app', 'com.tiktok.plus.Main', undefined],
    ['Mob without ShareSDK', 'com.mob.commons.Authorizer', 'mob-commons'],
  ])('tells %s', (_, className, id) => {
    expect(sdkOf(className)?.id).toBe(id);
  });

  it.each([
    ['credolab', 'credit-scoring'],
    ['juicyscore', 'credit-scoring'],
    ['adjust', 'attribution'],
    ['radar', 'location-data'],
    ['tongdun', 'risk'],
    ['facetec', 'identity-check'],
    ['google-sign-in', 'sign-in'],
    ['bugly', 'crash-reports'],
    ['qwapi', 'advertising'],
    ['json-simple', 'framework'],
  ])('tells what %s is for', (id, purpose) => {
    expect(sdkCatalog().sdks.find((sdk) => sdk.id === id)?.purpose).toBe(purpose);
  });

  it.each([
    ['an app of a maker of SDKs', 'com.shopkick.app.Main'],
    ['an app for loans that has the name of a scoring SDK', 'com.lenddo.mobile.paylater.Main'],
    ['an app of a maker of location SDKs', 'com.yinzcam.nba.Main'],
    ['what only begins like a tracker', 'com.radarsdk.Main'],
    ['the speed test itself', 'com.ookla.speedtestapp.Main'],
  ])('knows nobody for %s', (_, className) => {
    expect(sdkOf(className)).toBeNull();
  });

  it('has the purposes of the schema of reports', () => {
    const schema = readFileSync(fileURLToPath(new URL('../../schema/report.schema.json', import.meta.url)), 'utf8');
    const [, list = '[]'] = /"purpose": \{[^}]*"enum": (\[[^\]]*\])/.exec(schema) ?? [];
    expect(JSON.parse(list)).toEqual(Object.keys(SDK_PURPOSES));
  });

  it('says in the docs how many SDKs it has, by purpose and maker', () => {
    const docs = readFileSync(fileURLToPath(new URL('../../docs/code-evidence-sources.md', import.meta.url)), 'utf8');
    const rows = Object.keys(SDK_PURPOSES).map((purpose) => {
      const sdks = written.sdks.filter((sdk) => sdk.purpose === purpose);
      const known = sdks.filter(({ sources }) => sources.includes('review'));
      const makers = new Set(known.map(({ team, id }) => team ?? id));
      return [purpose, sdks.length, known.length, makers.size].join(' | ');
    });
    const table = docs.split('\n').filter((line) => /^\|( [^|]+ \|){4}$/.test(line));
    const told = table.map((line) =>
      line
        .slice(2, -2)
        .split('|')
        .map((cell) => cell.trim())
        .join(' | '),
    );
    expect(rows.filter((row) => !told.includes(row))).toEqual([]);
    const seen = readFileSync(fileURLToPath(new URL('../../rules/catalog/sdks-known.yaml', import.meta.url)), 'utf8');
    const lookedUp = seen.match(/seen: code/g)?.length ?? 0;
    expect(docs).toContain(`The package of ${lookedUp} of them was looked up in public code`);
  });

  it('takes the very package, else the longest one, as a search through all of them does', () => {
    const { sdks } = sdkCatalog();
    const packages = sdks.flatMap(({ id, prefixes, except = [] }) => [
      ...prefixes.map((prefix) => ({ id, prefix, not: false })),
      ...except.map((prefix) => ({ id, prefix, not: true })),
    ]);
    const whole = new Map(sdks.flatMap(({ id, packages: names = [] }) => names.map((name) => [name, id])));
    const expected = (className: string): string | null => {
      const own = whole.get(className.slice(0, Math.max(0, className.lastIndexOf('.'))));
      if (own !== undefined) return own;
      const around = packages
        .filter(({ prefix }) => className.startsWith(`${prefix}.`))
        .sort((a, b) => b.prefix.length - a.prefix.length);
      const [first] = around;
      if (first?.not !== true) return first?.id ?? null;
      return around.find(({ id, not }) => !not && id !== first.id)?.id ?? null;
    };
    const label = fc.constantFrom('ads', 'sdk', 'android', 'gms', 'x', 'Main$1', '');
    const name = fc
      .tuple(
        fc.constantFrom(...packages.map(({ prefix }) => prefix), ...whole.keys(), 'com', 'a'),
        fc.array(label, { maxLength: 4 }),
      )
      .map(([prefix, labels]) => [prefix, ...labels].join('.'));
    fc.assert(fc.property(name, (className) => (sdkOf(className)?.id ?? null) === expected(className)));
  });

  it('looks at no more of a name than its first labels', () => {
    expect(sdkOf(`com.appsflyer.${'a.'.repeat(1_000_000)}Lib`)?.id).toBe('appsflyer');
    expect(sdkOf('.'.repeat(1_000_000))).toBeNull();
  });
});

describe('sdkProblems', () => {
  const sdk: SourcedSdk = {
    id: 'a',
    name: 'A',
    team: null,
    kind: 'other',
    purpose: 'other',
    prefixes: ['com.a.ads'],
    sources: ['libradar'],
  };
  const catalogOf = (...sdks: Sdk[]): SdkCatalog => ({
    provenance: { generator: 'g', licence: 'l', sources: ['s'] },
    sdks,
  });

  it('finds nothing wrong with a good catalogue', () => {
    expect(sdkProblems(catalogOf(sdk), SDK_PURPOSES)).toEqual([]);
  });

  it('finds one package with two owners', () => {
    expect(sdkProblems(catalogOf(sdk, { ...sdk, id: 'b' }), SDK_PURPOSES)).toEqual([
      'com.a.ads: belongs to a and to b',
    ]);
  });

  it.each<[string, Sdk, string]>([
    ['an id', { ...sdk, id: 'A b' }, 'not an id'],
    ['a purpose', { ...sdk, purpose: 'ads' as 'other' }, 'unknown purpose ads'],
    ['a purpose of every object', { ...sdk, purpose: 'toString' as 'other' }, 'unknown purpose toString'],
    ['a kind of another purpose', { ...sdk, kind: 'risk' }, 'other is not of the kind risk'],
    ['a known SDK without a page that says so', { ...sdk, sources: ['review'] }, 'names no page that says so'],
    ['a known SDK with a page that is none', { ...sdk, sources: ['review'], url: 'a.com' }, 'names no page'],
    ['no package', { ...sdk, prefixes: [] }, 'no prefix'],
    ['an exception from nothing', { ...sdk, except: ['com.b.x'] }, 'has no com.b.x to except'],
    ['a whole package as an exception', { ...sdk, except: ['com.a.ads'] }, 'has no com.a.ads to except'],
    ['an exception that is no package', { ...sdk, except: ['com.a.ads.'] }, 'com.a.ads.: not a package name'],
    ['unsorted packages', { ...sdk, prefixes: ['com.b.x', 'com.a.x'] }, 'not sorted'],
    ['no source', { ...sdk, sources: [] }, 'no source'],
  ])('finds %s', (_, wrong, problem) => {
    expect(sdkProblems(catalogOf(wrong), SDK_PURPOSES).join('\n')).toContain(problem);
  });

  const inside: Sdk = { ...sdk, id: 'b', prefixes: ['com.a.ads.b'] };
  it.each<[string, Sdk, Sdk, string[]]>([
    ['another maker', { ...sdk, team: 'A' }, { ...inside, team: 'B' }, ['com.a.ads.b of b: lies in a package of a']],
    ['two that nobody knows the makers of', sdk, inside, ['com.a.ads.b of b: lies in a package of a']],
    [
      'classes of another maker in the very package',
      { ...sdk, team: 'A' },
      { ...inside, team: 'B', prefixes: [], packages: ['com.a.ads'] },
      ['com.a.ads of b: lies in a package of a'],
    ],
    ['one maker', { ...sdk, team: 'A' }, { ...inside, team: 'A' }, []],
    [
      'an exception that another SDK has',
      { ...sdk, team: 'A', except: ['com.a.ads.b'] },
      { ...inside, team: 'A' },
      ['a: com.a.ads.b has an owner, and needs no exception'],
    ],
    ['names that only begin alike', { ...sdk, team: 'A' }, { ...inside, team: 'B', prefixes: ['com.a.adsb'] }, []],
  ])('of packages in packages: %s', (_, outer, inner, problems) => {
    const found = sdkProblems(catalogOf(outer, inner), SDK_PURPOSES);
    expect(found).toHaveLength(problems.length);
    for (const [at, problem] of problems.entries()) expect(found[at]).toContain(problem);
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
