/** One person's Slack: conversations at the side, Home and Messages of the app, the modal, the composer. */

import type { Act, PersonSummary, Screen } from '../../api-types.ts';
import { avatar } from '../avatar.ts';
import { createComposer, slashCommands } from '../composer.ts';
import { append, h, replaceChildren, spoken } from '../dom.ts';
import { icon } from '../icons.ts';
import { listAt } from '../json.ts';
import { createMessageList } from '../message-list.ts';
import { createPlaces } from '../places.ts';
import { roveOver } from '../roving.ts';
import { homePlace, placeOf, privateChat } from '../store.ts';
import type { State } from '../store.ts';
import type { PlatformWindow, WindowContext } from '../window.ts';
import { drawBlocks } from './blocks.ts';
import type { BlockContext } from './blocks.ts';
import { askToConfirm } from './confirm.ts';
import { drawMessage } from './message.ts';
import { createModal } from './modal.ts';

export function createSlackWindow(person: PersonSummary, context: WindowContext): PlatformWindow {
  const root = h('section', { class: 'window slack', 'aria-label': `Slack, as ${person.name} sees it` });

  const blocksFor = (where: string): Omit<BlockContext, 'drawInput'> => ({
    names: () => undefined,
    press: (label, button, confirm) => {
      void (async () => {
        if (confirm !== undefined && !(await askToConfirm(root, confirm))) return;
        await context.press({ press: { label, message: where } }, button);
      })();
    },
  });

  const composer = createComposer({
    commands: slashCommands,
    draft: context.draft,
    send: (text) => context.act(actFor(text, context.place())),
    attach: (files) => context.act({ attach: files, ...channelAt(context.place()) }),
    tell: context.tell,
  });
  const list = createMessageList(
    person.name,
    (message, follows) => drawMessage(message, follows, person, blocksFor(message.id), context),
    () => drawEmpty(() => composer.fill('/mentor help')),
  );
  const modal = createModal({
    host: root,
    person: person.id,
    drafts: context.drafts,
    known: context.known,
    blocks: blocksFor('form'),
    act: context.act,
  });
  const places = createPlaces({ label: 'Slack conversations', onChoose: context.goTo });

  const title = h('h2', { class: 'pane-title' });
  const tabs = h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Rapport' });
  const homeTab = drawTab('home', 'Home', () => {
    context.goTo(homePlace);
    void context.act({ openHome: true });
  });
  const messagesTab = drawTab('messages', 'Messages', () => context.goTo(privateChat));
  tabs.append(homeTab, messagesTab);
  const settleTabs = roveOver(tabs, () => [homeTab, messagesTab], true);
  const home = h('div', {
    class: 'home',
    id: 'slack-home',
    role: 'tabpanel',
    'aria-labelledby': 'tab-home',
    tabindex: 0,
  });
  const talk = h(
    'div',
    { class: 'talk', id: 'slack-messages' },
    list.element,
    composer.element,
    context.status,
  );

  append(
    root,
    h(
      'header',
      { class: 'slack-top' },
      h('span', { class: 'window-name', 'aria-hidden': 'true' }, 'Slack'),
      h(
        'span',
        { class: 'window-who' },
        spoken('Signed in as '),
        h('span', { class: 'cut', title: person.name, dir: 'auto' }, person.name),
        avatar(person.name, 26),
      ),
    ),
    h(
      'div',
      { class: 'slack-body' },
      h('div', { class: 'side' }, places.element),
      h('div', { class: 'pane' }, h('header', { class: 'pane-head' }, title, tabs), home, talk),
    ),
  );

  function update(state: State, screen: Screen | undefined): void {
    const place = placeOf(state);
    const isPrivate = place === privateChat || place === homePlace;
    root.toggleAttribute('data-busy', state.acting === person.id);
    places.show(state, screen, person.id);
    replaceChildren(
      title,
      isPrivate ? avatar('Rapport', 24) : icon('hash', 18),
      h('span', { class: 'cut', title: place }, isPrivate ? 'Rapport' : place),
      isPrivate ? h('span', { class: 'app-badge' }, 'App') : null,
    );
    tabs.hidden = !isPrivate;
    homeTab.setAttribute('aria-selected', String(place === homePlace));
    messagesTab.setAttribute('aria-selected', String(place === privateChat));
    settleTabs();
    home.hidden = place !== homePlace;
    talk.hidden = place === homePlace;
    if (isPrivate) {
      talk.setAttribute('role', 'tabpanel');
      talk.setAttribute('aria-labelledby', 'tab-messages');
    } else {
      talk.removeAttribute('role');
      talk.setAttribute('aria-labelledby', title.id);
    }
    composer.setPlace(isPrivate ? 'Message Rapport' : `Message #${place}`);
    if (screen === undefined) {
      root.setAttribute('aria-busy', 'true');
      return;
    }
    root.removeAttribute('aria-busy');
    list.show(
      place,
      screen.messages.filter((message) => message.channel === place),
      context.marked(state),
    );
    drawHome(screen);
    modal.show(screen.form);
  }

  let homeSignature = '';
  function drawHome(screen: Screen): void {
    const signature = JSON.stringify(screen.home);
    if (signature === homeSignature) return;
    homeSignature = signature;
    if (screen.home === null) {
      replaceChildren(
        home,
        drawEmpty(() => goToMessages()),
      );
      return;
    }
    const inner = h('div', { class: 'home-inner' });
    append(inner, drawBlocks(listAt(screen.home.payload, 'blocks'), blocksFor('home')));
    if (inner.childElementCount === 0) append(inner, h('p', { dir: 'auto' }, screen.home.text));
    replaceChildren(home, inner);
  }

  function goToMessages(): void {
    context.goTo(privateChat);
    composer.fill('/mentor help');
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

function actFor(text: string, place: string): Act {
  const channel = channelAt(place);
  return text.startsWith('/') ? { command: text, ...channel } : { say: text, ...channel };
}

function channelAt(place: string): { readonly channel?: string } {
  return place === privateChat || place === homePlace ? {} : { channel: place };
}

function drawTab(id: string, label: string, onClick: () => void): HTMLButtonElement {
  return h(
    'button',
    { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': `slack-${id}`, class: 'tab', onClick },
    label,
  );
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
      h('button', { type: 'button', class: 'link-button', onClick: onHelp }, '/mentor help'),
      ' to begin.',
    ),
  );
}
