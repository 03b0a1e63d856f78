/** Counts, over APKs, who asks for a permission and whose code shows its use. */
import { openInput } from '../../dist/inputs/open-input.js';

/** Permissions with fewer requesters are left out of the page. */
const LEAST_REQUESTERS = 3;

/** @param apiMap in place of the package's own */
export function evidenceTable(paths, apiMap) {
  const knowledge = apiMap === undefined ? {} : { codeKnowledge: { apiMap, sdkOf: () => null } };
  const counts = new Map();
  const states = { complete: 0, partial: 0, none: 0, 'not opened': 0 };
  const of = (permission) => {
    const known = counts.get(permission);
    if (known !== undefined) return known;
    const fresh = { requesters: 0, used: 0, hint: 0, none: 0, notScanned: 0, undeclared: 0 };
    counts.set(permission, fresh);
    return fresh;
  };
  for (const path of paths) {
    const { code } = openInput(path, { code: 'read', identity: 'none', ...knowledge });
    states[code?.state ?? 'not opened']++;
    for (const { permission, use, strength } of code?.permissions ?? []) {
      const count = of(permission);
      if (use === 'used-undeclared') {
        count.undeclared++;
        continue;
      }
      count.requesters++;
      if (use === 'used') count.used++;
      else if (use === 'not-scanned') count.notScanned++;
      else if (strength === 'weak') count.hint++;
      else count.none++;
    }
  }
  const rows = [...counts.entries()].map(([permission, count]) => ({ permission, ...count }));
  rows.sort((a, b) => b.requesters - a.requesters || (a.permission < b.permission ? -1 : 1));
  return { apks: paths.length, states, rows };
}

export function markdownTable({ apks, states, rows }) {
  const opened = apks - states['not opened'];
  const shown = rows.filter(({ requesters }) => requesters >= LEAST_REQUESTERS);
  const lines = shown.map(({ permission, requesters, used, hint, none, notScanned, undeclared }) => {
    const rate = (part, whole) => (whole === 0 ? '–' : `${Math.round((100 * part) / whole)}%`);
    const judged = requesters - notScanned;
    const name = permission.replace(/^android\.permission\./, '');
    const cells = [
      requesters,
      used,
      hint,
      none,
      notScanned,
      rate(used, judged),
      undeclared,
      rate(undeclared, opened - requesters),
    ];
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  return [
    `${apks} APKs: ${states.complete} read whole, ${states.partial} in part, ${states.none} without code that could be read, ${states['not opened']} refused by Android or unreadable.`,
    '',
    '| permission | requesters | used | hint only | no evidence | not scanned | used, of those judged | others with use | of all others |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
    '',
  ].join('\n');
}
