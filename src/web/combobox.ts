/** A list to choose one of, with search (the combobox of the ARIA Authoring Practices, with a list beneath it). */
import { button, el } from './dom.js';

export interface Option {
  /** Null: none of them. */
  readonly id: string | null;
  readonly name: string;
  readonly about: string;
}

export interface ComboboxWords {
  readonly label: string;
  readonly hint: string;
  readonly placeholder: string;
  readonly clear: string;
  readonly found: (count: number) => string;
}

interface Settings {
  readonly words: ComboboxWords;
  /** What fits what was typed, the best first; all for nothing typed. */
  readonly find: (typed: string) => readonly Option[];
  readonly chosen: Option | null;
  readonly choose: (option: Option | null) => void;
}

export class Combobox {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #list: HTMLUListElement;
  readonly #count: HTMLElement;
  readonly #clear: HTMLButtonElement;
  #options: readonly Option[] = [];
  #active = -1;
  #chosen: Option | null;

  constructor(private readonly settings: Settings) {
    const { words, chosen } = settings;
    this.#chosen = chosen;
    this.#input = el('input', {
      id: 'category',
      type: 'text',
      role: 'combobox',
      autocomplete: 'off',
      spellcheck: 'false',
      'aria-expanded': 'false',
      'aria-controls': 'category-list',
      'aria-autocomplete': 'list',
      'aria-describedby': 'category-hint',
      placeholder: words.placeholder,
    });
    this.#input.value = chosen?.name ?? '';
    this.#list = el('ul', { id: 'category-list', role: 'listbox', 'aria-label': words.label, hidden: true });
    this.#count = el('span', { class: 'hidden', role: 'status' });
    this.#clear = button(words.clear, { class: 'clear' }, () => {
      this.#take(null);
      this.#input.focus();
    });
    this.#clear.hidden = chosen === null;
    this.element = el(
      'div',
      { class: 'field' },
      el('label', { for: 'category' }, words.label),
      el('p', { class: 'hint', id: 'category-hint' }, words.hint),
      el('div', { class: 'combobox' }, this.#input, this.#clear, this.#list),
      this.#count,
    );
    this.#listen();
  }

  #listen(): void {
    this.#input.addEventListener('input', () => {
      this.#open(this.#input.value);
    });
    this.#input.addEventListener('click', () => {
      if (this.#list.hidden) this.#open('');
    });
    this.#input.addEventListener('keydown', (event) => {
      if (this.#press(event.key)) event.preventDefault();
    });
    this.#input.addEventListener('blur', () => {
      this.#close();
      // What was typed and not chosen is nothing.
      this.#input.value = this.#chosen?.name ?? '';
    });
    // The list must not take the focus before it is clicked.
    this.#list.addEventListener('mousedown', (event) => {
      event.preventDefault();
    });
    this.#list.addEventListener('click', (event) => {
      const item = event.target instanceof Element ? event.target.closest('li') : null;
      const option = item === null ? undefined : this.#options[[...this.#list.children].indexOf(item)];
      if (option !== undefined) this.#take(option);
    });
  }

  /** Whether the key was for the list. */
  #press(key: string): boolean {
    const isOpen = !this.#list.hidden;
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (isOpen) this.#move(this.#active + (key === 'ArrowDown' ? 1 : -1));
        else this.#open('');
        return true;
      case 'Enter': {
        const option = isOpen ? this.#options[Math.max(0, this.#active)] : undefined;
        if (option !== undefined) this.#take(option);
        return isOpen;
      }
      case 'Escape':
        this.#close();
        this.#input.value = this.#chosen?.name ?? '';
        return isOpen;
      default:
        return false;
    }
  }

  #open(typed: string): void {
    this.#options = this.settings.find(typed);
    this.#list.replaceChildren(
      ...this.#options.map((option, at) =>
        el(
          'li',
          { role: 'option', id: `category-${at}`, 'aria-selected': String(option.id === (this.#chosen?.id ?? null)) },
          el('span', { class: 'option-name' }, option.name),
          option.about === '' ? null : el('span', { class: 'option-about' }, option.about),
        ),
      ),
    );
    const isEmpty = this.#options.length === 0;
    this.#list.hidden = isEmpty;
    this.#input.setAttribute('aria-expanded', String(!isEmpty));
    this.#count.textContent = this.settings.words.found(this.#options.length);
    this.#move(typed === '' ? -1 : 0);
  }

  #close(): void {
    this.#list.hidden = true;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#input.removeAttribute('aria-activedescendant');
    this.#count.textContent = '';
  }

  #move(to: number): void {
    this.#list.children[this.#active]?.classList.remove('active');
    this.#active = this.#options.length === 0 ? -1 : Math.min(Math.max(to, -1), this.#options.length - 1);
    const item = this.#list.children[this.#active];
    if (item === undefined) {
      this.#input.removeAttribute('aria-activedescendant');
      return;
    }
    item.classList.add('active');
    item.scrollIntoView({ block: 'nearest' });
    this.#input.setAttribute('aria-activedescendant', item.id);
  }

  #take(option: Option | null): void {
    this.#chosen = option?.id == null ? null : option;
    this.#input.value = this.#chosen?.name ?? '';
    this.#clear.hidden = this.#chosen === null;
    this.#close();
    this.settings.choose(this.#chosen);
  }
}
