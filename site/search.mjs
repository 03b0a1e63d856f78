/** The search index: one entry for each page, and for guides one for each of their sections. */
import MiniSearch from 'minisearch';
import './assets/search-terms.js';

/** Pages of the reference are short: one entry each, but for policies, whose clauses are looked for. */
const WHOLE = /^(?:rules|categories|permissions|sources|library)\//;
/** Files of the repository are not searched. */
const LEFT_OUT = /^files\//;

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

export function plain(html) {
  return html
    .replace(/<a class="here".*?<\/a>/g, '')
    .replace(/<\/?(?:a|b|code|em|span|strong)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name])
    .replace(/\s+/g, ' ')
    .trim();
}

function entriesOf({ url, title, trail, article }) {
  const parts = WHOLE.test(url) ? [article] : article.split(/(?=<h[23] id=)/);
  return parts.map((html) => {
    const [, anchor, heading] = /^<h[23] id="([^"]*)"[^>]*>(.*?)<\/h[23]>/s.exec(html) ?? [];
    const text = plain(html.replace(/^<h\d.*?<\/h\d>/s, '').replace(/<h1.*?<\/h1>/s, ''));
    return {
      id: anchor === undefined ? url : `${url}#${anchor}`,
      title,
      heading: heading === undefined ? '' : plain(heading),
      trail,
      text,
      excerpt: text.slice(0, 180),
    };
  });
}

/**
 * @param {{ url: string, title: string, trail: string, article: string }[]} pages
 * @returns {string} a script that leaves the index in `permauditIndex`
 */
export function searchIndex(pages) {
  const search = new MiniSearch(globalThis.permauditSearch.options);
  search.addAll(pages.filter(({ url }) => !LEFT_OUT.test(url)).flatMap(entriesOf));
  return `globalThis.permauditIndex = ${JSON.stringify(search)};\n`;
}
