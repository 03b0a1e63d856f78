/** The digests of a release, in the form that `sha256sum --check` reads, and a page on them. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SUMS = 'SHA256SUMS';
const PAGE = 'VERIFY.md';

const sha256 = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

function pageOf(files, { version, source }) {
  const { commit, isClean, date, node, npm } = source;
  const rows = files.map(({ name, bytes, digest }) => `| ${name} | ${bytes} | ${digest} |`);
  return `# permaudit ${version}

Built from commit ${commit}${isClean ? '' : ', with changes that are not committed'}, of ${date}, by Node.js ${node} with npm ${npm}.

| File | Bytes | SHA-256 |
| ---- | ----: | ------- |
${rows.join('\n')}

Check what you downloaded, in the folder that has it and ${SUMS}:

- Linux: \`sha256sum --check --ignore-missing ${SUMS}\`
- macOS: \`shasum -a 256 --check --ignore-missing ${SUMS}\`
- Windows (PowerShell): \`Get-FileHash FILE\`, and compare with the line in ${SUMS}

The digests say that a file is the one that was built, not who built it. To see that it is made of the source: check the commit
out, \`npm ci\`, \`npm run release\` with the same Node.js and npm, and compare ${SUMS}. Every line is the same.

No executable is signed. docs/release.md of that commit says what macOS and Windows ask for.
`;
}

/** Writes both into the folder of a release, over all that is in it. */
export function writeDigests(folder, release) {
  const files = readdirSync(folder)
    .filter((name) => name !== SUMS && name !== PAGE)
    .sort()
    .map((name) => ({ name, bytes: statSync(join(folder, name)).size, digest: sha256(join(folder, name)) }));
  writeFileSync(join(folder, SUMS), files.map(({ name, digest }) => `${digest}  ${name}\n`).join(''));
  writeFileSync(join(folder, PAGE), pageOf(files, release));
}
