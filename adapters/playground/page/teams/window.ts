/** One person's Teams: chats at the side, the chat with the app, its cards, the compose box. */

import type { FieldValue, PersonSummary, Screen, ScreenForm, ScreenMessage } from '../../api-types.ts';
import { avatar } from '../avatar.ts';
import { createComposer, plainCommands } from '../composer.ts';
import { append, h, replaceChildren, spoken } from '../dom.ts';
import { icon } from '../icons.ts';
import { at, listAt, textAt } from '../json.ts';
import { drawMarkdown } from '../markdown.ts';
import { createMessageList } from '../message-list.ts';
import { createPlaces } from '../places.ts';
import { placeOf, privateChat } from '../store.ts';
import type { State } from '../store.ts';
import { sayDate, sayTime } from '../when.ts';
import type { PlatformWindow, WindowContext } from '../window.ts';
import { drawCard } from './card.ts';

const adaptiveCard = 'application/vnd.microsoft.card.adaptive';

export function createTeamsWindow(person: PersonSummary, context: WindowContext): PlatformWindow {
  const root = h('section', { class: 'window teams', 'aria-label': `Teams, as ${person.name} sees it` });
  let form: ScreenForm | null = null;

  const composer = createComposer({
    commands: plainCommands,
    draft: context.draft,
    send: (text) => {
      const place = context.place();
      return context.act(place === privateChat ? { say: text } : { say: text, channel: place });
    },
    attach: (files) => {
      const place = context.place();
      return context.act(place === privateChat ? { attach: files } : { attach: files, channel: place });
    },
    tell: context.tell,
  });
  const list = createMessageList(
    person.name,
    (message, follows) => drawMessage(message, follows, person, form, context),
    () => drawEmpty(() => composer.fill('help')),
  );
  const places = createPlaces({ label: 'Teams conversations', onChoose: context.goTo });
  const title = h('h2', { class: 'pane-title' });

  append(
    root,
    h(
      'header',
      { class: 'teams-top' },
      h('span', { class: 'window-name', 'aria-hidden': 'true' }, 'Teams'),
      h(
        'span',
        { class: 'window-who' },
        spoken('Signed in as '),
        h('span', { class: 'cut', title: person.name, dir: 'auto' }, person.name),
        avatar(person.name, 28),
      ),
    ),
    h(
      'div',
      { class: 'teams-body' },
      h('div', { class: 'side' }, places.element),
      h(
        'div',
        { class: 'pane' },
        h('header', { class: 'pane-head' }, title),
        h('div', { class: 'talk' }, list.element, composer.element, context.status),
      ),
    ),
  );

  function update(state: State, screen: Screen | undefined): void {
    const place = placeOf(state);
    root.toggleAttribute('data-busy', state.acting === person.id);
    places.show(state, screen, person.id);
    replaceChildren(
      title,
      place === privateChat ? avatar('Rapport', 28) : icon('hash', 18),
      h('span', { class: 'cut', title: place }, place),
      place === privateChat ? h('span', { class: 'app-badge' }, 'App') : null,
    );
    composer.setPlace(place === privateChat ? 'Type a message' : `Start a post in ${place}, @Rapport`);
    if (screen === undefined) {
      root.setAttribute('aria-busy', 'true');
      return;
    }
    root.removeAttribute('aria-busy');
    form = screen.form;
    list.show(
      place,
      screen.messages.filter((message) => message.channel === place),
      context.marked(state),
    );
  }

  return {
    element: root,
    update,
    fill: (text) => {
      if (placeOf(context.state()) !== privateChat) context.goTo(privateChat);
      composer.fill(text);
    },
  };
}

function drawEmpty(onHelp: () => void): HTMLElement {
  return h(
    'div',
    { class: 'empty' },
    h('img', { src: 'icon.svg', alt: '', width: 56, height: 56 }),
    h('p', { class: 'empty-title' }, 'Nothing here yet'),
    h(
      'p',
      {},
      'Type ',
      h('button', { type: 'button', class: 'link-button', onClick: onHelp }, 'help'),
      ' to begin.',
    ),
  );
}

function drawMessage(
  message: ScreenMessage,
  follows: boolean,
  person: PersonSummary,
  form: ScreenForm | null,
  context: WindowContext,
): HTMLElement {
  const sent = new Date(message.at);
  const isOwn = message.from === person.name;
  const isBot = message.from === 'Rapport';
  const attachments = listAt(message.payload, 'attachments');
  const cards = attachments.filter((one) => textAt(one, 'contentType') === adaptiveCard);
  // What people type comes with a copy of itself as HTML; only what has a name is a file.
  const files = attachments.flatMap((one) => textAt(one, 'name') ?? []);
  const body = h('div', { class: 'bubble', dir: 'auto' });
  const written = isBot ? (textAt(message.payload, 'text') ?? (cards.length === 0 ? message.text : '')) : '';
  if (written !== '') append(body, h('div', { class: 'bubble-text' }, drawMarkdown(nameMentions(written))));
  // A person's message with files says their names alone, which stand on the files.
  if (!isBot && files.length === 0) append(body, h('div', { class: 'bubble-text plain' }, message.text));
  for (const card of cards)
    append(body, drawAttachedCard(message, at(card, 'content') ?? null, person, form, context));
  for (const name of files)
    append(
      body,
      h('div', { class: 'file' }, icon('file', 22), h('span', { class: 'cut', title: name }, name)),
    );

  const article = h('article', {
    class: `teams-message${isOwn ? ' own' : ''}${cards.length > 0 ? ' with-card' : ''}`,
    'aria-label': `${message.from}, ${sayTime(sent)}`,
  });
  append(
    article,
    isOwn ? null : h('div', { class: 'message-side' }, follows ? null : avatar(message.from, 32)),
    h(
      'div',
      { class: 'message-main' },
      follows
        ? null
        : h(
            'p',
            { class: 'message-head' },
            isOwn
              ? spoken(`${person.name} (you) `)
              : h('span', { class: 'cut', title: message.from, dir: 'auto' }, message.from),
            h('time', { datetime: message.at, title: sayDate(sent) }, sayTime(sent)),
          ),
      body,
    ),
    isBot ? context.inspectButton(message.id, 'Teams') : null,
  );
  return article;
}

function drawAttachedCard(
  message: ScreenMessage,
  content: NonNullable<ReturnType<typeof at>> | null,
  person: PersonSummary,
  form: ScreenForm | null,
  context: WindowContext,
): HTMLElement {
  const isForm = form !== null && form.message === message.id;
  const card = drawCard(content, {
    known: context.known,
    // A card that the app drew again is another card: what it says now is the truth.
    draft: context.drafts.of(`${person.id} ${message.id}`, JSON.stringify(content)),
    form: isForm ? form : undefined,
    press: (label, button) => void context.press({ press: { label, message: message.id } }, button),
    submit: (values: Readonly<Record<string, FieldValue>>, button) =>
      void context.press({ submit: values }, button),
    cannotSend: () =>
      context.tell('A newer form is open further down. The playground sends only the newest one.'),
  });
  return card ?? drawWords(message, context);
}

/** Without the library the words and the buttons are still there, as the server read them. */
function drawWords(message: ScreenMessage, context: WindowContext): HTMLElement {
  const buttons = message.controls
    .filter((control) => control.kind === 'button')
    .map(({ label }) => {
      const button = h('button', { type: 'button', class: 'ac-pushButton', dir: 'auto' }, label);
      button.addEventListener(
        'click',
        () => void context.press({ press: { label, message: message.id } }, button),
      );
      return button;
    });
  return h('div', { class: 'card plain' }, h('p', { dir: 'auto' }, message.text), ...buttons);
}

/** `<at>Rapport</at>` is how a mention travels; people see `@Rapport`. */
function nameMentions(text: string): string {
  return text.replaceAll(/<at>([^<]*)<\/at>/gu, '@$1');
}
