/** The page in a browser: choose an app, wait, read the report. */
import { searchCategories } from '../rulebook/find-category.js';
import type { Category, Lang, Text } from '../rulebook/types.js';
import { Combobox, type Option } from './combobox.js';
import { button, el } from './dom.js';
import type { Choices, Failure, FromWorker, Reports } from './protocol.js';
import { WORDS, type PageWords } from './words.js';

/** As long as the worker is getting ready, there is nothing to choose from. */
const NOTHING: Choices = { categories: [], policies: [] };
const MIB = 1024 * 1024;

class Page {
  #lang: Lang = navigator.language.startsWith('zh') ? 'zh' : 'en';
  #worker: Worker;
  #choices = NOTHING;
  #files: readonly File[] = [];
  #category: string | null = null;
  readonly #regions = new Set<string>();
  #reports: Reports | null = null;
  /** Addresses of what is shown and saved, given back when it is no longer. */
  #addresses: string[] = [];
  #isBusy = false;

  constructor() {
    this.#worker = this.#newWorker();
    this.#acceptDrops();
    this.#showStart(null);
  }

  get #words(): PageWords {
    return WORDS[this.#lang];
  }

  #newWorker(): Worker {
    const source = document.getElementById('worker')?.textContent ?? '';
    const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    const worker = new Worker(address);
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      this.#hear(data);
    });
    worker.addEventListener('error', (event) => {
      // A worker that ends by itself: the browser gives no other reason for it than memory.
      const { memory, memoryHint, bugHint } = this.#words;
      const isMemory = /memory|alloc/i.test(event.message);
      this.#fail({ message: isMemory ? memory : event.message, hint: isMemory ? memoryHint : bugHint, code: null });
      this.#worker = this.#newWorker();
    });
    return worker;
  }

  #hear(message: FromWorker): void {
    switch (message.kind) {
      case 'ready':
        this.#choices = message;
        if (!this.#isBusy && this.#reports === null) this.#showStart(null);
        break;
      case 'progress':
        this.#showProgress(message.done);
        break;
      case 'done':
        this.#isBusy = false;
        this.#reports = message;
        this.#showReport(message);
        break;
      case 'failed':
        this.#fail(message);
        break;
    }
  }

  #fail(failure: Failure): void {
    this.#isBusy = false;
    this.#showStart(failure);
  }

  /** Anywhere on the page, so that no browser opens the file instead. */
  #acceptDrops(): void {
    const mark = (isOver: boolean): void => {
      document.body.classList.toggle('over', isOver);
    };
    addEventListener('dragover', (event) => {
      event.preventDefault();
      mark(true);
    });
    addEventListener('dragleave', (event) => {
      if (event.relatedTarget === null) mark(false);
    });
    addEventListener('drop', (event) => {
      event.preventDefault();
      mark(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (this.#isBusy) return;
      // A link or a text was dropped.
      if (files.length === 0) {
        if (this.#files.length === 0) this.#needFile();
        return;
      }
      this.#reports = null;
      this.#choose(files);
    });
  }

  #choose(files: readonly File[]): void {
    this.#files = files;
    this.#showStart(null);
    document.getElementById('start')?.focus();
  }

  #start(): void {
    this.#isBusy = true;
    this.#showBusy();
    const regions = [...this.#regions];
    this.#worker.postMessage({ files: this.#files, category: this.#category, regions, lang: this.#lang });
  }

  #stop(): void {
    this.#worker.terminate();
    this.#isBusy = false;
    this.#worker = this.#newWorker();
    this.#showStart(null);
  }

  /** Changes the language, of the report too: it is made again. */
  #otherLanguage(): void {
    this.#lang = this.#lang === 'en' ? 'zh' : 'en';
    if (this.#reports !== null) this.#start();
    else if (this.#isBusy) this.#showBusy();
    else this.#showStart(null);
    document.getElementById('language')?.focus();
  }

  #show(content: readonly Node[], isReading = false): void {
    for (const address of this.#addresses) URL.revokeObjectURL(address);
    this.#addresses = [];
    const { lang, title, language, legal } = this.#words;
    document.documentElement.lang = lang;
    document.title = title;
    document.body.classList.toggle('reading', isReading);
    const other = button(language, { id: 'language', lang: this.#lang === 'en' ? 'zh-CN' : 'en' }, () => {
      this.#otherLanguage();
    });
    const bar = el('header', { class: 'top' }, el('span', { class: 'brand' }, 'permaudit'), other);
    const last = el('footer', {}, legal);
    const rest = isReading ? [el('main', {}, ...content)] : [bar, el('main', {}, ...content), last];
    document.getElementById('page')?.replaceChildren(...rest);
  }

  #showStart(failure: Failure | null): void {
    const words = this.#words;
    const form = el('form', {}, this.#dropZone(), this.#categoryField(), this.#regionsField(), this.#startRow());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.#files.length > 0) this.#start();
      else this.#needFile();
    });
    const promises = words.privacy.map(([title, text]) => el('div', {}, el('h2', {}, title), el('p', {}, text)));
    const told = failure === null ? [] : [this.#failure(failure)];
    const head = [el('h1', {}, words.question), el('p', { class: 'lead' }, words.lead)];
    this.#show([...told, ...head, form, el('div', { class: 'promises' }, ...promises)]);
  }

  #failure({ message, hint, code }: Failure): HTMLElement {
    const { failed, bug, bugHint } = this.#words;
    const isBug = code === null && hint === null;
    const told = el('div', { class: 'failure', role: 'alert' }, el('h2', {}, isBug ? bug : failed));
    if (isBug) told.append(el('p', {}, bugHint), el('code', {}, message));
    else told.append(el('p', {}, message), ...(hint === null ? [] : [el('p', {}, hint)]));
    if (code !== null) told.append(el('code', {}, code));
    return told;
  }

  #dropZone(): HTMLElement {
    const words = this.#words;
    const input = el('input', { type: 'file', id: 'file', multiple: true, 'aria-describedby': 'file-hint' });
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])];
      if (files.length > 0) this.#choose(files);
    });
    const has = this.#files.length > 0;
    const size = sizeIn(this.#lang, this.#files);
    const names = this.#files.map(({ name }) => name).join(', ');
    return el(
      'label',
      { class: has ? 'drop full' : 'drop', for: 'file' },
      input,
      el('strong', {}, has ? words.chosen(names, size) : words.drop),
      el('span', { class: 'hint', id: 'file-hint' }, words.dropHint),
      el('span', { class: 'like-button' }, has ? words.another : words.choose),
    );
  }

  #categoryField(): HTMLElement {
    const words = this.#words;
    const optionOf = ({ id, name, summary }: Category): Option => ({
      id,
      name: this.#text(name),
      about: this.#text(summary),
    });
    const { categories } = this.#choices;
    const byName = (one: Option, other: Option): number => one.name.localeCompare(other.name, words.lang);
    const none: Option = { id: null, name: words.noCategory, about: '' };
    const chosen = categories.find(({ id }) => id === this.#category);
    return new Combobox({
      words: {
        label: words.category,
        hint: words.categoryHint,
        placeholder: words.categoryFind,
        clear: words.clear,
        found: words.found,
      },
      find: (typed) => {
        if (typed.trim() === '') return [none, ...categories.map(optionOf).sort(byName)];
        return searchCategories({ categories }, typed.split(/\s+/)).map(optionOf);
      },
      chosen: chosen === undefined ? null : optionOf(chosen),
      choose: (option) => {
        this.#category = option?.id ?? null;
      },
    }).element;
  }

  #text({ en, zh }: Text): string {
    return this.#lang === 'zh' ? (zh ?? en) : en;
  }

  #regionsField(): HTMLElement {
    const words = this.#words;
    const known = new Intl.DisplayNames(words.lang, { type: 'region' });
    const nameOf = (code: string): string => known.of(code === 'uk' ? 'GB' : code.toUpperCase()) ?? code;
    const codes = [...new Set(this.#choices.policies.flatMap(({ regions }) => regions))];
    const sorted = codes.sort((one, other) => nameOf(one).localeCompare(nameOf(other), words.lang));
    const names = this.#choices.policies.filter((policy) => policy.default).map(({ name }) => this.#text(name));
    const always = new Intl.ListFormat(words.lang).format(names);
    const boxes = sorted.map((code) => {
      const box = el('input', { type: 'checkbox', value: code });
      box.checked = this.#regions.has(code);
      box.addEventListener('change', () => {
        if (box.checked) this.#regions.add(code);
        else this.#regions.delete(code);
      });
      return el('label', {}, box, el('span', {}, nameOf(code)));
    });
    return el(
      'fieldset',
      { 'aria-describedby': 'regions-hint' },
      el('legend', {}, words.regions),
      el('p', { class: 'hint', id: 'regions-hint' }, words.regionsHint(always)),
      el('div', { class: 'regions' }, ...boxes),
    );
  }

  #startRow(): HTMLElement {
    return el(
      'div',
      { class: 'go' },
      el('button', { type: 'submit', class: 'primary', id: 'start' }, this.#words.start),
      el('span', { class: 'problem', role: 'status', id: 'needs-file' }),
    );
  }

  #needFile(): void {
    const told = document.getElementById('needs-file');
    if (told !== null) told.textContent = this.#words.needsFile;
    document.getElementById('file')?.focus();
  }

  get #name(): string {
    return this.#files[0]?.name ?? '';
  }

  #showBusy(): void {
    const words = this.#words;
    const bar = el('progress', { id: 'progress', max: '1', 'aria-label': words.busy(this.#name) });
    const stop = button(words.stop, { id: 'stop' }, () => {
      this.#stop();
    });
    const how = el('p', { class: 'hint', role: 'status', id: 'how-far' }, words.judging);
    this.#show([el('div', { class: 'busy' }, el('h1', { tabindex: '-1' }, words.busy(this.#name)), bar, how, stop)]);
    stop.focus();
  }

  #showProgress(done: number): void {
    const bar = document.getElementById('progress');
    const how = document.getElementById('how-far');
    if (!(bar instanceof HTMLProgressElement) || how === null) return;
    if (done < 1) bar.value = done;
    else bar.removeAttribute('value');
    how.textContent = done < 1 ? this.#words.reading(Math.floor(done * 100)) : this.#words.judging;
  }

  #showReport({ html, json }: Reports): void {
    const words = this.#words;
    const addresses: string[] = [];
    const addressOf = (text: string, type: string): string => {
      const address = URL.createObjectURL(new Blob([text], { type }));
      addresses.push(address);
      return address;
    };
    const save = (text: string, type: string, ending: string, label: string): HTMLElement =>
      el(
        'a',
        { class: 'button', id: `save-${ending}`, href: addressOf(text, type), download: `${this.#name}.${ending}` },
        label,
      );
    const again = button(words.another, { id: 'another' }, () => {
      this.#reports = null;
      this.#files = [];
      this.#showStart(null);
      document.getElementById('file')?.focus();
    });
    const title = el('h1', { tabindex: '-1' }, this.#name);
    const language = button(words.language, { id: 'language', lang: this.#lang === 'en' ? 'zh-CN' : 'en' }, () => {
      this.#otherLanguage();
    });
    const bar = el(
      'div',
      { class: 'bar' },
      title,
      save(html, 'text/html', 'html', words.saveHtml),
      save(json, 'application/json', 'json', words.saveJson),
      again,
      language,
    );
    // No origin of its own, no way to this page: its links open elsewhere, and its script sees the report alone.
    const frame = el('iframe', {
      title: words.report,
      sandbox: 'allow-scripts allow-modals allow-popups allow-popups-to-escape-sandbox',
      src: addressOf(withLinksElsewhere(html), 'text/html'),
    });
    const told = el('p', { class: 'hidden', role: 'status' }, words.done(this.#name));
    this.#show([bar, told, frame], true);
    this.#addresses = addresses;
    title.focus();
  }
}

/** Links to sources must not open in the frame. Text of an app is escaped: it makes no tag. */
function withLinksElsewhere(html: string): string {
  return html.replaceAll('<a class="url" href="', '<a class="url" target="_blank" href="');
}

function sizeIn(lang: Lang, files: readonly File[]): string {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const [number, unit] = bytes < MIB ? [bytes / 1024, 'KB'] : [bytes / MIB, 'MB'];
  const told = new Intl.NumberFormat(lang, { maximumFractionDigits: number < 10 ? 1 : 0 }).format(number);
  return `${told} ${unit}`;
}

new Page();
