/** The sections of the dashboard below the ranking. */
import { codeName, foreign, join, markup, type Markup } from '../../report/html/markup.js';
import type { BatchSummary } from '../summary.js';
import { percent, shareBar } from './charts.js';
import { counted, grouped } from './words.js';

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

/** The data that most apps of a category ask for without need. */
export function overRequestedSection({ overRequested }: BatchSummary): Markup | null {
  const shown = overRequested.filter(({ dataTypes }) => dataTypes.length > 0);
  if (shown.length === 0) return null;
  const cards = shown.map(({ category, apps, dataTypes }) => {
    const more = dataTypes.length - MOST_DATA_TYPES;
    return markup`<article class="card">
      <h3>${category ?? 'No category declared'} <span class="total">${counted(apps, 'app')}</span></h3>
      <ul class="asked">
        ${dataTypes.slice(0, MOST_DATA_TYPES).map(
          ({ name, apps: asking }) => markup`<li>
            <span class="name">${name}</span>${shareBar(asking / apps, 'asking')}
            <span class="count">${grouped(asking)}</span> <span class="share">${percent(asking, apps)}</span>
          </li>`,
        )}
      </ul>
      ${more > 0 ? markup`<p class="more">and ${counted(more, 'more data type')}</p>` : null}
    </article>`;
  });
  return section(
    'over-requested',
    'Asked for without need',
    'Of the apps of a category, how many request access to data that the category does not need. The bar is the share of the category.',
    markup`<div class="cards">${cards}</div>`,
  );
}

/** The SDKs whose own code uses permissions; null when no code was looked at. */
export function sdkSection({ sdks = [] }: BatchSummary): Markup | null {
  if (sdks.length === 0) return null;
  const rows = sdks.slice(0, MOST_SDKS).map(
    ({ name, kind, apps, permissions }) => markup`<tr>
      <th scope="row">${name}<span class="under">${kind}</span></th>
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
  return section(
    'sdks',
    'SDKs that drag permissions in',
    'Known SDKs whose own code uses permissions, with the number of apps in which each of them does.',
    markup`<div class="card scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">SDK</th>
            <th scope="col" class="number">Apps</th>
            <th scope="col">Permissions its code uses</th>
          </tr>
        </thead>
        <tbody>${rows}</tbody>
      </table>
    </div>`,
  );
}

/** Files without a score, by error code. */
export function failuresSection({ failures }: BatchSummary): Markup | null {
  if (failures.length === 0) return null;
  const rows = failures.map(
    ({ code, files, examples }) => markup`<tr>
      <th scope="row"><code>${code}</code></th>
      <td class="number">${grouped(files)}</td>
      <td>
        <ul class="names">
          ${examples.map((file) => markup`<li>${foreign(file)}</li>`)}
        </ul>
      </td>
    </tr>`,
  );
  return section(
    'failures',
    'Files without a score',
    'By error code, with examples. They are in the table above too: choose the outcome there.',
    markup`<div class="card scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col" class="number">Files</th>
            <th scope="col">Examples</th>
          </tr>
        </thead>
        <tbody>${rows}</tbody>
      </table>
    </div>`,
  );
}

/** What was met while looking for files. */
export function notesSection({ notes }: BatchSummary): Markup | null {
  if (notes.length === 0) return null;
  const items = notes
    .slice(0, MOST_NOTES)
    .map(({ kind, file, message }) => markup`<li>${foreign(file)}: ${message} <code>${kind}</code></li>`);
  const more = notes.length - MOST_NOTES;
  return section(
    'not-audited',
    'Not audited',
    'What was met on the way and is not an app that could be audited.',
    markup`<ul class="card names">${items}${more > 0 ? markup`<li>and ${grouped(more)} more</li>` : null}</ul>`,
  );
}

/** What the batch was judged by. */
export function basis({ tool, rulebook, options }: BatchSummary): Markup {
  const parts = [
    markup`Rulebook ${rulebook.version}`,
    markup`as of ${options.asOf}`,
    markup`policies ${options.policies.length === 0 ? 'none' : options.policies.join(', ')}`,
    options.features.length === 0 ? null : markup`features ${options.features.join(', ')}`,
    markup`category unless mapped: ${options.defaultCategory ?? 'none, so that need is not judged'}`,
    markup`made by ${tool.name} ${tool.version}`,
  ];
  return markup`<p class="basis">${join(parts, ' · ')}</p>`;
}
