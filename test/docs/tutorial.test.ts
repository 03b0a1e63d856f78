/** docs/tutorial-rules.md as its reader would do it: its files are written, its commands run, in order. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fixture, permaudit, ROOT, type Result } from '../e2e/run.js';

const TUTORIAL = readFileSync(join(ROOT, 'docs/tutorial-rules.md'), 'utf8');

interface Block {
  info: string;
  text: string;
}

function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(([, info = '', text = '']) => ({ info, text }));
}

describe('the tutorial on rules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'permaudit-tutorial-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const done = new Map<string, Result>();

  it('works as it is written', () => {
    copyFileSync(join(ROOT, fixture('quick-loan')), join(folder, 'app.apk'));
    for (const { info, text } of blocksOf(TUTORIAL)) {
      const file = /^yaml file=(\S+)$/.exec(info)?.[1];
      if (file !== undefined) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), text);
        continue;
      }
      expect(info).toBe('sh');
      for (const line of text.trim().split('\n')) {
        const [program, ...args] = line.split(' ');
        expect(program).toBe('permaudit');
        const result = permaudit(args, { cwd: folder });
        expect({ line, code: result.code, stderr: result.stderr }).toMatchObject({ line, code: 0 });
        done.set(line, result);
      }
    }
    expect(done.size).toBeGreaterThan(8);
  });

  it('shows what it says it shows', () => {
    const told = done.get('permaudit rules validate permaudit-rules');
    expect(told?.stdout).toContain('added category field_work (2 added: FIELD-CONTACTS, FIELD-SMS)');
    expect(told?.stdout).toMatch(/valid: rulebook \S+\+custom, sha256 [0-9a-f]{64}/);
    const audit = done.get('permaudit app.apk --rules permaudit-rules --policy acme,google-play --details');
    expect(audit?.stderr).toContain('rules: added policy acme (2 added: ACME-NO-CONTACTS, ACME-CAMERA-SCAN)');
    expect(audit?.stdout).toContain('Our apps leave the address book alone (ACME-NO-CONTACTS)');
    const field = done.get('permaudit app.apk --rules permaudit-rules --category field_work --policy acme --details');
    expect(field?.stdout.replace(/\s+/g, ' ')).toContain(
      'FIELD-CONTACTS -25 points A field app asks for the address book',
    );
    const last = done.get('permaudit app.apk');
    expect(last?.stdout).toMatch(/Category {2}.+ \(field_work\)/);
  });

  it('leaves files on which an editor can complete', () => {
    const started = permaudit(['rules', 'new', 'policy', 'other', '--dir', 'again'], { cwd: folder });
    expect(started.code).toBe(0);
    const [first = ''] = readFileSync(join(folder, 'again/policies/other.yaml'), 'utf8').split('\n');
    const { $id } = JSON.parse(readFileSync(join(ROOT, 'schema/rules/policy.schema.json'), 'utf8')) as { $id: string };
    expect(first).toBe(`# yaml-language-server: $schema=${$id}`);
  });
});
