import { describe, expect, it } from 'vitest';
import { writeDex, type DexSpec } from '../../fixtures/dex/dex-writer.js';
import { open, scanAll } from './helpers.js';

const SMS = { owner: 'Landroid/telephony/SmsManager;', name: 'sendTextMessage' };
const URI = { owner: 'Landroid/provider/Telephony$Sms;', name: 'CONTENT_URI' };
const CONST_METHOD_HANDLE = 0xfe;
const INVOKE_CUSTOM = 0xfc;
const RETURN_VOID = 0x0e;

function dexOf(units: readonly number[], more: Partial<DexSpec>): Uint8Array {
  const classes = [{ name: 'La/B;', methods: [{ name: 'run', code: () => [...units, RETURN_VOID] }] }];
  return writeDex({ version: '039', classes, ...more }).bytes;
}

const sitesOf = (bytes: Uint8Array): string[] => scanAll(open(bytes)).sites;
const CALLS = ['La/B;->run calls Landroid/telephony/SmsManager;->sendTextMessage x1'];
const READS = ['La/B;->run reads Landroid/provider/Telephony$Sms;->CONTENT_URI x1'];

describe('method handles', () => {
  it.each([
    [0, URI, []],
    [1, URI, READS],
    [2, URI, []],
    [3, URI, READS],
    [4, SMS, CALLS],
    [5, SMS, CALLS],
    [6, SMS, CALLS],
    [7, SMS, CALLS],
    [8, SMS, CALLS],
    [9, SMS, []],
  ])('of kind %i', (kind, member, expected) => {
    const handles = [{ kind, ...member }];
    expect(sitesOf(dexOf([CONST_METHOD_HANDLE, 0], { handles }))).toEqual(expected);
    expect(sitesOf(dexOf([INVOKE_CUSTOM, 0, 0], { handles, callSites: [[0]] }))).toEqual(expected);
  });

  it('are all looked at that a call site is made with', () => {
    const handles = [
      { kind: 4, ...SMS },
      { kind: 1, ...URI },
    ];
    const bytes = dexOf([INVOKE_CUSTOM, 0, 0], { handles, callSites: [[0, 1, 0]] });
    expect(sitesOf(bytes)).toEqual([CALLS[0]?.replace('x1', 'x2'), ...READS]);
  });

  it('that are not there are passed over', () => {
    const handles = [{ kind: 4, ...SMS }];
    expect(sitesOf(dexOf([CONST_METHOD_HANDLE, 1], { handles }))).toEqual([]);
    expect(sitesOf(dexOf([CONST_METHOD_HANDLE, 0], {}))).toEqual([]);
    expect(sitesOf(dexOf([INVOKE_CUSTOM, 1, 0], { handles, callSites: [[0]] }))).toEqual([]);
    expect(sitesOf(dexOf([INVOKE_CUSTOM, 0, 0], { handles, callSites: [[7]] }))).toEqual([]);
  });

  it('of a map that lies outside the file are none', () => {
    const bytes = dexOf([CONST_METHOD_HANDLE, 0], { handles: [{ kind: 4, ...SMS }] });
    for (const map of [bytes.length - 2, 0x7fffffff, 0xffffffff]) {
      const damaged = bytes.slice();
      new DataView(damaged.buffer).setUint32(52, map, true);
      expect(sitesOf(damaged)).toEqual([]);
    }
  });
});
