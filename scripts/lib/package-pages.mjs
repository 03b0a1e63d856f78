/** Pages in the package, which has not all that they lead to in a clone. */

/** Code, which stays as it is; or a link or picture. */
const PART = /^( *)```[^]*?^\1```$|`[^`\n]+`|!?\[((?:[^[\]`]|`[^`\n]*`)*)\]\(([^)\s]+)\)/gm;

/**
 * A page with the text of a link, or of a picture, in place of one that leads to no file of the package.
 * @param isThere whether there is a file, by its path from the page
 */
export function withoutDeadLinks(page, isThere) {
  return page.replace(PART, (whole, _, text, href) => {
    if (href === undefined || /^(?:[a-z][a-z+.-]*:|#)/i.test(href)) return whole;
    return isThere(decodeURI(href.split('#')[0])) ? whole : text;
  });
}
