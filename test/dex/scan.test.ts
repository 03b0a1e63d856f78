import { describe, expect, it } from 'vitest';
import type { Pool } from '../../fixtures/dex/dex-symbols.js';
import { writeDex } from '../../fixtures/dex/dex-writer.js';
import { referencedMethods } from '../../src/dex/references.js';
import { scanCode, wantNothing } from '../../src/dex/scan.js';
import { fixture, method, open, scanAll } from './helpers.js';

describe('scanCode on code assembled by smali', () => {
  const dex = open(fixture('every-format'));
  const { sites, ...result } = scanAll(dex);
  const calls = 'Lcom/example/dex/Calls;';

  it('steps through every instruction format and payload', () => {
    expect(result).toEqual({
      complete: true,
      classes: 2,
      methods: 6,
      methodsWithCode: 5,
      damagedClasses: 0,
      damagedMethods: 0,
      invokeCustom: 1,
    });
    expect(dex.problems.kept).toEqual([]);
  });

  it('sees exactly the sites in the source', () => {
    expect(sites.sort()).toEqual(
      [
        `${calls} has content://sms/inbox x1`,
        `${calls}->constants has content://call_log/calls x2`,
        `${calls}->constants has content://com.android.contacts x1`,
        `${calls}->constants has snowman \u2603, clef \u{1d11e}, nul \0. x1`,
        `${calls}->constants reads Landroid/provider/CallLog$Calls;->CONTENT_URI x1`,
        `${calls}->constants reads Lcom/example/dex/Calls;->count x1`,
        `${calls}->invokes calls Landroid/net/Uri;->parse x1`,
        `${calls}->invokes calls Landroid/telephony/SmsManager;->sendTextMessage x2`,
        `${calls}->invokes calls Ljava/lang/invoke/MethodHandle;->invoke x1`,
        `${calls}->invokes calls Ljava/lang/invoke/MethodHandle;->invokeExact x1`,
        `${calls}->invokes calls Ljava/util/List;->size x1`,
        // Nothing out of the tables, though they hold bytes that look like instructions.
        `${calls}->tables calls Landroid/telephony/SmsManager;->getDefault x1`,
        // The method handle that the call site of an invoke-custom is made with.
        'Lcom/example/dex/Custom;->run calls Lcom/example/dex/Custom;->bootstrap x1',
      ].sort(),
    );
  });

  it('tells only what is wanted', () => {
    const wanted = wantNothing(dex);
    const parse = referencedMethods(dex, ({ name }) => name === 'parse');
    for (const index of parse) wanted.methods[index] = 1;
    const told: string[] = [];
    scanCode(dex, wanted, {
      call: (target, count) => told.push(`${method(dex, target)} x${count}`),
      fieldGet: () => told.push('a field'),
      string: () => told.push('a string'),
    });
    expect(told).toEqual(['Landroid/net/Uri;->parse x1']);
  });
});

describe('scanCode on written code', () => {
  it('counts a target again in each method', () => {
    const call = (times: number) => (pool: { method: (owner: string, name: string) => number }) => [
      ...Array.from({ length: times }, () => [0x0071, pool.method('La;', 'b'), 0]).flat(),
      0x000e,
    ];
    const methods = [
      { name: 'one', code: call(1) },
      { name: 'three', code: call(3) },
      { name: 'none', code: () => [0x000e] },
    ];
    const { sites } = scanAll(open(writeDex({ classes: [{ name: 'LMain;', methods }] }).bytes));
    expect(sites).toEqual(['LMain;->one calls La;->b x1', 'LMain;->three calls La;->b x3']);
  });

  it('names the right caller in direct and in virtual methods', () => {
    const code = (pool: Pool) => [0x0071, pool.method('La;', 'b'), 0, 0x000e];
    const methods = [
      { name: 'y', code },
      { name: 'z', code },
      { name: 'm', code, virtual: true },
      { name: 'x', code, virtual: true },
    ];
    const { sites } = scanAll(open(writeDex({ classes: [{ name: 'LMain;', methods }] }).bytes));
    expect(sites).toEqual(['y', 'z', 'm', 'x'].map((name) => `LMain;->${name} calls La;->b x1`));
  });
});
