/** Code that nothing calls, and all the ways in which something may lead to it. */
import { describe, expect, it } from 'vitest';
import { all, call, loadClass, loadString, makeNew, readStatic, type Code } from '../../fixtures/dex/code.js';
import { writeDex, type ClassSpec, type DexSpec } from '../../fixtures/dex/dex-writer.js';
import type { ZipEntrySpec } from '../../fixtures/hostile/zip-writer.js';
import { apkOf, codeOf, dexEntry, of, verdicts } from './helpers.js';

const MAIN = 'Lcom/example/evidence/Main;';
const MESSENGER = 'Lcom/example/evidence/Messenger;';
const send = call('Landroid/telephony/SmsManager;', 'sendTextMessage');
const nothing: Code = () => [0x0e];

const classOf = (name: string, code: Code, more: Partial<ClassSpec> = {}): ClassSpec => ({
  name,
  methods: [{ name: 'run', code }],
  ...more,
});

interface Spec {
  main?: Code;
  mainMore?: Partial<ClassSpec>;
  others?: readonly ClassSpec[];
  entries?: readonly ZipEntrySpec[];
  dex?: Partial<DexSpec>;
  messenger?: string;
}

/** What is told of SEND_SMS, which a class that the manifest does not name uses. */
function told({ main = nothing, mainMore, others = [], entries = [], dex, messenger = MESSENGER }: Spec): string {
  const classes = [classOf(MAIN, main, mainMore), classOf(messenger, send), ...others];
  const data = writeDex({ ...dex, classes }).bytes;
  const bytes = apkOf({
    requests: ['SEND_SMS'],
    launcher: 'com.example.evidence.Main',
    entries: [{ name: 'classes.dex', data }, ...entries],
  });
  return of(codeOf(bytes), 'SEND_SMS').use;
}

const file = (name: string, text: string | Uint8Array): ZipEntrySpec => ({
  name,
  data: Buffer.from(text),
  deflate: true,
});

describe('code that nothing calls', () => {
  it('is no use of a permission, and is told', () => {
    expect(told({})).toBe('uncalled');
  });

  it('stays so where its like call one another', () => {
    const copy = classOf('Lcom/example/evidence/Copy;', all(makeNew(MESSENGER), send));
    expect(told({ others: [copy] })).toBe('uncalled');
  });

  it('does not hide a use beside it, nor add to it', () => {
    const copies = Array.from({ length: 20 }, (_, at) => classOf(`Lcom/example/evidence/Copy${at};`, send));
    const dex = writeDex({ classes: [classOf(MAIN, send), ...copies] }).bytes;
    const bytes = apkOf({
      requests: ['SEND_SMS'],
      launcher: 'com.example.evidence.Main',
      entries: [{ name: 'classes.dex', data: dex }],
    });
    const evidence = of(codeOf(bytes), 'SEND_SMS');
    expect(evidence.use).toBe('used');
    expect(evidence.owners).toMatchObject([{ sites: 21, strongSites: 1 }]);
    expect(evidence.sites[0]?.callerClass).toBe('com.example.evidence.Main');
  });

  it('is no use without a request', () => {
    const dex = writeDex({ classes: [classOf(MAIN, nothing), classOf(MESSENGER, send)] }).bytes;
    const entries = [{ name: 'classes.dex', data: dex }];
    expect(verdicts(codeOf(apkOf({ requests: [], launcher: 'com.example.evidence.Main', entries })))).toEqual([]);
  });

  it.each<[string, Spec]>([
    ['makes it', { main: makeNew(MESSENGER) }],
    ['calls it', { main: call(MESSENGER, 'run') }],
    ['reads a field of it', { main: readStatic(MESSENGER, 'INSTANCE') }],
    ['names it as a class', { main: loadClass(MESSENGER) }],
    ['makes an array of it', { main: loadClass(`[[${MESSENGER}`) }],
    ['extends it', { mainMore: { superclass: MESSENGER } }],
    ['implements it', { mainMore: { interfaces: [MESSENGER] } }],
    ['has its name', { main: loadString('com.example.evidence.Messenger') }],
    ['has its name with slashes', { main: loadString('com/example/evidence/Messenger') }],
    ['has its descriptor', { main: loadString(MESSENGER) }],
    ['has it as a value', { mainMore: { statics: [{ name: 'NAME', value: 'com.example.evidence.Messenger' }] } }],
    ['has its package to put names after', { main: loadString('com.example.evidence.') }],
    [
      'makes what makes it',
      {
        main: makeNew('Lcom/example/evidence/Maker;'),
        others: [classOf('Lcom/example/evidence/Maker;', makeNew(MESSENGER))],
      },
    ],
  ])('is called where a class that Android starts %s', (_, spec) => {
    expect(told(spec)).toBe('used');
  });

  it('is not where a class has only the name of the app', () => {
    expect(told({ main: loadString('com.example.evidence') })).toBe('uncalled');
  });

  it('is called where its package is a registry that code names', () => {
    const registry = { messenger: 'Lcom/router/routes/Messenger;', main: loadString('com.router.routes') };
    expect(told(registry)).toBe('used');
  });

  it('is called where a generator has it beside a class in use', () => {
    for (const name of ['Main_Impl', 'Main$$ViewBinder', 'Main$Companion']) {
      expect(told({ messenger: `Lcom/example/evidence/${name};` })).toBe('used');
    }
    expect(told({ messenger: 'Lcom/example/evidence/Main$Nested;' })).toBe('uncalled');
    expect(told({ messenger: 'Lcom/example/evidence/Other_Impl;' })).toBe('uncalled');
  });

  it('is called by a method handle', () => {
    const handles = [{ kind: 4, owner: MESSENGER, name: 'run' }];
    const dex = { version: '039', handles, callSites: [[0]] };
    expect(told({ main: () => [0xfe, 0, 0x0e], dex })).toBe('used');
    expect(told({ main: () => [0xfc, 0, 0, 0x0e], dex })).toBe('used');
  });

  it.each<[string, ZipEntrySpec]>([
    ['a layout', file('res/layout/main.xml', '\u001f\u001fcom.example.evidence.Messenger\0')],
    ['a layout in UTF-16', file('res/xml/prefs.xml', Buffer.from('\u001ecom.example.evidence.Messenger\0', 'utf16le'))],
    ['a length before it that is a letter', file('res/layout/a.xml', '\0AAcom.example.evidence.Messenger\0')],
    ["Cordova's config.xml", file('res/xml/config.xml', '<param name="p" value="com.example.evidence.Messenger"/>')],
    ['an asset', file('assets/plugins.json', '[{"classpath":"com.example.evidence.Messenger"}]')],
    ['a list of services', file('META-INF/services/java.lang.Runnable', '# all\ncom.example.evidence.Messenger\n')],
    ['a service of its own', file('META-INF/services/com.example.evidence.Messenger', 'x')],
    ['a native library', file('lib/arm64-v8a/libapp.so', '\0com/example/evidence/Messenger\0run\0')],
    ['a native method', file('lib/arm64-v8a/libapp.so', '\0Java_com_example_evidence_Messenger_run\0')],
  ])('is called where %s names it', (_, entry) => {
    expect(told({ entries: [entry] })).toBe('used');
  });

  it('is called by what a file names', () => {
    const others = [classOf('Lcom/example/evidence/View;', makeNew(MESSENGER))];
    const entries = [file('res/layout/main.xml', '\0com.example.evidence.View\0')];
    expect(told({ others, entries })).toBe('used');
  });

  it('may be called by code that Android does not load by itself', () => {
    const plugin = writeDex({ classes: [classOf('Lorg/plugin/Main;', call(MESSENGER, 'run'))] }).bytes;
    expect(told({ entries: [{ name: 'assets/plugin.bin', data: plugin }] })).toBe('used');
  });

  it('is told of no app that cannot be followed: nothing is started, or not all is there', () => {
    const dex = { name: 'classes.dex', data: writeDex({ classes: [classOf(MESSENGER, send)] }).bytes };
    const use = (more: object, ...entries: ZipEntrySpec[]): string =>
      of(codeOf(apkOf({ requests: ['SEND_SMS'], entries: [dex, ...entries], ...more })), 'SEND_SMS').use;
    expect(use({})).toBe('used');
    expect(use({ application: 'com.stub.StubApp' })).toBe('used');
    expect(told({ entries: [dexEntry('lib/arm64-v8a/libjiagu.so', 'evidence-1')] })).toBe('used');
  });
});
