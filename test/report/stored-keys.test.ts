/**
 * A stored report may say anything: its codes, ids and words are looked up in tables, and none of them is a name that every
 * JavaScript object has. Each string of each sample is replaced in turn.
 */
import { describe, expect, it } from 'vitest';
import { FORMAT_IDS, renderReport } from '../../src/report/formats.js';
import { parseDocument } from '../../src/report/parse-report.js';
import { SAMPLES } from './samples.js';

const NAMES = ['__proto__', 'constructor', 'toString', 'valueOf'];

/** The paths to all strings; of a list the first three entries, since all are of one kind. */
function pathsIn(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? [...value.slice(0, 3).entries()] : Object.entries(value);
  return entries.flatMap(([key, part]) => pathsIn(part, [...path, key]));
}

function replaced(document: unknown, path: readonly (string | number)[], text: string): unknown {
  const copy: unknown = structuredClone(document);
  let holder = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
  holder[path.at(-1) ?? ''] = text;
  return copy;
}

describe.each(Object.entries(SAMPLES))('the sample %s', (_, make) => {
  it('is rendered or refused, whatever name that objects have stands in it', async () => {
    const document = JSON.parse(await renderReport(make(), 'json')) as unknown;
    let rendered = 0;
    for (const path of pathsIn(document)) {
      // One name a place: each name comes to each kind of place in one sample or another.
      const name = NAMES[(path.length + rendered) % NAMES.length] ?? '';
      const parsed = parseDocument(replaced(document, path, name));
      if (!parsed.ok) continue;
      rendered += 1;
      for (const id of FORMAT_IDS) {
        const lang = rendered % 2 === 0 ? 'en' : 'zh';
        const text = await renderReport(parsed.audit, id, { lang });
        expect([path.join('.'), id, /\[native code\]|\[object Object\]/.test(text)]).toEqual([
          path.join('.'),
          id,
          false,
        ]);
      }
    }
    expect(rendered).toBeGreaterThan(10);
  });
});
