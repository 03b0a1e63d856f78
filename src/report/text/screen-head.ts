/** The head of the first screen: the app, what it is judged as, and by which texts. */
import type { Audit } from '../../audit/types.js';
import { cut } from '../view/columns.js';
import { settingsText } from '../view/settings-file.js';
import { describeSize } from '../view/size.js';
import { describeVersion, headLine } from './identity.js';
import { MARGIN, type Page } from './page.js';

/** The most lines of the list of policies. */
const MOST_POLICY_LINES = 4;
/** The share of a line that a name from the APK may take where more follows. */
const NAME_SHARE = 0.6;

function titleLines(page: Page, { subject }: Audit): string[] {
  const { more, dot } = page.theme.glyphs;
  const room = page.proseColumns - MARGIN.length;
  const version = describeVersion(page, subject);
  const name = subject.label === null ? page.path(subject.file) : page.value(subject.label);
  const title = cut(name, version === null ? room : Math.floor(room * NAME_SHARE), more);
  const told =
    version === null ? '' : cut(page.words.screen.version(version), Math.floor(room * (1 - NAME_SHARE)) - 2, more);
  const size = subject.size === null ? '' : page.words.identity.size(describeSize(subject.size, page.words));
  const file = cut(page.path(subject.file), Math.floor(room * NAME_SHARE) - 12, more) + size;
  const packageName = subject.package === null ? null : cut(page.name(subject.package), Math.floor(room / 2) - 3, more);
  const parts = [packageName, subject.label === null ? null : file].filter((part) => part !== null);
  return [
    '',
    `${MARGIN}${page.theme.strong(title)}${told === '' ? '' : `  ${told}`}`,
    ...(parts.length === 0 ? [] : [MARGIN + page.theme.quiet(cut(parts.join(` ${dot} `), room, more))]),
  ];
}

/** Each policy by its name, and by its id, which the table of findings has. */
function policyText(page: Page, { policies, policyNames }: Audit['options']): string {
  if (policies.length === 0) return page.theme.glyphs.dash;
  return policies
    .map((id, index) => {
      const name = policyNames?.[index];
      return name === undefined ? page.name(id) : page.words.screen.named(page.prose(name), page.name(id));
    })
    .join(page.words.comma);
}

/** Label, version, package and file, then category, policies, features, role, day and Android versions. */
export function screenHead(page: Page, audit: Audit): string[] {
  const { options } = audit;
  // Without a score nothing was judged by anything.
  if (audit.score === null) return titleLines(page, audit);
  const words = page.words.options;
  const { category, categoryName } = options;
  const judgedAs =
    category === null
      ? words.noCategory
      : categoryName === undefined
        ? page.name(category)
        : page.words.screen.named(page.prose(categoryName), page.name(category));
  const range = options.apiRange === null ? '' : words.on(page.words.apiRange(options.apiRange));
  const features = options.features.map((feature) => page.name(feature)).join(page.words.comma);
  return [
    ...titleLines(page, audit),
    ...headLine(page, words.category, judgedAs),
    ...headLine(page, words.policies, policyText(page, options), MOST_POLICY_LINES),
    ...(features === '' ? [] : headLine(page, words.features, features, 2)),
    ...(options.role === undefined ? [] : headLine(page, words.role, words.supplySide)),
    ...(options.settings === undefined
      ? []
      : headLine(page, words.settings, page.prose(settingsText(options.settings, 16)), 2)),
    ...headLine(page, words.judged, words.asOf(page.name(options.asOf)) + range),
  ];
}
