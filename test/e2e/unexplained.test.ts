/** Without a category, as a real process: what the gate does, and what an unexplained finding is explained as. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWN_RULES } from '../../src/words/own-rules.js';
import { fullName } from '../audit/facts.js';
import { HARMLESS, TORCH } from '../audit/torch.js';
import { permaudit } from './run.js';

const ACCESSIBILITY = `<service android:name=".Reader" android:exported="true"
  android:permission="android.permission.BIND_ACCESSIBILITY_SERVICE">
  <intent-filter><action android:name="android.accessibilityservice.AccessibilityService" /></intent-filter>
</service>`;

const manifest = ({ permissions, targetSdk = 36 }: typeof TORCH, components: string): string =>
  `<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.example.torch">
  <uses-sdk android:minSdkVersion="24" android:targetSdkVersion="${targetSdk}" />
  ${permissions.map((name) => `<uses-permission android:name="${fullName(name as string)}" />`).join('\n  ')}
  <application android:label="Torch">${components}</application>
</manifest>`;

let folder: string;
const path = (name: string): string => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'permaudit-unexplained-'));
  writeFileSync(path('torch.xml'), manifest(TORCH, ACCESSIBILITY));
  writeFileSync(path('harmless.xml'), manifest(HARMLESS, ''));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('--fail-on review', () => {
  const OTHER = ['--category', 'other'];
  const cases: [app: string, args: string[], code: number, words: RegExp][] = [
    ['torch.xml', ['--fail-on', 'review'], 1, /score (\d|[1-5]\d) of 100, grade [DF][\s\S]+ {2}REVIEW: /],
    ['torch.xml', ['--fail-on', 'review', ...OTHER], 1, / {2}REVIEW: /],
    ['torch.xml', ['--fail-on', 'fail'], 0, / {2}REVIEW: /],
    ['torch.xml', [], 0, / {2}REVIEW: /],
    ['harmless.xml', ['--fail-on', 'review'], 0, /score 100 of 100, grade A[\s\S]+ {2}PASS: /],
    ['harmless.xml', ['--fail-on', 'review', ...OTHER], 0, /score 100 of 100, grade A/],
  ];
  it.each(cases)('%s %j exits with %i', (app, args, code, words) => {
    const result = permaudit([path(app), '--as-of', '2026-11-23', ...args]);
    expect(result.code).toBe(code);
    expect(result.stdout).toMatch(words);
  });
});

describe('explain', () => {
  it.each([...OWN_RULES.values()])('knows $id, which no file of the rulebook describes', ({ id, title }) => {
    const { code, stdout } = permaudit(['explain', id]);
    expect(code).toBe(0);
    expect(stdout).toContain(`${id}: ${title.en}`);
  });
});
