/** The sections of the dashboard below the ranking. */
import { codeName, foreign, join, markup, type Markup } from '../../report/html/markup.js';
import { table } from '../../report/html/table.js';
import { commonFolder } from '../../report/view/common-folder.js';
import { settingsText } from '../../report/view/settings-file.js';
import { fill } from '../../words/dashboard.js';
import type { BatchSummary } from '../summary.js';
import { percent, shareBar } from './charts.js';
import { counted, grouped, type PageWords } from './words.js';

const MOST_DATA_TYPES = 8;
const MOST_NOTES = 100;
const MOST_SDKS = 40;

function section(id: string, title: string, intro: string, body: Markup): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    <p class="intro">${intro}</p>
    ${body}
  </section>`;
}

/** A card whose table scrolls sideways where it is too wide. */
function scrollingCard(body: Markup): Markup {
  return markup`<div class="card scroll">${body}</div>`;
}

type ByCategory = BatchSummary['overRequested'];

/** By category, the data that most of its apps ask for. */
function dataCards(words: PageWords, shown: ByCategory): Markup {
  const cards = shown.map(({ category, apps, dataTypes }) => {
    const more = dataTypes.length - MOST_DATA_TYPES;
    const name = category === null ? words.overRequested.noCategory : words.category(category);
    return markup`<article class="card">
      <h3>${name} <span class="total">${counted(apps, words.script.apps)}</span></h3>
      <ul class="asked">
        ${dataTypes.slice(0, MOST_DATA_TYPES).map(
          ({ name: data, apps: asking }) => markup`<li>
            <span class="name">${data}</span>${shareBar(asking / apps, 'asking')}
            <span class="count">${grouped(asking)}</span> <span class="share">${percent(asking, apps)}</span>
          </li>`,
        )}
      </ul>
      ${more > 0 ? markup`<p class="more">${words.batch.moreData(more)}</p>` : null}
    </article>`;
  });
  return markup`<div class="cards">${cards}</div>`;
}

/** The categories of which an app asks for such data. */
export function withData(all: ByCategory): ByCategory {
  return all.filter(({ dataTypes }) => dataTypes.length > 0);
}

/** The data that most apps of a category ask for without need. */
export function overRequestedSection(words: PageWords, { overRequested }: BatchSummary): Markup | null {
  const shown = withData(overRequested);
  if (shown.length === 0) return null;
  const { title, intro } = words.overRequested;
  return section('over-requested', title, intro, dataCards(words, shown));
}

/** The sensitive data that most apps of a category ask for, and that nobody explains. */
export function unexplainedSection(words: PageWords, { unexplained }: BatchSummary): Markup | null {
  const shown = withData(unexplained);
  if (shown.length === 0) return null;
  return section('unexplained', words.batch.unexplained, words.unexplained.intro, dataCards(words, shown));
}

/** The SDKs whose own code uses permissions; null when no code was looked at. */
export function sdkSection(words: PageWords, { sdks = [] }: BatchSummary): Markup | null {
  if (sdks.length === 0) return null;
  const { sdkColumns, sdkPurpose } = words.report.code;
  const rows = sdks.slice(0, MOST_SDKS).map(
    ({ name, kind, apps, permissions }) => markup`<tr>
      <th scope="row">${name}<span class="under">${sdkPurpose(kind)}</span></th>
      <td class="number">${grouped(apps)}</td>
      <td>
        <ul class="names">
          ${permissions.map(
            (permission) =>
              markup`<li>${codeName(permission.name)} <span class="share">${grouped(permission.apps)}</span></li>`,
          )}
        </ul>
      </td>
    </tr>`,
  );
  const heads = [sdkColumns[0], { content: words.sdks.apps, kind: 'number' }, sdkColumns[3]];
  return section('sdks', words.batch.sdks, words.sdks.intro, scrollingCard(table({ heads, rows })));
}

/** Files without a score, by error code. */
export function failuresSection(words: PageWords, { failures, ranking }: BatchSummary): Markup | null {
  if (failures.length === 0) return null;
  const folder = commonFolder(ranking.map(({ file }) => file));
  const rows = failures.map(
    ({ code, files, examples }) => markup`<tr>
      <th scope="row"><code>${code}</code></th>
      <td class="number">${grouped(files)}</td>
      <td>
        <ul class="names">
          ${examples.map((file) => markup`<li>${foreign(file.slice(folder.length))}</li>`)}
        </ul>
      </td>
    </tr>`,
  );
  const { code, files, examples } = words.failures;
  const heads = [code, { content: files, kind: 'number' }, examples];
  return section('failures', words.batch.failures, words.failures.intro, scrollingCard(table({ heads, rows })));
}

/** What was met while looking for files. */
export function notesSection(words: PageWords, { notes }: BatchSummary): Markup | null {
  if (notes.length === 0) return null;
  const items = notes
    .slice(0, MOST_NOTES)
    .map(
      (note) =>
        markup`<li>${foreign(note.file)}${words.report.colon}${words.batch.note(note)} <code>${note.kind}</code></li>`,
    );
  const more = notes.length - MOST_NOTES;
  return section(
    'not-audited',
    words.batch.notes,
    words.notes.intro,
    markup`<ul class="card names">${items}${more > 0 ? markup`<li>${fill(words.notes.more, { count: grouped(more) })}</li>` : null}</ul>`,
  );
}

/** What the batch was judged by. */
export function basis(words: PageWords, { tool, rulebook, options, ranking }: BatchSummary): Markup {
  const folder = commonFolder(ranking.map(({ file }) => file));
  const { basis: told } = words;
  const { list } = words.script;
  const { policies, features, defaultCategory, settings } = options;
  const parts = [
    fill(told.rulebook, { version: rulebook.version }),
    fill(told.asOf, { date: options.asOf }),
    fill(told.policies, { ids: policies.length === 0 ? told.noPolicies : policies.join(list) }),
    features.length === 0 ? null : fill(told.features, { ids: features.join(list) }),
    fill(told.category, { name: defaultCategory === null ? told.noCategory : words.category(defaultCategory) }),
    settings === undefined ? null : fill(told.settings, { file: settingsText(settings) }),
    fill(told.tool, { tool: `${tool.name} ${tool.version}` }),
  ];
  const place = folder === '' ? null : markup`<p class="basis">${words.folder} ${codeName(folder)}</p>`;
  return markup`${place}<p class="basis">${join(parts, ' · ')}</p>`;
}
