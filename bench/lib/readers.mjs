/** The readers that are compared, each as something that reads one file and tells whether it could. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What the audits of a batch are asked for here. */
export async function setup() {
  const { builtinRulebook } = await import('../../dist/rulebook/load.js');
  const { DEFAULT_LIMITS } = await import('../../dist/bytes/limits.js');
  const rulebook = builtinRulebook();
  return {
    rulebook,
    tool: { name: 'permaudit', version: 'bench' },
    categoryRules: [],
    defaultCategory: 'lending',
    policies: rulebook.policies.filter((policy) => policy.default).map((policy) => policy.id),
    features: [],
    asOf: '2026-11-23',
    apiRange: null,
    limits: DEFAULT_LIMITS,
    cacheDir: null,
  };
}

/** Each makes a reader; `scratch` is the address of the folder that the peers were installed in. */
export const READERS = {
  nothing: () => () => true,
  /** What no audit that names the file by its digest can do without. */
  'sha256 alone': () => {
    const buffer = Buffer.alloc(1 << 16);
    return (file) => {
      const fd = openSync(file);
      const hash = createHash('sha256');
      for (let got = readSync(fd, buffer); got > 0; got = readSync(fd, buffer)) hash.update(buffer.subarray(0, got));
      closeSync(fd);
      return hash.digest('hex') !== '';
    };
  },
  'permaudit --code': async () => {
    const { openInput } = await import('../../dist/inputs/open-input.js');
    const { auditApp } = await import('../../dist/audit/evaluate.js');
    const { requestFor } = await import('../../dist/batch/failed.js');
    const all = await setup();
    const request = requestFor(all, 'lending');
    return (file) => {
      const facts = openInput(file, { name: file, limits: all.limits, code: 'read' });
      return auditApp(facts, all.rulebook, request).score !== null;
    };
  },
  permaudit: async () => {
    const { openApk } = await import('../../dist/inputs/open-apk.js');
    const { auditApp } = await import('../../dist/audit/evaluate.js');
    const { requestFor } = await import('../../dist/batch/failed.js');
    const all = await setup();
    const request = requestFor(all, 'lending');
    return (file) => auditApp(openApk(file), all.rulebook, request).score !== null;
  },
  'node-apk': (scratch) => {
    const { Apk } = createRequire(scratch)('node-apk');
    return async (file) => {
      const apk = new Apk(file);
      try {
        const manifest = await apk.getManifestInfo();
        return manifest.package !== undefined && [...manifest.permissions].length >= 0;
      } finally {
        apk.close();
      }
    };
  },
  'adbkit-apkreader': (scratch) => {
    const ApkReader = createRequire(scratch)('@devicefarmer/adbkit-apkreader');
    const { open } = ApkReader.default ?? ApkReader;
    return async (file) => {
      const reader = await open.call(ApkReader.default ?? ApkReader, file);
      return (await reader.readManifest()).package !== undefined;
    };
  },
};
