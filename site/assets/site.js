/** The search of the site. Without this script everything else works. */
(() => {
  const root = document.documentElement.dataset.root;
  const form = document.querySelector('.search');
  const field = form.querySelector('input');
  const list = form.querySelector('ul');
  const told = form.querySelector('[role=status]');
  let index = null;
  let isLoading = false;

  function load(name, next) {
    const script = document.createElement('script');
    script.src = `${root}assets/${name}`;
    script.addEventListener('load', next);
    document.head.append(script);
  }

  /** Fetches what searching needs, once, when somebody is about to search. */
  function prepare() {
    if (isLoading) return;
    isLoading = true;
    load('minisearch.js', () => {
      load('search-terms.js', () => {
        load('search-index.js', () => {
          index = globalThis.MiniSearch.loadJS(globalThis.permauditIndex, globalThis.permauditSearch.options);
          show();
        });
      });
    });
  }

  /** A text with the words found in it marked. */
  function marked(text, terms) {
    const line = document.createElement('span');
    if (terms.length === 0) {
      line.textContent = text;
      return line;
    }
    const escaped = terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    for (const [at, part] of text.split(new RegExp(`(${escaped.join('|')})`, 'giu')).entries()) {
      if (at % 2 === 0) {
        line.append(part);
      } else {
        const mark = document.createElement('mark');
        mark.textContent = part;
        line.append(mark);
      }
    }
    return line;
  }

  function entry({ id, title, heading, trail, excerpt, terms }, at) {
    const item = document.createElement('li');
    item.id = `found-${at}`;
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', 'false');
    item.dataset.href = root + id;
    const where = document.createElement('small');
    where.textContent = trail;
    const name = document.createElement('b');
    name.append(marked(heading === '' ? title : `${title}: ${heading}`, terms));
    item.append(where, name, marked(excerpt, terms));
    return item;
  }

  function select(next) {
    for (const item of list.children) item.setAttribute('aria-selected', String(item === next));
    if (next === null) {
      field.removeAttribute('aria-activedescendant');
    } else {
      field.setAttribute('aria-activedescendant', next.id);
      next.scrollIntoView({ block: 'nearest' });
    }
  }

  function close() {
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    select(null);
  }

  function show() {
    const question = field.value.trim();
    if (index === null || question === '') {
      told.textContent = '';
      close();
      return;
    }
    const found = globalThis.permauditSearch.find(index, question, 12);
    list.replaceChildren(...found.map(entry));
    list.hidden = found.length === 0;
    field.setAttribute('aria-expanded', String(found.length > 0));
    told.textContent = found.length === 0 ? `Nothing found for “${question}”` : '';
    select(list.firstElementChild);
  }

  function goTo(item) {
    if (item === null) return;
    close();
    document.location.assign(item.dataset.href);
  }

  function step(by) {
    const items = [...list.children];
    if (list.hidden || items.length === 0) return;
    const at = items.findIndex((item) => item.getAttribute('aria-selected') === 'true');
    select(items[(at + by + items.length) % items.length]);
  }

  const KEYS = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Escape: () => {
      if (list.hidden) field.value = '';
      close();
      told.textContent = '';
    },
    Enter: () => goTo(list.querySelector('[aria-selected=true]')),
  };

  form.hidden = false;
  field.addEventListener('focus', prepare);
  field.addEventListener('input', () => {
    prepare();
    show();
  });
  field.addEventListener('keydown', (event) => {
    const act = KEYS[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  list.addEventListener('click', (event) => goTo(event.target.closest('li')));
  form.addEventListener('submit', (event) => event.preventDefault());
  document.addEventListener('click', (event) => {
    if (!form.contains(event.target)) close();
  });
  document.addEventListener('keydown', (event) => {
    const isTyping = /^(?:INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '');
    if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
  });
})();
