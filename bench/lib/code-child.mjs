/** Reads one APK with the library as it is shipped, with or without its code, in a process of its own. Arguments: APK, `read` or `none`, an API map or `''`. */
import { readFileSync } from 'node:fs';
import { openInput } from '../../dist/bundle/index.mjs';

const [apk, code, map] = process.argv.slice(2);
const knowledge = map ? { codeKnowledge: { apiMap: JSON.parse(readFileSync(map, 'utf8')), sdkOf: () => null } } : {};
const facts = openInput(apk, { code, identity: 'none', ...knowledge });
if (facts.error !== null) throw new Error(facts.error.message);
console.log(facts.permissions.length, facts.code?.state ?? 'not asked for', facts.code?.permissions.length ?? 0);
