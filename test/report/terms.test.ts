import { describe, expect, it } from 'vitest';
import { apkOfRoot, application, hex, int, manifest, uses, usesSdk } from '../../fixtures/hostile/base.js';
import { renderJson } from '../../src/report/json.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { auditApp } from '../audit-app.js';
import { parseReport } from '../../src/report/parse-report.js';
import { read } from '../inputs/hostile-outcomes.js';

describe('the terms of several requests of one permission', () => {
  const name = 'android.permission.BLUETOOTH_SCAN';
  const first = uses(name, { attributes: [int('maxSdkVersion', 35), hex('usesPermissionFlags', 0x10000)] });
  const second = uses(name, { attributes: [int('minSdkVersion', 36)] });
  const facts = read(apkOfRoot(manifest([usesSdk(35, 36), first, second, application()])), [35, 37]);
  const audit = auditApp(facts, builtinRulebook(), {
    category: null,
    policies: ['article', 'cn-39', 'google-play'],
    features: [],
    asOf: '2026-11-23',
    tool: { name: 'permaudit', version: '0.0.0' },
  });

  it('are in a report that fits its schema, and come back from it', () => {
    const parsed = parseReport(renderJson(audit));
    const permissions = 'audit' in parsed ? parsed.audit.permissions : [];
    expect(
      permissions.map(({ terms }) => terms?.map(({ apiRange, neverForLocation }) => [...apiRange, neverForLocation])),
    ).toEqual([
      [
        [35, 35, true],
        [36, 37, false],
      ],
    ]);
  });
});
