import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PermauditError } from '../../src/bytes/errors.js';
import type { DexFile } from '../../src/dex/dex-file.js';
import { MentionMarks, Mentions } from '../../src/dex/mentions.js';
import { scanCode, wantNothing } from '../../src/dex/scan.js';
import { fixture, openAll } from './helpers.js';

function mentionsOf(dex: DexFile, marks: MentionMarks): number[][] {
  const mentions = new Mentions(dex, marks);
  const nothing = (): void => undefined;
  scanCode(dex, wantNothing(dex), { call: nothing, fieldGet: nothing, string: nothing, mentions });
  return Array.from({ length: dex.classCount }, (_, index) => [...mentions.of(index)]);
}

function opened(name: string): DexFile[] {
  try {
    return openAll(fixture(name));
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    return [];
  }
}

describe('the mentions of a file', () => {
  const files = readdirSync(new URL('../../fixtures/dex/', import.meta.url))
    .filter((name) => name.endsWith('.dex'))
    .sort()
    .flatMap((name) => opened(name.slice(0, -'.dex'.length)));
  const alone = files.map((dex) => mentionsOf(dex, new MentionMarks()));

  it('are some, and each of a class once', () => {
    const all = alone.flat();
    expect(all.some((mentions) => mentions.length > 5)).toBe(true);
    for (const mentions of all) expect(new Set(mentions).size).toBe(mentions.length);
  });

  it.each([
    ['in their order', (order: number[]) => order],
    ['backwards', (order: number[]) => order.reverse()],
    ['each twice', (order: number[]) => order.flatMap((at) => [at, at])],
  ])('do not depend on the files read before with the same marks: %s', (_, ordered) => {
    const marks = new MentionMarks();
    for (const at of ordered([...files.keys()])) {
      const dex = files[at];
      if (dex !== undefined) expect(mentionsOf(dex, marks)).toEqual(alone[at]);
    }
  });
});
