/** Markdown from data: everything that is not ours to format is escaped. */

/** Text of a sentence: nothing in it is read as Markdown or HTML, and it stays on its line. */
export function text(value) {
  return String(value)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>|~$]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/^([#+-])/, '\\$1')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')
    .replace(/(^|[^\w])(https?):\/\//g, '$1$2:&#47;&#47;');
}

/** An id or name as code. */
export function code(value) {
  const plain = String(value).replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${plain}${fence}` : `${fence} ${plain} ${fence}`;
}

/** A link whose label is Markdown already. */
export function link(label, target) {
  return `[${label}](${encodeURI(target).replace(/[()]/g, (mark) => (mark === '(' ? '%28' : '%29'))})`;
}

/** A web address as it is, when it is one. */
export function webLink(url) {
  return /^https?:\/\/[^\s<>]{1,2048}$/.test(url) ? `<${url.replaceAll('>', '%3E')}>` : text(url);
}

export function bullets(items) {
  return items.map((item) => `- ${item}`).join('\n');
}

/** A table of Markdown cells; columns are not padded, so that one changed cell changes one line. */
export function table(titles, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}

/** `## title` and what stands under it; nothing when there is nothing. */
export function section(title, body) {
  return body === '' ? [] : [`## ${title}`, body];
}

/** The blocks of a page, one empty line between them. */
export function page(blocks) {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
