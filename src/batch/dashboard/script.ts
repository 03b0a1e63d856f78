/**
 * The page's behaviour, in plain JavaScript: colours, filters, sorting, rows. Rows are made as they are needed, from text
 * alone: `textContent` and attributes, never markup from data. Its words are part of the data.
 */
import { MOST_SEVERE_FIRST } from '../../rulebook/orders.js';
import { OUTCOMES } from './words.js';

export const DASHBOARD_SCRIPT = `'use strict';
(() => {
  const CHUNK = 50;
  const SEVERITIES = ${JSON.stringify(MOST_SEVERE_FIRST)};
  const OUTCOMES = ${JSON.stringify(OUTCOMES)};
  // What has no score is never good: it stands before what passes.
  const VERDICTS = { pass: 0, '': 1, review: 2, fail: 3 };
  const root = document.documentElement;
  root.classList.add('scripted');
  const byId = (id) => document.getElementById(id);

  const theme = byId('theme');
  const themes = ['auto', 'light', 'dark'];
  theme.addEventListener('click', () => {
    const next = themes[(themes.indexOf(theme.value) + 1) % themes.length];
    if (next === 'auto') root.removeAttribute('data-theme');
    else root.setAttribute('data-theme', next);
    theme.value = next;
    theme.textContent = words.theme[next];
  });

  const data = JSON.parse(byId('apps-data').textContent);
  const { rows, dataTypes, permissions, words } = data;
  const categories = new Map(data.categories);
  const categoryOf = (row) => categories.get(row.c) || row.c;
  // Once, from left to right: what is put in may look like a place itself.
  const fill = (text, values) => text.replace(/\\{(\\w+)\\}/g, (_, name) => values[name]);
  const grouped = (count) => count.toLocaleString('en');
  const counted = (count, { one, other }, written = grouped(count)) => fill(count === 1 ? one : other, { count: written });
  const typePlaces = new Map(dataTypes.map((type, place) => [type.id, place]));
  const texts = rows.map((row) => {
    const asked = row.x.map((one) => dataTypes[one[0]].name + ' ' + one[4].map((place) => permissions[place]).join(' '));
    return [row.l, row.p, row.v, row.f, row.c, categoryOf(row), row.e, ...asked].join(' ').toLowerCase();
  });
  const nameOf = (row) => row.l || row.p || row.f;
  const names = rows.map((row) => nameOf(row).toLowerCase());
  const weight = (row) => row.n.reduce((sum, count) => sum * 1000 + Math.min(count, 999), 0);
  const compareText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  // Nothing known stands last, whichever way it is sorted.
  const KEYS = {
    app: { value: (row, at) => names[at], text: true },
    score: { value: (row) => row.s },
    points: { value: (row) => row.t },
    verdict: { value: (row) => VERDICTS[row.d] },
    findings: { value: (row) => (row.s === null ? null : weight(row)) },
    category: { value: (row) => row.c || null, text: true },
    outcome: { value: (row) => OUTCOMES.indexOf(row.o) },
  };

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const foreign = (tag, className, text) => {
    const element = make(tag, className);
    const inner = document.createElement('bdi');
    inner.dir = 'auto';
    inner.textContent = text;
    element.append(inner);
    return element;
  };

  const table = byId('apps');
  const body = table.tBodies[0];
  const more = byId('more');
  const moreLine = byId('more-line');
  const opened = new Set();
  let order = [];
  let shown = 0;
  let sort = { key: 'verdict', direction: 'descending' };

  function appCell(row, at) {
    const cell = make('th', 'app');
    cell.scope = 'row';
    const toggle = make('button', 'toggle');
    toggle.type = 'button';
    toggle.setAttribute('aria-expanded', String(opened.has(at)));
    toggle.setAttribute('aria-label', fill(words.details, { app: nameOf(row) }));
    toggle.addEventListener('click', () => flip(at, toggle));
    const box = make('div', 'app-name');
    const name = foreign(row.r === '' ? 'span' : 'a', 'name', row.l || row.p || row.f);
    if (row.r !== '') name.href = row.r;
    box.append(name);
    if (row.l !== '' && row.p !== '') box.append(foreign('code', 'under', row.p));
    box.append(foreign('span', 'under file', row.f));
    const inner = make('div', 'app-cell');
    inner.append(toggle, box);
    cell.append(inner);
    return cell;
  }

  function cellFor(label, className, child) {
    const cell = make('td', className);
    cell.dataset.label = label;
    if (child !== null) cell.append(child);
    return cell;
  }

  function findingsOf(row) {
    const list = make('span', 'findings');
    row.n.forEach((count, place) => {
      if (count === 0 || place > 3) return;
      const badge = make('span', 'badge sev-' + SEVERITIES[place]);
      const severity = words.severities[SEVERITIES[place]];
      const [before, after] = words.badge.split('{count}').map((part) => fill(part, { severity }));
      if (before !== '') badge.append(make('span', 'word', before));
      badge.append(String(count));
      if (after !== '') badge.append(make('span', 'word', after));
      list.append(badge);
    });
    return list.childElementCount === 0 ? make('span', 'soft', row.s === null ? '' : words.noFindings) : list;
  }

  function rowFor(at) {
    const row = rows[at];
    const line = make('tr', 'line');
    line.dataset.at = String(at);
    const score = make('span', 'score');
    if (row.s !== null) {
      score.append(make('b', 'grade ' + ({ A: 'good', B: 'good', C: 'fair' }[row.g] || 'bad'), row.g), make('span', '', String(row.s)));
    }
    const verdict = make('span', 'verdict verdict-' + row.d, words.verdicts[row.d] || words.noScore);
    line.append(
      appCell(row, at),
      cellFor(words.columns.score, 'number col-score', score),
      cellFor(words.columns.points, 'number col-points', document.createTextNode(row.t === null ? '' : String(row.t))),
      cellFor(words.columns.verdict, 'col-verdict', verdict),
      cellFor(words.columns.findings, 'col-findings', findingsOf(row)),
      cellFor(words.columns.category, 'col-category', make('span', row.c === '' ? 'soft' : '', categoryOf(row) || words.noCategory)),
      cellFor(words.columns.outcome, 'col-outcome', row.e === '' ? make('span', '', words.outcomes[row.o]) : make('code', 'error', row.e)),
    );
    return line;
  }

  function askedList(row) {
    const list = make('ul', 'details-asked');
    for (const [type, severity, verdict, points, names] of row.x) {
      const item = document.createElement('li');
      const head = make('p', 'details-head');
      if (severity >= 0) head.append(make('span', 'badge sev-' + SEVERITIES[severity], words.severities[SEVERITIES[severity]]), ' ');
      head.append(make('b', '', dataTypes[type].name));
      item.append(head);
      const lost = points === 0 ? '' : counted(points, words.points, String(points));
      item.append(make('p', 'soft', [verdict === '' ? '' : words.judged[verdict], lost].filter(Boolean).join(words.comma)));
      if (names.length > 0) item.append(make('code', 'permissions', names.map((place) => permissions[place]).join(words.list)));
      list.append(item);
    }
    return list;
  }

  function detailFor(at) {
    const row = rows[at];
    const line = make('tr', 'detail');
    const cell = make('td');
    cell.colSpan = 7;
    const box = make('div', 'details');
    if (row.e !== '') {
      const error = make('p', 'details-error');
      error.append(make('code', '', row.e), ' ', make('span', '', row.m));
      box.append(error);
    }
    if (row.x.length > 0) box.append(askedList(row));
    else if (row.s !== null) box.append(make('p', 'soft', words.nothing));
    const facts = make('dl', 'facts');
    const fact = (name, value) => {
      if (value === '') return;
      const pair = make('div');
      pair.append(make('dt', '', name), foreign('dd', '', value));
      facts.append(pair);
    };
    fact(words.facts.file, row.f);
    fact(words.facts.package, row.p);
    fact(words.facts.version, row.v);
    fact(words.facts.read, words.outcomes[row.o]);
    fact(words.facts.oddities, row.a === 0 ? '' : String(row.a));
    box.append(facts);
    if (row.r !== '') {
      const link = make('a', 'report-link', words.report);
      link.href = row.r;
      box.append(link);
    }
    cell.append(box);
    line.append(cell);
    return line;
  }

  function flip(at, toggle) {
    const line = toggle.closest('tr');
    const isOpen = opened.has(at);
    if (isOpen) {
      opened.delete(at);
      line.nextElementSibling.remove();
    } else {
      opened.add(at);
      line.after(detailFor(at));
    }
    toggle.setAttribute('aria-expanded', String(!isOpen));
  }

  function grow(count) {
    const end = Math.min(order.length, shown + count);
    const piece = document.createDocumentFragment();
    for (; shown < end; shown++) {
      piece.append(rowFor(order[shown]));
      if (opened.has(order[shown])) piece.append(detailFor(order[shown]));
    }
    body.append(piece);
    const left = order.length - shown;
    moreLine.hidden = left === 0;
    more.textContent = fill(words.more, { count: grouped(Math.min(left, CHUNK)), all: grouped(left) });
  }

  const fields = ['search', 'verdict', 'grade', 'outcome', 'category', 'data'].map(byId);
  const [search, verdict, grade, outcome, category, kind] = fields;
  const fits = (value, choice) => choice === '' || (choice === '-' ? value === '' : value === choice);

  function apply() {
    const wanted = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const place = kind.value === '' ? -1 : typePlaces.get(kind.value);
    const found = [];
    rows.forEach((row, at) => {
      if (!fits(row.d, verdict.value) || !fits(row.g, grade.value) || !fits(row.c, category.value)) return;
      if (outcome.value !== '' && row.o !== outcome.value) return;
      if (kind.value !== '' && !row.x.some((one) => one[0] === place)) return;
      if (wanted.every((word) => texts[at].includes(word))) found.push(at);
    });
    const { value, text } = KEYS[sort.key];
    const values = rows.map(value);
    const sign = sort.direction === 'ascending' ? 1 : -1;
    // The rows come worst first, and stay so where the column says nothing.
    order = found.sort((a, b) => {
      const x = values[a];
      const y = values[b];
      if (x === y) return a - b;
      if (x === null || y === null) return x === null ? 1 : -1;
      return sign * (text ? compareText(x, y) : x - y) || a - b;
    });
    shown = 0;
    body.replaceChildren();
    grow(CHUNK);
    const all = counted(rows.length, words.apps);
    byId('count').textContent = order.length === rows.length ? all : fill(words.shown, { count: grouped(order.length), apps: all });
    byId('none').hidden = order.length !== 0;
    table.hidden = order.length === 0;
    byId('clear').disabled = fields.every((field) => field.value === '');
  }

  const heads = [...table.tHead.querySelectorAll('button')];
  function showSort() {
    for (const head of heads) {
      const cell = head.closest('th');
      if (head.dataset.key === sort.key) cell.setAttribute('aria-sort', sort.direction);
      else cell.removeAttribute('aria-sort');
    }
  }
  for (const head of heads) {
    head.addEventListener('click', () => {
      const key = head.dataset.key;
      const turned = sort.direction === 'ascending' ? 'descending' : 'ascending';
      sort = { key, direction: key === sort.key ? turned : head.dataset.first };
      showSort();
      apply();
    });
  }

  let waiting = 0;
  search.addEventListener('input', () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(apply);
  });
  for (const field of fields.slice(1)) field.addEventListener('change', apply);
  byId('clear').addEventListener('click', () => {
    for (const field of fields) field.value = '';
    apply();
    search.focus();
  });
  more.addEventListener('click', () => {
    const first = shown;
    grow(CHUNK);
    const next = body.querySelector('tr[data-at="' + order[first] + '"] .toggle');
    if (next !== null) next.focus({ preventScroll: true });
  });
  addEventListener('beforeprint', () => grow(order.length));

  showSort();
  apply();
})();
`;
