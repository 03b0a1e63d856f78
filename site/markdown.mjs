/** Markdown to HTML as the site has it: GitHub's anchors, links of the site, no inline styles. */
import GithubSlugger from 'github-slugger';
import MarkdownIt from 'markdown-it';
import anchor from 'markdown-it-anchor';
import { linkOf, targetOf } from './paths.mjs';

const SHELL = new Set(['sh', 'bash', 'shell']);

/** Comments of a shell in a quieter tone. */
function highlight(text, language, escape) {
  if (!SHELL.has(language)) return '';
  return text
    .split('\n')
    .map((line) => {
      const at = /^#|\s#(?=\s)/.exec(line)?.index;
      if (at === undefined) return escape(line);
      return `${escape(line.slice(0, at))}<span class="remark">${escape(line.slice(at))}</span>`;
    })
    .join('\n');
}

/** The line that leads up on a repository page; the site has breadcrumbs instead. */
const LEADS_UP = /^\[[^\]]+\]\((?:\.\.\/)*(?:README|index)\.md\)$/;

function withoutUpLink(state) {
  const { tokens } = state;
  const at = tokens.findIndex(({ type, content }) => type === 'inline' && LEADS_UP.test(content));
  const isFirst =
    at >= 0 && tokens.slice(0, at - 1).every(({ type, level }) => level > 0 || /^heading|^html/.test(type));
  if (isFirst && tokens[at - 1].type === 'paragraph_open') tokens.splice(at - 1, 3);
}

function withLinksOfTheSite(state) {
  const { source } = state.env;
  for (const token of state.tokens.flatMap(({ children }) => children ?? [])) {
    const name = token.type === 'link_open' ? 'href' : 'src';
    const href = token.attrGet(name);
    if (href === null || (token.type !== 'link_open' && token.type !== 'image')) continue;
    token.attrSet(name, linkOf(source, href));
    if (token.type === 'link_open' && targetOf(source, href) === null) token.attrSet('rel', 'noreferrer');
  }
}

/** Above these lengths of its longest text a column is given room. */
const ROOM = [
  [90, 'broad'],
  [28, 'wide'],
];

/** Gives columns of sentences room beside those of words, by classes. */
function withRoomForSentences(state) {
  let cells = [];
  let column = 0;
  for (const [at, token] of state.tokens.entries()) {
    if (token.type === 'table_open') cells = [];
    if (token.type === 'tr_open') column = 0;
    if (token.type === 'th_open' || token.type === 'td_open') {
      cells.push({ token, column, length: state.tokens[at + 1].content.length });
      column += 1;
    }
    if (token.type !== 'table_close') continue;
    for (const cell of cells.filter((one) => one.token.type === 'th_open')) {
      const longest = Math.max(...cells.filter((one) => one.column === cell.column).map(({ length }) => length));
      const room = ROOM.find(([least]) => longest > least);
      if (room !== undefined) cell.token.attrJoin('class', room[1]);
    }
  }
}

/** The policy of the pages lets no inline style through. */
function alignedByClass(tokens, at, options, _env, self) {
  const token = tokens[at];
  const side = /text-align:(\w+)/.exec(token.attrGet('style') ?? '')?.[1];
  token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'style');
  if (side !== undefined) token.attrJoin('class', `to-${side}`);
  return self.renderToken(tokens, at, options);
}

/** Renders with `env.source`, the page's path in the repository. */
export function siteMarkdown() {
  const markdown = new MarkdownIt({
    html: true,
    highlight: (text, language) => highlight(text, language, markdown.utils.escapeHtml),
  });
  markdown.use(anchor, {
    level: [2, 3, 4],
    slugify: (text) => new GithubSlugger().slug(text),
    permalink: anchor.permalink.linkInsideHeader({
      symbol: '#',
      placement: 'after',
      class: 'here',
      ariaHidden: true,
      renderAttrs: () => ({ tabindex: '-1' }),
    }),
  });
  markdown.core.ruler.push('without_up_link', withoutUpLink);
  markdown.core.ruler.push('room_for_sentences', withRoomForSentences);
  markdown.core.ruler.push('links_of_the_site', withLinksOfTheSite);
  markdown.renderer.rules.table_open = () =>
    '<div class="table" role="group" aria-label="Table" tabindex="0"><table>\n';
  markdown.renderer.rules.table_close = () => '</table></div>\n';
  const { fence } = markdown.renderer.rules;
  // What can be scrolled has to be reached by keyboard.
  markdown.renderer.rules.fence = (...args) => fence(...args).replace('<pre>', '<pre tabindex="0">');
  markdown.renderer.rules.th_open = alignedByClass;
  markdown.renderer.rules.td_open = alignedByClass;
  return markdown;
}
