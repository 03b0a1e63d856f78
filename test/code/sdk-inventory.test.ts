/** Which SDKs an app has: none that only its stub, or a part that others bring along, is there of. */
import { describe, expect, it } from 'vitest';
import { all, call, loadString, makeNew, type Code } from '../../fixtures/dex/code.js';
import { writeDex } from '../../fixtures/dex/dex-writer.js';
import type { SdkLookup } from '../../src/code/knowledge.js';
import { apkOf, codeOf, MAP } from './helpers.js';

const sdkOf =
  (kind: string, marks?: readonly string[]): SdkLookup =>
  (name) =>
    name.startsWith('com.ads.') ? { id: 'ads', name: 'Ads', team: null, kind, ...(marks && { marks }) } : null;

type Classes = Readonly<Record<string, Readonly<Record<string, Code | null>>>>;

/** The SDKs of an app with these classes, each with the code of its methods. */
function sdksOf(classes: Classes, lookup: SdkLookup = sdkOf('advertising')): string[] {
  const specs = Object.entries(classes).map(([name, methods]) => ({
    name: `L${name.replaceAll('.', '/')};`,
    methods: Object.entries(methods).map(([method, code]) =>
      code === null ? { name: method } : { name: method, code },
    ),
  }));
  const entries = [{ name: 'classes.dex', data: writeDex({ classes: specs }).bytes }];
  const options = { codeKnowledge: { apiMap: MAP, sdkOf: lookup } };
  return codeOf(apkOf({ requests: [], entries }), options).sdks.map(({ id }) => id);
}

const NOTHING: Code = () => [0x0e];
const ANSWER = all(call('Ljava/util/Collections;', 'emptyList'), makeNew('Ljava/lang/Object;'), loadString('off'));

describe('an SDK', () => {
  it.each<[string, Code, string[]]>([
    ['does nothing', NOTHING, []],
    ['gives an empty answer', ANSWER, []],
    ['calls its own', call('Lcom/ads/Listener;', 'failed'), []],
    ['logs that it is off', call('Landroid/util/Log;', 'w'), []],
    ['checks parameters as Kotlin does', call('Lkotlin/jvm/internal/Intrinsics;', 'checkNotNull'), []],
    ['asks the platform', call('Landroid/telephony/TelephonyManager;', 'getDeviceId'), ['ads']],
    ['asks a class that a shrinker renamed', call('La/b;', 'c'), ['ads']],
    ['opens a file', call('Lkotlin/io/FilesKt;', 'readText'), ['ads']],
    ['loads a library', call('Ljava/lang/System;', 'loadLibrary'), ['ads']],
    ['starts a thread', call('Ljava/lang/Thread;', 'start'), ['ads']],
    ['works in the background', call('Ljava/util/concurrent/Executors;', 'newCachedThreadPool'), ['ads']],
    ['reflects', call('Ljava/lang/reflect/Method;', 'invoke'), ['ads']],
  ])('that %s', (_, code, expected) => {
    expect(sdksOf({ 'com.ads.Sdk': { start: code }, 'com.ads.Other': { stop: NOTHING } })).toEqual(expected);
    expect(sdksOf({ 'com.ads.A': { stop: NOTHING }, 'com.ads.Sdk': { start: code } })).toEqual(expected);
  });

  it('whose classes have no code at all may be one: a shrinker left names', () => {
    expect(sdksOf({ 'com.ads.Sdk': {} })).toEqual(['ads']);
  });

  it('that is written in native code does something', () => {
    expect(sdksOf({ 'com.ads.Sdk': { start: null, stop: NOTHING } })).toEqual(['ads']);
  });

  it('that is a library need not do anything but compute', () => {
    expect(sdksOf({ 'com.ads.Sdk': { start: ANSWER } }, sdkOf('framework'))).toEqual(['ads']);
    expect(sdksOf({ 'com.ads.Sdk': { start: ANSWER } }, sdkOf('development'))).toEqual([]);
  });

  it('has one of its marks, where others bring a part of it along', () => {
    const works = { start: call('Landroid/os/Vibrator;', 'vibrate') };
    const marked = sdkOf('advertising', ['com.ads.Service', 'com.ads.Other']);
    expect(sdksOf({ 'com.ads.Part': works }, marked)).toEqual([]);
    expect(sdksOf({ 'com.ads.Service$1': works }, marked)).toEqual([]);
    expect(sdksOf({ 'com.ads.Part': works, 'com.ads.Service': {} }, marked)).toEqual(['ads']);
    expect(sdksOf({ 'com.ads.Service': { stop: NOTHING } }, marked)).toEqual([]);
  });
});
