/**
 * Holds the floors of docs/architecture.md: a file imports only from its own folder or from floors below, without circles.
 */
const FLOORS = [
  ['bytes'],
  ['chunks', 'zip', 'dex', 'proto', 'facts'],
  ['axml', 'resources', 'knowledge', 'signing'],
  ['manifest', 'code', 'rulebook'],
  ['inputs', 'audit'],
  ['words'],
  ['report'],
  ['batch'],
  ['cli'],
];

const rules = [
  {
    name: 'no-circles',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  { name: 'no-orphan-imports', severity: 'error', from: {}, to: { couldNotResolve: true } },
  {
    name: 'audit-is-pure',
    comment: 'audit/ has no file system, no clock, no network',
    severity: 'error',
    from: { path: '^src/audit/' },
    to: { path: '^(node:)?(fs|http|https|net|child_process|os|worker_threads)' },
  },
  {
    name: 'no-network',
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '^(node:)?(http|https|http2|net|tls|dgram|dns)$' },
  },
];

FLOORS.forEach((floor, index) => {
  for (const folder of floor) {
    const above = FLOORS.slice(index + 1).flat();
    const beside = floor.filter((other) => other !== folder);
    const forbidden = [...above, ...beside];
    if (forbidden.length === 0) continue;
    rules.push({
      name: `floor-${folder}`,
      comment: `${folder}/ may import only itself and the floors below`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: `^src/(?:${forbidden.join('|')})/` },
    });
  }
});

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
