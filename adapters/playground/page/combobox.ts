/** A text field with suggestions, for one answer or several: selects with typeahead, and pickers of people. */

import { append, h, newId, replaceChildren } from './dom.ts';
import { icon } from './icons.ts';

export type Suggestion = { readonly label: string; readonly detail?: string | undefined };

export type Combobox = {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  /** Labels of what is chosen. */
  readonly read: () => readonly string[];
};

export type ComboboxOptions = {
  readonly suggest: (typed: string) => readonly Suggestion[];
  readonly chosen: readonly string[];
  /** More than one makes chips. */
  readonly max: number;
  readonly placeholder: string;
  /** Keeps words that are not among the suggestions: the server knows more names than the page. */
  readonly keepsOtherWords: boolean;
  readonly onChange: () => void;
};

export function createCombobox(options: ComboboxOptions): Combobox {
  const isMany = options.max > 1;
  const listId = newId('options');
  let chosen = [...options.chosen];
  let shown: readonly Suggestion[] = [];
  let active = -1;

  const input = h('input', {
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    dir: 'auto',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
    placeholder: options.placeholder,
  });
  const chips = h('span', { class: 'chips' });
  const list = h('ul', { class: 'options', role: 'listbox', id: listId, popover: 'manual' });
  if (isMany) list.setAttribute('aria-multiselectable', 'true');
  const box = h('div', { class: 'combobox-box' }, chips, input, icon('down', 16));
  const element = h('div', { class: 'combobox' }, box, list);

  function drawChosen(): void {
    if (!isMany) {
      input.value = chosen[0] ?? '';
      return;
    }
    replaceChildren(
      chips,
      ...chosen.map((label) =>
        h(
          'span',
          { class: 'chip' },
          h('span', { class: 'cut', title: label, dir: 'auto' }, label),
          h(
            'button',
            { type: 'button', 'aria-label': `Remove ${label}`, onClick: () => remove(label) },
            icon('close', 12),
          ),
        ),
      ),
    );
    input.placeholder = chosen.length === 0 ? options.placeholder : '';
  }

  function choose(label: string): void {
    if (!isMany) chosen = [label];
    else if (chosen.includes(label)) chosen = chosen.filter((one) => one !== label);
    else if (chosen.length < options.max) chosen = [...chosen, label];
    input.value = '';
    drawChosen();
    close();
    options.onChange();
  }

  function remove(label: string): void {
    chosen = chosen.filter((one) => one !== label);
    drawChosen();
    input.focus();
    options.onChange();
  }

  function open(typed: string): void {
    shown = options.suggest(typed).slice(0, 60);
    active = -1;
    replaceChildren(
      list,
      ...shown.map((one, index) => {
        const isChosen = chosen.includes(one.label);
        const item = h(
          'li',
          { role: 'option', id: `${listId}-${index}`, 'aria-selected': String(isChosen), dir: 'auto' },
          h('span', {}, one.label),
        );
        if (one.detail !== undefined) append(item, h('span', { class: 'detail' }, one.detail));
        if (isChosen) append(item, icon('check', 14));
        // mousedown, because the click that follows would come after the field's blur.
        item.addEventListener('mousedown', (event) => {
          event.preventDefault();
          choose(one.label);
        });
        return item;
      }),
    );
    if (shown.length === 0) append(list, h('li', { class: 'none' }, 'No match'));
    input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-expanded', 'true');
    if (!list.matches(':popover-open')) list.showPopover();
    place();
  }

  function close(): void {
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    if (list.matches(':popover-open')) list.hidePopover();
  }

  /** The list lives in the top layer, where no scrolling form can cut it off, so it is placed by hand. */
  function place(): void {
    const around = box.getBoundingClientRect();
    const below = innerHeight - around.bottom;
    const above = below < 220 && around.top > below;
    list.style.left = `${around.left}px`;
    list.style.width = `${around.width}px`;
    list.style.maxHeight = `${Math.max(96, Math.min(280, (above ? around.top : below) - 16))}px`;
    list.style.top = above ? 'auto' : `${around.bottom + 4}px`;
    list.style.bottom = above ? `${innerHeight - around.top + 4}px` : 'auto';
  }

  function highlight(index: number): void {
    active = Math.max(0, Math.min(shown.length - 1, index));
    [...list.children].forEach((item, position) => item.classList.toggle('active', position === active));
    const item = list.children[active];
    if (item === undefined || shown.length === 0) return;
    input.setAttribute('aria-activedescendant', item.id);
    item.scrollIntoView({ block: 'nearest' });
  }

  const isOpen = () => input.getAttribute('aria-expanded') === 'true';

  input.addEventListener('input', () => {
    if (!isMany) {
      chosen = matching(options.suggest(''), input.value, options.keepsOtherWords);
      options.onChange();
    }
    open(input.value);
  });
  input.addEventListener('click', () => open(isMany ? input.value : ''));
  input.addEventListener('focus', () => {
    if (!isMany) input.select();
  });
  input.addEventListener('blur', () => {
    close();
    const typed = matching(options.suggest(''), input.value, options.keepsOtherWords)[0];
    if (isMany && typed !== undefined && !chosen.includes(typed) && chosen.length < options.max)
      choose(typed);
    else if (!isMany) drawChosen();
    else input.value = '';
  });
  input.addEventListener('keydown', (event) => {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen()) open(isMany ? input.value : '');
      highlight(key === 'ArrowDown' ? active + 1 : active === -1 ? shown.length - 1 : active - 1);
    } else if (key === 'Enter') {
      // A form must not be sent by choosing from a list.
      event.preventDefault();
      const one = isOpen() ? (shown[active] ?? (input.value === '' ? undefined : shown[0])) : undefined;
      if (one !== undefined) choose(one.label);
    } else if (key === 'Escape' && isOpen()) {
      event.preventDefault();
      close();
    } else if (key === 'Backspace' && isMany && input.value === '') {
      const last = chosen.at(-1);
      if (last !== undefined) remove(last);
    }
  });
  box.addEventListener('mousedown', (event) => {
    if (event.target === input || (event.target as Element).closest('button') !== null) return;
    event.preventDefault();
    input.focus();
    open(isMany ? input.value : '');
  });
  addEventListener('scroll', () => isOpen() && input.isConnected && place(), {
    capture: true,
    passive: true,
  });
  drawChosen();

  return { element, input, read: () => chosen };
}

/** Suggestions that contain what was typed; those that begin with it first. */
export function filterSuggestions(all: readonly Suggestion[], typed: string): readonly Suggestion[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return all;
  const found = all.filter((one) => one.label.toLowerCase().includes(wanted));
  const isFirst = (one: Suggestion) => one.label.toLowerCase().startsWith(wanted);
  return [...found.filter(isFirst), ...found.filter((one) => !isFirst(one))];
}

function matching(all: readonly Suggestion[], typed: string, keepsOtherWords: boolean): string[] {
  const wanted = typed.trim();
  if (wanted === '') return [];
  const exact = all.find((one) => one.label.toLowerCase() === wanted.toLowerCase());
  if (exact !== undefined) return [exact.label];
  return keepsOtherWords ? [wanted] : [];
}
