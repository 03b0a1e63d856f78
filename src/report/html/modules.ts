/** The parts of an app that is more than one APK, what its components bring, and what it asks for in vain. */
import type { AppModule } from '../../facts/facts.js';
import type { Audit } from '../../audit/types.js';
import { codeName, join, markup, permissionName, type Markup } from './markup.js';
import { scrollable, section, type Section } from './section.js';
import type { Strings } from '../../words/html.js';
import { table } from './table.js';

/** The requests Android does not read from this part; those the base does not make either are marked. */
function ignored(strings: Strings, module: AppModule): Markup | null {
  const items = module.permissionsIgnored.map((name) => {
    const only = module.permissionsOnlyHere.includes(name);
    const tag = only ? markup` <span class="tag">${strings.modules.onlyHere}</span>` : null;
    return markup`<li>${permissionName(name)}${tag}</li>`;
  });
  if (items.length === 0) return null;
  return markup`<ul class="plain">
    ${items}
  </ul>`;
}

/** What its components make possible. */
function added({ capabilities = [] }: AppModule): Markup | null {
  if (capabilities.length === 0) return null;
  return markup`<ul class="plain">
    ${capabilities.map((id) => markup`<li>${codeName(id)}</li>`)}
  </ul>`;
}

function row(strings: Strings, module: AppModule): Markup {
  const { identity, comma } = strings.report;
  const delivery = module.delivery === null ? null : identity.delivery[module.delivery];
  const how = join([delivery, module.fusedIntoBase ? strings.modules.fused : null], comma);
  return markup`<tr>
    <th scope="row">${codeName(module.name)}</th>
    <td>${identity.module[module.kind]}</td>
    <td>${how.length === 0 ? '–' : how}</td>
    <td>${codeName(module.file)}</td>
    <td>${added(module) ?? '–'}</td>
    <td>${ignored(strings, module) ?? '–'}</td>
  </tr>`;
}

/** The table of modules. Null for a single APK. */
export function modulesSection(strings: Strings, { modules }: Audit): Section | null {
  if (modules.length === 0) return null;
  const words = strings.modules;
  const heads = [words.name, words.kind, words.delivery, words.file, words.added, words.ignored];
  const rows = modules.map((module) => row(strings, module));
  const content = markup`<div class="card">${scrollable(strings.sections.modules, table({ kind: 'modules', heads, rows }))}</div>`;
  return section(strings, 'modules', words.intro, content, modules.length);
}
