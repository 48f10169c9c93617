/** Block Kit as elements: every block and element that the app uses, and a visible gap for any that it should not. */

import { append, h } from '../dom.ts';
import type { Child } from '../dom.ts';
import { at, listAt, textAt } from '../json.ts';
import type { Json } from '../json.ts';
import { drawMarkdown } from '../markdown.ts';
import type { ConfirmText } from './confirm.ts';
import { drawMrkdwn, drawPlain } from './mrkdwn.ts';
import type { Names } from './mrkdwn.ts';
import { drawRichText } from './rich-text.ts';

export type BlockContext = {
  readonly names: Names;
  readonly press: (label: string, button: HTMLElement, confirm: ConfirmText | undefined) => void;
  /** Draws an input block; absent where Slack allows none. */
  readonly drawInput?: (block: Json) => HTMLElement;
};

export function drawBlocks(blocks: readonly Json[], context: BlockContext): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const block of blocks) append(fragment, drawBlock(block, context));
  return fragment;
}

function drawBlock(block: Json, context: BlockContext): Child {
  switch (textAt(block, 'type')) {
    case 'header':
      return h('h4', { class: 'block-header', dir: 'auto' }, drawText(at(block, 'text'), context));
    case 'section':
      return drawSection(block, context);
    case 'context':
      return h(
        'div',
        { class: 'block-context' },
        ...listAt(block, 'elements').map((one) =>
          textAt(one, 'type') === 'image'
            ? drawPicture(one, 20)
            : h('span', { dir: 'auto' }, drawText(one, context)),
        ),
      );
    case 'divider':
      return h('hr', { class: 'block-divider' });
    case 'actions':
      return h(
        'div',
        { class: 'block-actions' },
        ...listAt(block, 'elements').map((one) => drawElement(one, context)),
      );
    case 'image':
      return h(
        'figure',
        { class: 'block-image' },
        at(block, 'title') === undefined ? null : h('figcaption', {}, drawText(at(block, 'title'), context)),
        drawPicture(block),
      );
    case 'rich_text':
      return h('div', { class: 'block-rich', dir: 'auto' }, drawRichText(block, context.names));
    case 'markdown':
      return h('div', { class: 'block-rich', dir: 'auto' }, drawMarkdown(textAt(block, 'text') ?? ''));
    case 'input':
      return context.drawInput?.(block) ?? gap('an input outside a form');
    default:
      return gap(`a block of type “${textAt(block, 'type') ?? 'unknown'}”`);
  }
}

function drawSection(block: Json, context: BlockContext): HTMLElement {
  const fields = listAt(block, 'fields');
  const accessory = at(block, 'accessory');
  return h(
    'div',
    { class: 'block-section' },
    h(
      'div',
      { class: 'block-section-body' },
      at(block, 'text') === undefined
        ? null
        : h('div', { class: 'block-text', dir: 'auto' }, drawText(at(block, 'text'), context)),
      fields.length === 0
        ? null
        : h(
            'div',
            { class: 'block-fields' },
            ...fields.map((one) => h('div', { dir: 'auto' }, drawText(one, context))),
          ),
    ),
    accessory === undefined
      ? null
      : h(
          'div',
          { class: 'block-accessory' },
          textAt(accessory, 'type') === 'image'
            ? drawPicture(accessory, 88)
            : drawElement(accessory, context),
        ),
  );
}

function drawElement(element: Json, context: BlockContext): Child {
  const type = textAt(element, 'type') ?? 'unknown';
  if (type === 'static_select' || type === 'overflow') return drawMenu(element, context);
  if (type !== 'button') return gap(`an element of type “${type}”`);
  const label = textAt(element, 'text', 'text') ?? '';
  const style = textAt(element, 'style');
  const look = `slack-button ${style === 'primary' || style === 'danger' ? style : ''}`.trim();
  const spokenLabel = textAt(element, 'accessibility_label');
  const url = textAt(element, 'url');
  if (url !== undefined) {
    const href = /^https?:/u.test(url) ? url : undefined;
    return h(
      'a',
      {
        class: look,
        href,
        target: '_blank',
        rel: 'noopener noreferrer',
        'aria-label': spokenLabel,
        dir: 'auto',
      },
      drawText(at(element, 'text'), context),
    );
  }
  const button = h(
    'button',
    { type: 'button', class: look, 'aria-label': spokenLabel, title: label.length > 40 ? label : null },
    h('span', { dir: 'auto' }, drawText(at(element, 'text'), context)),
  );
  button.addEventListener('click', () => context.press(label, button, readConfirm(element)));
  return button;
}

/** A menu in a message: choosing from it is a press, by the label of what was chosen. */
function drawMenu(element: Json, context: BlockContext): HTMLElement {
  const title = textAt(element, 'placeholder', 'text') ?? 'More';
  const labels = listAt(element, 'options').map((option) => textAt(option, 'text', 'text') ?? '');
  const menu = h(
    'select',
    { class: 'slack-button', 'aria-label': title },
    h('option', { value: '' }, title),
    ...labels.map((label) => h('option', { value: label }, label)),
  );
  menu.addEventListener('change', () => {
    const label = menu.value;
    menu.value = '';
    if (label !== '') context.press(label, menu, readConfirm(element));
  });
  return menu;
}

function readConfirm(element: Json): ConfirmText | undefined {
  const confirm = at(element, 'confirm');
  if (confirm === undefined || confirm === null) return undefined;
  return {
    title: textAt(confirm, 'title', 'text') ?? 'Are you sure?',
    text: textAt(confirm, 'text', 'text') ?? '',
    yes: textAt(confirm, 'confirm', 'text') ?? 'Yes',
    no: textAt(confirm, 'deny', 'text') ?? 'Cancel',
    isDanger: textAt(confirm, 'style') === 'danger' || textAt(element, 'style') === 'danger',
  };
}

/** A text object: `mrkdwn` or `plain_text`, or a bare string. */
export function drawText(json: Json | undefined, context: Pick<BlockContext, 'names'>): Node {
  if (typeof json === 'string') return document.createTextNode(drawPlain(json));
  const text = textAt(json, 'text') ?? '';
  // `verbatim` only stops Slack from making links and mentions of its own, which this page never does.
  if (textAt(json, 'type') === 'mrkdwn') return drawMrkdwn(text, context.names);
  return h('span', { class: 'plain' }, drawPlain(text, at(json, 'emoji') !== false));
}

function drawPicture(json: Json, size?: number): HTMLElement {
  const alt = textAt(json, 'alt_text') ?? '';
  const url = textAt(json, 'image_url') ?? '';
  const picture = h('img', { src: url, alt, loading: 'lazy', width: size, height: size });
  // The page may only load pictures from its own server; the words stand in for any other.
  picture.addEventListener('error', () =>
    picture.replaceWith(h('span', { class: 'picture-words' }, `Picture: ${alt}`)),
  );
  return picture;
}

/** Nothing is dropped silently: a visitor sees that something could not be drawn, and the inspector shows what. */
function gap(what: string): HTMLElement {
  return h('div', { class: 'gap' }, `This page cannot draw ${what}. The inspector shows it.`);
}
