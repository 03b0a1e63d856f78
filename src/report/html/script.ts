/**
 * The page's behaviour, in plain JavaScript: colours, folding, printing, search and filter. It reads text from the page and sets
 * only `hidden`, `open`, `aria-*`, `data-theme` and the text of its own counters: no markup is ever made from data.
 */
export const SCRIPT = `'use strict';
(() => {
  const root = document.documentElement;
  root.classList.add('scripted');

  const theme = document.getElementById('theme');
  if (theme) {
    const order = ['auto', 'light', 'dark'];
    const show = (name) => {
      if (name === 'auto') root.removeAttribute('data-theme');
      else root.setAttribute('data-theme', name);
      theme.textContent = theme.getAttribute('data-' + name);
      theme.value = name;
    };
    theme.addEventListener('click', () => show(order[(order.indexOf(theme.value) + 1) % order.length]));
  }

  const folds = () => [...document.querySelectorAll('details.cites')];
  const all = document.getElementById('toggle-cites');
  if (all) {
    const isOpen = () => folds().every((fold) => fold.open);
    const label = () => { all.textContent = all.getAttribute(isOpen() ? 'data-close' : 'data-open'); };
    all.addEventListener('click', () => {
      const open = !isOpen();
      for (const fold of folds()) fold.open = open;
      label();
    });
    document.addEventListener('toggle', label, true);
  }

  for (const id of ['print-summary', 'print-all']) {
    const button = document.getElementById(id);
    if (button) button.addEventListener('click', () => {
      root.classList.toggle('summary-alone', button.value === 'summary');
      print();
    });
  }
  addEventListener('afterprint', () => root.classList.remove('summary-alone'));

  const table = document.getElementById('permission-table');
  if (table) {
    const rows = [...table.tBodies[0].rows];
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const search = document.getElementById('permission-search');
    const verdict = document.getElementById('permission-verdict');
    const origin = document.getElementById('permission-origin');
    const count = document.getElementById('permission-count');
    const none = document.getElementById('permission-none');
    const words = count.textContent;
    const apply = () => {
      const wanted = search.value.toLowerCase().split(' ').filter(Boolean);
      let shown = 0;
      rows.forEach((row, index) => {
        const fits = wanted.every((word) => texts[index].includes(word))
          && (verdict.value === '' || row.getAttribute('data-verdict') === verdict.value)
          && (origin.value === '' || row.getAttribute('data-origin') === origin.value);
        row.hidden = !fits;
        if (fits) shown += 1;
      });
      none.hidden = shown !== 0;
      table.hidden = shown === 0;
      count.textContent = words.replace(/[0-9]+/, String(shown));
    };
    search.addEventListener('input', apply);
    verdict.addEventListener('change', apply);
    origin.addEventListener('change', apply);
  }
})();
`;
