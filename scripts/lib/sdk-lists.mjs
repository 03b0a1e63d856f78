/** The lists behind the SDK catalogue, each as rows of one package: { prefix, name, team, purpose, url, source }. */

/** What LibRadar's types are here. */
const RADAR_PURPOSES = {
  Advertisement: 'advertising',
  'App Market': 'app-store',
  'Development Aid': 'framework',
  'Development Framework': 'framework',
  'Digital Identity': 'identity-check',
  'GUI Component': 'ui',
  'Game Engine': 'game',
  'Map/LBS': 'maps',
  'Mobile Analytics': 'analytics',
  Payment: 'payment',
  'Social Network': 'social',
  Utility: 'framework',
};

/** What LibScout's categories are here. */
const SCOUT_PURPOSES = {
  Advertising: 'advertising',
  Analytics: 'analytics',
  Android: 'framework',
  Cloud: 'cloud',
  SocialMedia: 'social',
  Utilities: 'framework',
};

/** Labels of a package that tell its maker, when it stands under no known house. */
const DEFAULT_HOUSE = 2;

/** The package of a component class, cut to one label more than the house it stands under. */
function shortestPackage(packageName, houses) {
  const labels = packageName.split('.');
  let house = DEFAULT_HOUSE;
  for (let count = DEFAULT_HOUSE + 1; count <= labels.length; count++) {
    if (houses.has(labels.slice(0, count).join('.'))) house = count;
  }
  return labels.slice(0, house + 1).join('.');
}

/** Rows of LibChecker's rules: packages of components. Native libraries and patterns name no package. */
export function libcheckerRows({ rules }, houses) {
  return rules
    .filter(({ kind, key }) => kind !== 'native' && !key.startsWith('regex/'))
    .map(({ key, label, team, url }) => {
      const className = key.split('$')[0];
      const packageName = className.slice(0, className.lastIndexOf('.'));
      return {
        prefix: shortestPackage(packageName, new Set(houses)),
        fullPackage: packageName,
        name: label.trim(),
        team: team || null,
        purpose: 'other',
        url,
        source: 'libchecker',
      };
    });
}

export function libradarRows({ rows }) {
  return rows.map(({ prefix, name, type, url }) => ({
    prefix: prefix.replace(/\.$/, ''),
    name: name.trim(),
    team: null,
    purpose: RADAR_PURPOSES[type],
    url,
    source: 'libradar',
  }));
}

/** Rows of LibScout's specifications: a group counts only where it is known to be a package as well. */
export function libscoutRows({ libraries }, packages) {
  const wanted = new Set(packages);
  const rows = libraries
    .filter(({ groupid }) => wanted.has(groupid))
    .map(({ groupid, name, category }) => ({
      prefix: groupid,
      name,
      team: null,
      purpose: SCOUT_PURPOSES[category],
      source: 'libscout',
    }));
  for (const { prefix } of rows) wanted.delete(prefix);
  if (wanted.size > 0) throw new Error(`packages that LibScout does not have: ${[...wanted].join(', ')}`);
  return rows;
}

/** The rows with the purposes of the review, which tells them by name. */
export function withPurposes(rows, purposes) {
  const purposeOf = new Map(
    Object.entries(purposes).flatMap(([purpose, names]) => names.map((name) => [name, purpose])),
  );
  const names = new Set(rows.map(({ name }) => name));
  const unused = [...purposeOf.keys()].filter((name) => !names.has(name));
  if (unused.length > 0) throw new Error(`purposes of names that no list has: ${unused.join(', ')}`);
  return rows.map((row) => ({ ...row, purpose: purposeOf.get(row.name) ?? row.purpose }));
}
