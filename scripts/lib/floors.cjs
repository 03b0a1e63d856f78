/**
 * The floors of src/, from the ground up: a folder may import from itself and from floors below, never from a folder
 * beside it or above. A house of several rooms has floors of its own; `.` stands for the files directly in it. Read by
 * .dependency-cruiser.cjs, which holds it, and by scripts/build-docs.mjs, which draws it.
 */
const FLOORS = [
  ['ber'],
  ['platform'],
  ['bytes'],
  ['chunks', 'zip', 'dex', 'proto', 'facts'],
  ['axml', 'resources', 'knowledge', 'signing'],
  ['manifest', 'code', 'rulebook'],
  ['inputs', 'audit'],
  ['words'],
  ['report'],
  ['batch', 'web', 'remote'],
  ['queue', 'api'],
  ['cli'],
];

const ROOMS = {
  report: [['view'], ['text', 'html', 'markdown', 'sarif'], ['explain', 'diff'], ['.']],
  batch: [['.'], ['dashboard']],
  cli: [['io'], ['gate'], ['options'], ['rule-files'], ['evidence'], ['commands'], ['.']],
};

module.exports = { FLOORS, ROOMS };
