/** What a bundle for the web carries beside its code. */
import type { DataLinesName, DataName, ValidatorsName } from '../platform/platform.js';
import { asText } from '../platform/web/bytes.js';
import { inflateRaw } from '../platform/web/inflate.js';
import { provideData } from '../platform/web/package.js';

/** What the build puts into a bundle (scripts/build-web.mjs). */
export interface Built {
  readonly version: string;
  /** The files of `dist/data`: their size, and themselves deflated, in base64. */
  readonly data: Readonly<Record<DataName | DataLinesName, readonly [size: number, base64: string]>>;
}

/** Gives the readers their data, each unpacked when it is first asked for. */
export function provideBuilt(
  { data }: Built,
  validators: Readonly<Partial<Record<ValidatorsName, unknown>>> = {},
): void {
  provideData({
    data: {
      'api-map.json': () => unpack(data['api-map.json']),
      'catalog.jsonl': () => unpack(data['catalog.jsonl']),
      'rulebook.jsonl': () => unpack(data['rulebook.jsonl']),
      'sdks.jsonl': () => unpack(data['sdks.jsonl']),
    },
    validators,
  });
}

function unpack([size, base64]: readonly [number, string]): string {
  const deflated = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const inflated = inflateRaw(deflated, size);
  if (typeof inflated === 'string') throw new Error(`the data of the bundle is ${inflated}`);
  return asText(inflated.bytes).toString('latin1');
}
