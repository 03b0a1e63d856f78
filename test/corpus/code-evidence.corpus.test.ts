/** Code evidence over the shared corpus: it always comes to an answer, and the answers stay as they are. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openInput } from '../../src/inputs/open-input.js';
import type { AppFacts, CodeEvidence } from '../../src/facts/facts.js';
import { hasShared, SHARED } from './shared.js';

const FOLDER = join(SHARED, 'corpus', 'apks');
const APKS = hasShared('corpus/apks')
  ? readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.apk'))
      .sort()
  : [];

interface Counts {
  requesters: number;
  withEvidence: number;
  othersWithEvidence: number;
}

function count(table: Map<string, Counts>, code: CodeEvidence): void {
  for (const { permission, use } of code.permissions) {
    const counts = table.get(permission) ?? { requesters: 0, withEvidence: 0, othersWithEvidence: 0 };
    table.set(permission, counts);
    if (use === 'used-undeclared') counts.othersWithEvidence++;
    else counts.requesters++;
    if (use === 'used') counts.withEvidence++;
  }
}

describe.skipIf(APKS.length === 0)('the corpus', () => {
  const facts: AppFacts[] = [];

  it('gives evidence for every APK that Android accepts', () => {
    for (const name of APKS) facts.push(openInput(join(FOLDER, name), { code: 'read', identity: 'none' }));
    for (const { file, manifest, code } of facts) {
      expect(code !== undefined, file).toBe(manifest !== null);
      if (code === undefined) continue;
      expect(code.reason === null, file).toBe(code.state === 'complete');
      expect(JSON.parse(JSON.stringify(code)), file).toEqual(code);
    }
  });

  it('reads the code of nearly all of them whole', () => {
    const states = facts.flatMap(({ code }) => code?.state ?? []);
    // 388, without those that Android refuses, tests of apksigner among them.
    expect(states.length).toBeGreaterThanOrEqual(330);
    expect(states.filter((state) => state === 'complete').length).toBeGreaterThanOrEqual(states.length - 10);
    expect(states.filter((state) => state === 'partial').length).toBeLessThanOrEqual(5);
  });

  it('shows use more often where it is requested', () => {
    const table = new Map<string, Counts>();
    for (const { code } of facts) if (code !== undefined) count(table, code);
    const rows = [...table].sort(([, a], [, b]) => b.requesters - a.requesters);
    for (const [permission, { requesters, withEvidence, othersWithEvidence }] of rows.slice(0, 25)) {
      process.stdout.write(`${permission} ${requesters} ${withEvidence} ${othersWithEvidence}\n`);
    }
    const rate = (name: string): [number, number] => {
      const counts = table.get(`android.permission.${name}`);
      if (counts === undefined) throw new Error(`nobody asks for ${name}`);
      const { requesters, withEvidence, othersWithEvidence } = counts;
      return [withEvidence / requesters, othersWithEvidence / (facts.length - requesters)];
    };
    // READ_PHONE_STATE is not among them: in this corpus it is mostly Android that adds it to apps of old targets.
    for (const name of ['INTERNET', 'ACCESS_FINE_LOCATION', 'SEND_SMS', 'ACCESS_WIFI_STATE', 'ACCESS_NETWORK_STATE']) {
      const [asked, unasked] = rate(name);
      expect(asked, name).toBeGreaterThanOrEqual(0.4);
      expect(unasked, name).toBeLessThanOrEqual(0.05);
    }
  });
});

const root = join(import.meta.dirname, '..', '..', 'node_modules');
const NPM = ['io.appium.settings', 'android-apidemos', 'appium-uiautomator2-server'];
/** Its name holds its version. */
const SERVER = `appium-uiautomator2-server/apks/${
  readdirSync(join(root, 'appium-uiautomator2-server/apks')).find((name) => /-v[\d.]+\.apk$/.test(name)) ?? ''
}`;

describe('APKs of npm packages, each finding confirmed with dexdump -d', () => {
  it.each([
    ['io.appium.settings/apks/settings_apk-debug.apk', 'RECORD_AUDIO', 'io.appium.settings.recorder.RecorderThread'],
    ['io.appium.settings/apks/settings_apk-debug.apk', 'READ_SMS', 'io.appium.settings.receivers.SmsReader'],
    [
      'io.appium.settings/apks/settings_apk-debug.apk',
      'BLUETOOTH_CONNECT',
      'io.appium.settings.receivers.UnpairBluetoothDevicesReceiver',
    ],
    ['android-apidemos/apks/ApiDemos-debug.apk', 'SET_WALLPAPER', 'io.appium.android.apis.app.SetWallpaperActivity$2'],
    ['android-apidemos/apks/ApiDemos-debug.apk', 'VIBRATE', 'io.appium.android.apis.accessibility.ClockBackService$1'],
    [SERVER, 'ACCESS_WIFI_STATE', 'io.appium.uiautomator2.utils.WifiHandler'],
    [SERVER, 'INTERNET', 'io.appium.uiautomator2.server.mjpeg.MjpegScreenshotServer'],
  ])('%s: %s in %s', (path, permission, callerClass) => {
    const { code } = openInput(join(root, path), { code: 'read', identity: 'none' });
    const evidence = code?.permissions.find((one) => one.permission === `android.permission.${permission}`);
    expect(evidence?.use).toBe('used');
    expect(evidence?.sites.map((site) => site.callerClass)).toContain(callerClass);
  });
});

describe.skipIf(APKS.length === 0)('the verdicts checked by hand', () => {
  const page = readFileSync(join(root, '..', 'docs', 'code-evidence-sample.md'), 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => /^\| \S+\.\S+ /.test(line))
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\||\|$/g, '').trim()));

  /** The first APK of each app, as bench/evidence-sample.mjs takes them. */
  function codeByApp(): Map<string, CodeEvidence> {
    const npm = NPM.flatMap((name) => {
      const folder = join(root, name, 'apks');
      const apks = readdirSync(folder).filter((file) => file.endsWith('.apk'));
      return apks.sort().map((file) => join(folder, file));
    });
    const found = new Map<string, CodeEvidence>();
    for (const path of [...APKS.map((name) => join(FOLDER, name)), ...npm]) {
      const { manifest, code } = openInput(path, { code: 'read', identity: 'none' });
      const name = manifest?.packageName ?? '';
      if (code !== undefined && code.state !== 'none' && !found.has(name)) found.set(name, code);
    }
    return found;
  }

  it('are sixty, and still what the code shows', () => {
    expect(rows.length).toBe(60);
    const apps = codeByApp();
    for (const [app = '', permission = '', verdict, site] of rows) {
      const name = permission.includes('.') ? permission : `android.permission.${permission}`;
      const evidence = apps.get(app)?.permissions.find((one) => one.permission === name);
      const hint = evidence?.strength === 'weak' ? ' (hint)' : '';
      expect(`${evidence?.use ?? 'nothing'}${hint}`, `${app} ${permission}`).toBe(verdict);
      const [first] = evidence?.sites ?? [];
      expect(site, `${app} ${permission}`).toContain(first === undefined ? '–' : `\`${first.api}\``);
      expect(site, `${app} ${permission}`).toContain(first === undefined ? '–' : first.callerClass);
    }
  });

  it('are counted on their page', () => {
    const wrong = rows.filter((cells) => cells.at(-1)?.startsWith('wrong'));
    const right = rows.filter((cells) => cells.at(-1)?.startsWith('right'));
    expect(right.length + wrong.length).toBe(rows.length);
    expect(page).toContain(`60 verdicts: ${right.length} right, ${wrong.length} wrong.`);
    const used = right.filter(([, , verdict]) => verdict === 'used').length;
    expect(wrong.map(([, , verdict]) => verdict)).not.toContain('used');
    expect(page).toContain(`All ${used} verdicts \`used\` are right`);
  });
});
