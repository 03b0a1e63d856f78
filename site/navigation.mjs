/** The navigation, which is the list of all pages in docs/README.md: its sections, and the links in them. */
import { dirname } from 'node:path';
import { DOCS, readSource, targetOf } from './paths.mjs';

export const FRONT = `${DOCS}/README.md`;

/** @returns {{ title: string, pages: { label: string, source: string }[] }[]} */
export function navigation() {
  const sections = readSource(FRONT).split(/^## /m).slice(1);
  return sections.map((section) => {
    const [title, ...lines] = section.split('\n');
    const list = lines.join('\n');
    const pages = [...list.matchAll(/\[([^\]]+)\]\(([^)\s]+)\)/g)].map(([, label, href]) => ({
      label: label.charAt(0).toUpperCase() + label.slice(1),
      source: targetOf(FRONT, href).file,
    }));
    return { title, pages };
  });
}

/** What stands above a page: the section, and the page of the list that it belongs to, where it is not listed itself. */
export function above(sections, source) {
  const folder = dirname(source);
  const homes = [source, `${folder}/index.md`, `${folder}/README.md`, `${folder}.md`];
  for (const home of homes.filter((one) => one !== FRONT)) {
    for (const { title, pages } of sections) {
      const page = pages.find((one) => one.source === home);
      if (page !== undefined) return { section: title, parent: home === source ? null : page };
    }
  }
  return { section: sections.at(-1).title, parent: null };
}

/** The pages before and behind one in the order of the list. */
export function neighbours(sections, source) {
  const all = sections.flatMap(({ pages }) => pages);
  const at = all.findIndex((page) => page.source === source);
  return at < 0 ? {} : { before: all[at - 1], behind: all[at + 1] };
}
