/** The box at the foot of a conversation: type words or a command, with the commands suggested, or send files. */

import type { AttachedFile } from '../api-types.ts';
import { createAttachButton } from './attach.ts';
import { h, newId, replaceChildren, spoken } from './dom.ts';
import { icon } from './icons.ts';

export type Command = { readonly text: string; readonly does: string };

export type Composer = {
  readonly element: HTMLElement;
  /** Puts words in the box for the person to send. */
  readonly fill: (text: string) => void;
  readonly setPlace: (label: string) => void;
};

export type ComposerOptions = {
  readonly commands: readonly Command[];
  readonly send: (text: string) => Promise<boolean>;
  /** Sends files from the visitor's device. */
  readonly attach: (files: readonly AttachedFile[]) => Promise<boolean>;
  /** Why something cannot be done, for the person. */
  readonly tell: (problem: string) => void;
  /** What was being written, so that it survives looking at somebody else. */
  readonly draft: { text: string };
};

const words: readonly Command[] = [
  { text: 'ask', does: 'Ask for a mentor' },
  { text: 'offer', does: 'Offer to mentor, or change your offer' },
  { text: 'meetings', does: 'See and book meetings' },
  { text: 'record', does: 'Write down what a meeting was about' },
  { text: 'pause', does: 'Pause for a while' },
  { text: 'end', does: 'Bring the mentoring to its end' },
  { text: 'privacy', does: 'See what is kept about you, and erase it' },
  { text: 'help', does: 'What Rapport can do' },
  { text: 'admin', does: 'For coordinators: the queue and the scheme' },
];

export const plainCommands: readonly Command[] = words;
export const slashCommands: readonly Command[] = words.map(({ text, does }) => ({
  text: `/mentor ${text}`,
  does,
}));

export function createComposer(options: ComposerOptions): Composer {
  const listId = newId('commands');
  let shown: readonly Command[] = [];
  let active = -1;

  const input = h('input', {
    type: 'text',
    role: 'combobox',
    class: 'composer-input',
    autocomplete: 'off',
    dir: 'auto',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
    'data-home-focus': true,
  });
  input.value = options.draft.text;
  const list = h('ul', {
    class: 'commands',
    role: 'listbox',
    id: listId,
    'aria-label': 'Commands',
    hidden: true,
  });
  const all = h(
    'button',
    { type: 'button', class: 'composer-commands', 'aria-label': 'Show the commands', title: 'Commands' },
    icon('commands', 20),
  );
  const sendButton = h(
    'button',
    { type: 'submit', class: 'composer-send', 'aria-label': 'Send' },
    icon('send', 17),
  );
  const box = h('div', { class: 'composer-box' }, all, input, sendButton);
  const attach = createAttachButton(box, options);
  input.after(attach);
  const form = h('form', { class: 'composer' }, list, box);

  function suggest(commands: readonly Command[]): void {
    shown = commands;
    active = -1;
    replaceChildren(
      list,
      ...commands.map((command, index) =>
        h(
          'li',
          {
            role: 'option',
            id: `${listId}-${index}`,
            'aria-selected': 'false',
            onMousedown: (event: MouseEvent) => {
              event.preventDefault();
              fill(command.text);
            },
          },
          h('strong', {}, command.text),
          spoken(': '),
          h('span', { class: 'does' }, command.does),
        ),
      ),
    );
    list.hidden = commands.length === 0;
    input.setAttribute('aria-expanded', String(commands.length > 0));
    input.removeAttribute('aria-activedescendant');
  }

  function fill(text: string): void {
    input.value = text;
    options.draft.text = text;
    suggest([]);
    refresh();
    input.focus();
    input.setSelectionRange(text.length, text.length);
  }

  function refresh(): void {
    sendButton.toggleAttribute('data-ready', input.value.trim() !== '');
  }

  function highlight(index: number): void {
    active = (index + shown.length) % shown.length;
    [...list.children].forEach((item, position) => {
      item.classList.toggle('active', position === active);
      item.setAttribute('aria-selected', String(position === active));
    });
    const item = list.children[active];
    if (item === undefined) return;
    input.setAttribute('aria-activedescendant', item.id);
    item.scrollIntoView({ block: 'nearest' });
  }

  async function send(): Promise<void> {
    const text = input.value.trim();
    if (text === '') return;
    suggest([]);
    input.value = '';
    options.draft.text = '';
    refresh();
    // What could not be sent comes back, unless something new has been written meanwhile.
    if (!(await options.send(text)) && input.value === '') {
      input.value = text;
      options.draft.text = text;
      refresh();
    }
  }

  input.addEventListener('input', () => {
    options.draft.text = input.value;
    refresh();
    const typed = input.value.trimStart().toLowerCase();
    suggest(
      typed === '' ? [] : options.commands.filter((one) => one.text.startsWith(typed) && one.text !== typed),
    );
  });
  input.addEventListener('keydown', (event) => {
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && shown.length > 0) {
      event.preventDefault();
      highlight(event.key === 'ArrowDown' ? active + 1 : active === -1 ? shown.length - 1 : active - 1);
    } else if (event.key === 'Escape' && shown.length > 0) {
      event.preventDefault();
      suggest([]);
    } else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) {
      const command = shown[active];
      if (command === undefined) return;
      event.preventDefault();
      fill(command.text);
    }
  });
  input.addEventListener('blur', () => suggest([]));
  all.addEventListener('mousedown', (event) => event.preventDefault());
  all.addEventListener('click', () => {
    input.focus();
    suggest(shown.length === 0 ? options.commands : []);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  refresh();

  return {
    element: form,
    fill,
    setPlace: (label) => {
      input.placeholder = label;
      input.setAttribute('aria-label', label);
    },
  };
}
