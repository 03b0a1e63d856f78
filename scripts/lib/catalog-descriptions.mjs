/** Our plain-language lines, from rules/catalog/descriptions.yaml. */
import { parse } from 'yaml';

const HEALTH = 'android.permission.health.';
const MAX_ENGLISH = 140;

function fill(template, thing) {
  return { en: template.en.replace('{thing}', thing.en), zh: template.zh.replace('{thing}', thing.zh) };
}

function checkLine(name, line) {
  for (const lang of ['en', 'zh']) {
    if (typeof line?.[lang] !== 'string' || line[lang].trim() === '')
      throw new Error(`${name} has no ${lang} description`);
  }
  if (line.en.length > MAX_ENGLISH) throw new Error(`${name}: the English description is longer than ${MAX_ENGLISH}`);
  return { en: line.en, zh: line.zh };
}

/**
 * A lookup from a full permission name to `{ en, zh }` or undefined.
 * `unused(names)` gives the entries that describe no known permission.
 */
export function loadDescriptions(yamlText) {
  const { permissions, health } = parse(yamlText);
  const lookup = (name) => {
    if (permissions[name] !== undefined) return checkLine(name, permissions[name]);
    const match = name.startsWith(HEALTH) ? /^(READ|WRITE)_(.+)$/.exec(name.slice(HEALTH.length)) : null;
    const thing = match === null ? undefined : health.things[match[2]];
    if (thing === undefined) return undefined;
    return checkLine(name, fill(match[1] === 'READ' ? health.read : health.write, thing));
  };
  const unused = (names) => [
    ...Object.keys(permissions).filter((name) => !names.has(name)),
    ...Object.keys(health.things).filter((thing) => !names.has(`${HEALTH}READ_${thing}`)),
  ];
  return { lookup, unused };
}
