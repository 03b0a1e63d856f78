import { describe, expect, it } from 'vitest';
import { renderJson } from '../../src/report/json.js';
import { renderNdjson } from '../../src/report/ndjson.js';
import { holdsForAnyText } from './hostile-text.js';
import { SAMPLES } from './samples.js';

describe('NDJSON', () => {
  it('is one line that parses to the JSON report', () => {
    for (const make of Object.values(SAMPLES)) {
      const line = renderNdjson(make());
      expect(line.split(/[\n\r\u0085\u2028\u2029]/)).toHaveLength(2);
      expect(JSON.parse(line)).toEqual(JSON.parse(renderJson(make())));
    }
  });

  it('stays one line and keeps every text, whatever it is', async () => {
    await holdsForAnyText((audit, text) => {
      const line = renderNdjson(audit);
      expect(line.slice(0, -1)).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
      expect((JSON.parse(line) as { subject: { label: string } }).subject.label).toBe(text);
    });
  });
});
