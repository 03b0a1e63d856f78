/** The page of every error and oddity: its code, the sentences it has, and what to do. From the tables of words. */
import { ERROR_KINDS } from '../../dist/bytes/errors.js';
import { EXIT } from '../../dist/cli/gate/exit-codes.js';
import { ANOMALIES_EN } from '../../dist/words/en/anomalies.js';
import { ERRORS_EN } from '../../dist/words/en/errors.js';
import { HINTS_EN } from '../../dist/words/en/hints.js';
import { bullets, page, text } from './markdown.mjs';

const GROUPS = [
  ['IO_', 'The path'],
  ['ZIP_', 'The archive'],
  ['APK_', 'What kind of archive it is'],
  ['XML_', 'A text manifest'],
  ['PROTO_', 'The manifest of a bundle'],
  ['AXML_', 'The binary manifest'],
  ['MAN_', 'What the manifest says'],
  ['ARSC_', 'Resources'],
  ['DEX_', 'Code'],
  ['LIMIT_', 'Limits'],
];
const MEANS = {
  unreadable: `Exit ${EXIT.unreadable}: cannot read the input`,
  refused: `Exit ${EXIT.refused}: Android would refuse the file`,
  unsure: `Exit ${EXIT.unsure}: cannot be sure`,
};

/** An error inside another one; its sentence is taken out again. */
const CAUSE = { code: 'ZIP_EMPTY', data: { problem: 'noEntries' } };
const SAID_OF_CAUSE = ERRORS_EN.ZIP_EMPTY.noEntries;

/** Stands for whatever a file holds; lists within too. */
const ANYTHING = new Proxy(() => ANYTHING, {
  get: (_, name) => {
    if (name === 'cause') return CAUSE;
    return name === Symbol.toPrimitive || name === 'toString' ? () => '…' : ANYTHING;
  },
});

/** A sentence for any data. What a table of names does not know shows as undefined. */
function general(write) {
  const said = String(write(ANYTHING)).replaceAll('undefined', '…');
  return text(write === SAID_OF_CAUSE ? said : said.replaceAll(SAID_OF_CAUSE(), '…'));
}

function sentences(id, table) {
  const said = Object.entries(table[id]).map(([problem, write]) => {
    const hint = HINTS_EN[id]?.[problem];
    return hint === undefined ? general(write) : `${general(write)}. _${general(hint)}_`;
  });
  return bullets([...new Set(said)]);
}

function group([prefix, title]) {
  const ids = Object.keys(ERROR_KINDS).filter((id) => id.startsWith(prefix));
  return [`## ${title}`, ...ids.flatMap((id) => [`### ${id}`, MEANS[ERROR_KINDS[id]], sentences(id, ERRORS_EN)])];
}

/** The text of docs/errors.md. A code that no group takes is an error. */
export function errorsPage(made) {
  const left = Object.keys(ERROR_KINDS).filter((id) => !GROUPS.some(([prefix]) => id.startsWith(prefix)));
  if (left.length > 0) throw new Error(`no group of docs/errors.md has ${left.join(', ')}`);
  const faults = Object.keys(ERRORS_EN).filter((id) => ERROR_KINDS[id] === undefined);
  return page([
    made,
    '# Error codes, one by one',
    '[All pages](README.md)',
    `What each code says, and in italics what to do. “…” stands for what the file holds. What the [exit codes](exit-codes.md) mean is a page of its own; [what Android refuses](refusals.md) says which function of Android decides. A code is never reused or renamed.`,
    ...GROUPS.flatMap(group),
    '## Faults of permaudit',
    ...faults.flatMap((id) => [`### ${id}`, `Exit ${EXIT.bug}: a bug in permaudit`, sentences(id, ERRORS_EN)]),
    '## Oddities',
    'Not errors: Android accepts them, and reports list them. How heavy each is, and when one becomes a finding: [evasion](evasion.md).',
    ...Object.keys(ANOMALIES_EN).flatMap((id) => [`### ${id}`, sentences(id, ANOMALIES_EN)]),
  ]);
}
