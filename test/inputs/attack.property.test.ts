/** Files that are built to exhaust a reader: what they cost grows with their size, and no more; counted, not timed. */
import { afterEach, describe, expect, it } from 'vitest';
import { ATTACK_KINDS, type AttackKind } from '../../fixtures/hostile/attack-kinds.js';
import { auditApp } from '../../src/audit/evaluate.js';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { openInput } from '../../src/inputs/open-input.js';
import { FORMAT_IDS, renderReport } from '../../src/report/formats.js';
import { MOST_BYTES, withinSize } from '../../src/report/size.js';
import { requestFor } from '../../src/batch/failed.js';
import { setupWith } from '../batch/setup.js';

const TIMES = [1, 4, 16];
/** What is done once whatever the size, and whatever grows by a logarithm. */
const SLACK = 1.3;
const ONCE = 200_000;

/** Numbers read from anybody's bytes are read through a view: each of its readers counts. */
const VIEW = DataView.prototype;
const READERS = ['getUint8', 'getUint16', 'getUint32', 'getInt32'] as const;
const own = Object.fromEntries(READERS.map((name) => [name, Reflect.get(VIEW, name) as unknown]));
let work = 0;

function countReads(): void {
  work = 0;
  for (const name of READERS) {
    const read = own[name] as (...args: unknown[]) => number;
    Reflect.set(VIEW, name, function counted(this: DataView, ...args: unknown[]): number {
      work++;
      return read.apply(this, args);
    });
  }
}

afterEach(() => {
  for (const name of READERS) Reflect.set(VIEW, name, own[name]);
});

/** Counts the bytes that are asked for. */
class CountedSource extends MemoryByteSource {
  override read(offset: number, length: number): Uint8Array {
    work += length;
    return super.read(offset, length);
  }
}

const nameOf = ({ id, suffix }: Pick<AttackKind, 'id' | 'suffix'>): string => `${id}${suffix ?? '.apk'}`;

/** Numbers and bytes read for it, steps counted by its readers, and characters of the facts that are told. */
function workOf(kind: AttackKind, times: number): number {
  const bytes = kind.build(kind.unit * times);
  countReads();
  const look = (): void => {
    work++;
  };
  const facts = openInput(new CountedSource(bytes), {
    name: nameOf(kind),
    code: 'read',
    identity: 'read',
    limits: { look },
  });
  return work + JSON.stringify(facts).length;
}

describe.each(ATTACK_KINDS.map((kind) => [kind.id, kind] as const))('%s', (_, kind) => {
  it('costs in proportion to its size', () => {
    const [one = 0, ...more] = TIMES.map((times) => workOf(kind, times));
    expect(one).toBeGreaterThan(1000);
    for (const [index, cost] of more.entries()) {
      expect(cost).toBeLessThanOrEqual(SLACK * (TIMES[index + 1] ?? 0) * one + ONCE);
    }
  });

  it('is judged and told within the sizes of reports', async () => {
    const bytes = kind.build(4 * kind.unit);
    const facts = openInput(new MemoryByteSource(bytes), { name: nameOf(kind), code: 'read', identity: 'read' });
    const setup = setupWith();
    const audit = auditApp(facts, setup.rulebook, requestFor(setup, 'lending'));
    for (const format of FORMAT_IDS) {
      const text = await renderReport(audit, format);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES[format] ?? 1 << 20);
      expect(withinSize(format, () => text)).toBe(text);
    }
  });
});
