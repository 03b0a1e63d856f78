/** Holds the floors of docs/architecture.md, as scripts/lib/floors.cjs has them. Type-only imports count like all others. */
const { FLOORS, ROOMS } = require('./scripts/lib/floors.cjs');

/** A rule for each room of a house: it may import no room beside it, and none above. */
function rulesOf(floors, pathOf, house) {
  return floors.flatMap((floor, index) =>
    floor.flatMap((room) => {
      const forbidden = [...floors.slice(index + 1).flat(), ...floor.filter((other) => other !== room)];
      if (forbidden.length === 0) return [];
      return [
        {
          name: `floor-${house}${room === '.' ? 'entrance' : room}`,
          comment: `${room} may import only itself and the floors below`,
          severity: 'error',
          from: { path: pathOf(room) },
          to: { path: forbidden.map(pathOf) },
        },
      ];
    }),
  );
}

/** A folder of src/ that no floor names would be held by nothing. */
const named = FLOORS.flat();

const rules = [
  { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  { name: 'no-orphan-imports', severity: 'error', from: {}, to: { couldNotResolve: true } },
  {
    name: 'no-unnamed-folder',
    severity: 'error',
    from: { path: '^src/[^/]+/', pathNot: `^src/(?:${named.join('|')})/` },
    to: {},
  },
  {
    name: 'audit-is-pure',
    comment: 'audit/ has no file system, no clock, no network',
    severity: 'error',
    from: { path: '^src/audit/' },
    to: { path: '^(node:)?(fs|http|https|net|child_process|os|worker_threads)' },
  },
  {
    name: 'no-processes',
    comment:
      'nothing of an app is executed: only a batch starts processes, which are this program; what waits for servers and the memory limit have threads',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/(batch/|remote/|cli/gate/memory-limit[.]ts$)' },
    to: { path: '^(node:)?(child_process|cluster|worker_threads)$' },
  },
  {
    name: 'no-vm',
    comment:
      'nothing of an app is executed: the time limit runs one script, which is a constant of this program; V8 gives its collector by name',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/(cli/gate/time-limit|bytes/process-memory)[.]ts$' },
    to: { path: '^(node:)?vm$' },
  },
  {
    name: 'no-network',
    comment: 'remote/ is the only folder that speaks to servers of files',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/remote/' },
    to: { path: ['^(node:)?(http|https|http2|net|tls|dgram|dns|dns/promises)$', 'node_modules/(@aws-sdk|@smithy)/'] },
  },
  {
    name: 'no-database',
    comment: 'a queue that workers share is the only thing that speaks to a database',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/queue/' },
    to: { path: 'node_modules/(@types/)?(pg|pg-boss)/' },
  },
  {
    name: 'remote-only-from-the-queue',
    comment: 'files on servers are opened by the workers of a queue, and by nothing else',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/(remote|queue)/' },
    to: { path: '^src/remote/' },
  },
  {
    name: 'remote-by-its-door',
    comment: 'what remote/ gives is in its index; its thread is a program of its own',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/remote/' },
    to: { path: '^src/remote/', pathNot: '^src/remote/index[.]ts$' },
  },
  {
    name: 'queue-only-from-its-commands',
    comment: 'what speaks to a server is loaded by the commands that name one, and by nothing else',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/(queue|cli/commands/queue)/' },
    to: { path: '^src/queue/' },
  },
  {
    name: 'node-at-home',
    comment:
      'what an audit needs of Node.js it asks of platform/, which has another side for the web; only what reads folders and starts processes is of Node.js alone',
    severity: 'error',
    from: {
      path: '^src/',
      pathNot:
        '^src/(platform/node-[^/]+|batch/.+|queue/.+|remote/.+|cli/.+|inputs/(?:folder|one-app|apk-files)|rulebook/load-files|bytes/process-memory)[.]ts$',
    },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'one-side',
    comment: 'the side of the web comes in by the bundle, in place of the other',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/(platform|web)/' },
    to: { path: '^src/platform/', pathNot: '^src/platform/(index|platform|node-own-files)[.]ts$' },
  },
  ...rulesOf(FLOORS, (folder) => `^src/${folder}/`, ''),
  ...Object.entries(ROOMS).flatMap(([house, floors]) =>
    rulesOf(floors, (room) => (room === '.' ? `^src/${house}/[^/]+$` : `^src/${house}/${room}/`), `${house}-`),
  ),
];

module.exports = {
  forbidden: rules,
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
