/** Apps of the supply side: what the official list of consumers' information says does not count for them. */
import { describe, expect, it } from 'vitest';
import { audit, type AppShape } from './facts.js';

const APP: AppShape = { permissions: ['READ_CALENDAR', 'READ_CONTACTS', 'CAMERA'], targetSdk: 36 };
const codes = (notes: readonly { code: string }[]): string[] => notes.map(({ code }) => code);

describe('the role of an app', () => {
  it('leaves out instruments on consumers, and judges by the others', () => {
    const consumer = audit(APP);
    const supply = audit(APP, { role: 'supply' });
    const cited = (result: typeof consumer): string[] =>
      result.findings.flatMap(({ clauses }) => clauses.map(({ source }) => source));
    expect(cited(consumer)).toContain('CN-39');
    expect(cited(supply)).not.toContain('CN-39');
    expect(cited(supply)).toContain('PLAY-LOANS');
    expect(supply.findings.find(({ dataType }) => dataType === 'contacts')?.verdict).toBe('prohibited');
  });

  it('leaves unexplained what no text speaks of, and says so', () => {
    const app: AppShape = { permissions: ['BODY_SENSORS', 'CAMERA'], targetSdk: 36 };
    const supply = audit(app, { role: 'supply', policies: ['article'] });
    expect(supply.findings.map(({ verdict }) => verdict)).toEqual(['unexplained', 'conditional']);
    expect(codes(supply.notes)).toEqual(expect.arrayContaining(['SUPPLY_SIDE']));
    expect(supply.options.role).toBe('supply');
    const consumer = audit(app, { policies: ['article'] });
    expect(consumer.findings.map(({ verdict }) => verdict).sort()).toEqual(['conditional', 'unjustified']);
    expect(codes(consumer.notes)).not.toContain('SUPPLY_SIDE');
    expect(consumer.options).not.toHaveProperty('role');
  });

  it('never gives an app of the supply side a lower score', () => {
    for (const policies of [['article'], ['cn-39'], ['google-play'], []]) {
      const [consumer, supply] = [audit(APP, { policies }), audit(APP, { policies, role: 'supply' })];
      expect(supply.score ?? 0).toBeGreaterThanOrEqual(consumer.score ?? 0);
    }
  });
});
