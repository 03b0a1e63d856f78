/** Links between the generated pages, from any of their folders. */
import { code, link } from './markdown.mjs';

const PLATFORM = 'android.permission.';

/** File names: a letter in two cases is one file on some systems, so every name is made unique without case. */
function fileNames(names) {
  const taken = new Set();
  return new Map(
    names.map((name) => {
      const base = (name.startsWith(PLATFORM) ? name.slice(PLATFORM.length) : name).replace(/[^A-Za-z0-9._-]/g, '_');
      let file = base;
      for (let count = 2; taken.has(file.toLowerCase()); count += 1) file = `${base}-${count}`;
      taken.add(file.toLowerCase());
      return [name, `${file}.md`];
    }),
  );
}

export function createLinks(rulebook, permissions) {
  const files = fileNames(permissions.map(({ info }) => info.name));
  const categories = new Set(rulebook.categories.map(({ id }) => id));
  const sources = new Set(rulebook.sources.map(({ id }) => id));
  const inner = (folder, id) => link(code(id), `../${folder}/${id}.md`);
  return {
    rule: (id) => inner('rules', id),
    // A policy may name a category that has no file yet.
    category: (id) => (categories.has(id) ? inner('categories', id) : code(id)),
    policy: (id) => inner('policies', id),
    clause: (policy, id) => link(code(id), `../policies/${policy}.md#${id.toLowerCase()}`),
    source: (id) => (sources.has(id) ? inner('sources', id) : code(id)),
    permission: (name) => (files.has(name) ? link(code(name), `../permissions/${files.get(name)}`) : code(name)),
    permissionFile: (name) => files.get(name),
  };
}
