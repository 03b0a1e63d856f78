/** The tables behind the API map: what they list of one permission, and which of them the numbers speak for. */

/** Tables whose licence allows taking them over; by the keys of seed-map.json and evaluation.json. */
const TABLES = { metalava: 'metalava', 'axplorer-sdk': 'axplorer_sdk', curated: 'curated' };

/** With fewer apps that ask for the permission the shares say nothing. */
const MIN_REQUESTERS = 5;
/** Points by which the share among apps that ask must exceed the share among those that do not. */
const MIN_LEAD = 20;
/** Points by which a table may stay behind the best one and still be taken. */
const MAX_BEHIND = 15;
/** Share among apps that do not ask, above which a table is noise whatever else. */
const MAX_NOISE = 30;

/** `Landroid/media/AudioRecord;-><init>` as its parts; null for constants, callbacks and entries without a member. */
function parseMember(text) {
  if (text.startsWith('f:')) return null; // compile-time constants: the compiler copies them, no field is read
  const arrow = text.indexOf('->');
  const [type, name] = [text.slice(0, arrow), text.slice(arrow + 2)];
  if (arrow < 0 || name === '' || name === 'finalize' || /^on[A-Z]/.test(name)) return null; // Android calls those
  return { class: type, name };
}

const members = (list) => list.map(parseMember).filter((one) => one !== null);

/** All that a table lists of a permission, by kind. */
export function tableEntries(seed, table) {
  if (table !== 'curated') return { methods: members(seed[TABLES[table]]) };
  const fields = members(seed.curated_fields);
  const modes = new Set(seed.uri_modes.map((text) => text.replace(/ \[\w+\]$/, '')));
  return {
    methods: members(seed.curated_methods),
    fields: fields.filter(({ name }) => !/^[A-Z]/.test(name)),
    uriFields: fields.filter(({ name }) => /URI/.test(name)),
    uris: seed.uris.map((uri) => ({ uri, source: modes.has(uri) ? 'providers' : 'curated' })),
    intents: seed.intents.map((action) => ({ action })),
  };
}

/** What the evaluation says of a table: points of lead, null when it says nothing. */
function leadOf(row, table) {
  const numbers = row?.[TABLES[table]];
  if (!Array.isArray(numbers) || row.requesters < MIN_REQUESTERS) return null;
  const [asked, others] = numbers;
  return others > MAX_NOISE ? -Infinity : asked - others;
}

/**
 * The tables to take for a permission that the review leaves to the numbers. Where they say nothing: what was curated,
 * and AOSP's own annotations; axplorer's analysis of Android 4.1 to 7.1 only where there is nothing else.
 */
export function chooseTables(seed, row) {
  const leads = new Map(Object.keys(TABLES).map((table) => [table, leadOf(row, table)]));
  const best = Math.max(...[...leads.values()].map((lead) => lead ?? -Infinity));
  const chosen = Object.keys(TABLES).filter((table) => {
    const lead = leads.get(table);
    if (lead !== null) return lead >= MIN_LEAD && lead >= best - MAX_BEHIND;
    return table !== 'axplorer-sdk' && best < MIN_LEAD;
  });
  const found = chosen.some((table) => Object.values(tableEntries(seed, table)).some((list) => list.length > 0));
  return found || leads.get('axplorer-sdk') === -Infinity ? chosen : ['axplorer-sdk', ...chosen];
}

export const TABLE_NAMES = Object.keys(TABLES);
