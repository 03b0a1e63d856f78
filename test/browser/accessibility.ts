/** The rules of accessibility that a page breaks. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules broken, with the elements that break them. axe is put in through the debugger, which the policy does not bind. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate<AxeResults>('axe.run()');
  expect(results.passes.length).toBeGreaterThan(10);
  return results.violations.map(
    (rule) => `${rule.id}: ${rule.nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`).join('\n')}`,
  );
}
