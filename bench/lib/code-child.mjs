/**
 * Reads one APK with the library as it is shipped, with or without its code, in a process of its own. Arguments: APK, `read`
 * or `none`, an API map or `''`. With an API map, which the library takes none of, by the modules it is made of.
 */
import { readFileSync } from 'node:fs';

const [apk, code, map] = process.argv.slice(2);

async function read() {
  if (!map) return (await import('../../dist/bundle/index.mjs')).readFacts(apk, { code });
  const { openInput } = await import('../../dist/inputs/open-input.js');
  const codeKnowledge = { apiMap: JSON.parse(readFileSync(map, 'utf8')), sdkOf: () => null };
  return openInput(apk, { code, identity: 'none', codeKnowledge });
}

const facts = await read();
if (facts.error !== null) throw new Error(facts.error.message);
console.log(facts.permissions.length, facts.code?.state ?? 'not asked for', facts.code?.permissions.length ?? 0);
