/** Cards as Slack blocks: in a message, on the Home tab, or in a window of their own. */

import type {
  Button as SlackButton,
  ConfirmationDialog,
  HomeView,
  KnownBlock,
  ModalView,
  TextObject,
} from '@slack/types';
import { chunk, fitText } from '../../src/ui/fit.ts';
import type { Rendered, Warn, Warning } from '../../src/ui/fit.ts';
import { plainCard, sayProgress } from '../../src/ui/plain.ts';
import type { Reference } from '../../src/ui/reference.ts';
import type { Block, Button, Card, Confirm, Fact, Text } from '../../src/ui/view.ts';
import { fitBlocks } from './fit-blocks.ts';
import { limits } from './limits.ts';
import { escapeWithin, line, paragraph, plain } from './text.ts';

export type SlackMessagePayload = { readonly text: string; readonly blocks: KnownBlock[] };

/** What our `action_id`s begin with; a number follows that makes them unique in their message. */
export const pressPrefix = 'press:';
export const linkPrefix = 'link:';

/** `callback_id` of a window that only shows something. */
export const cardCallback = 'card';

/** A message. `text` is what notifications and screen readers get: the whole card in words. */
export function renderCard(card: Card<Reference>): Rendered<SlackMessagePayload> {
  return collect((warn) => ({
    text: escapeWithin(plainCard(card).trim() === '' ? '–' : plainCard(card), limits.fallbackText.value),
    blocks: fitBlocks(
      [...renderTitle(card, warn), ...renderBlocks(card.body, 'body', warn)],
      { blocks: limits.blocksPerMessage.value, text: limits.messageText.value },
      'body',
      warn,
    ),
  }));
}

/** The person's own page. */
export function renderHome(card: Card<Reference>): Rendered<HomeView> {
  return collect((warn) => ({
    type: 'home',
    blocks: fitBlocks(
      [...renderTitle(card, warn), ...renderBlocks(card.body, 'body', warn)],
      { blocks: limits.blocksPerView.value },
      'body',
      warn,
    ),
  }));
}

/** A window that shows the card and can be closed: the answer to a form, or to a press where there is no message. */
export function renderWindow(card: Card<Reference>): Rendered<ModalView> {
  return collect((warn) => {
    const title = card.title.replaceAll(/\s+/g, ' ').trim();
    const short = title !== '' && title.length <= limits.viewTitle.value;
    const body = renderBlocks(card.body, 'body', warn);
    const header = short && body.length > 0 ? [] : renderTitle(card, warn);
    return {
      type: 'modal',
      callback_id: cardCallback,
      title: plain(short ? title : 'Rapport'),
      close: plain('Close'),
      blocks: fitBlocks([...header, ...body], { blocks: limits.blocksPerView.value }, 'body', warn),
    };
  });
}

/** Blocks without a title; the renderer of forms uses it for what stands above the fields. */
export function renderBlocks(body: readonly Block<Reference>[], where: string, warn: Warn): KnownBlock[] {
  const numbers = { next: 1 };
  return body.flatMap((block, index) => renderBlock(block, `${where}[${index}]`, numbers, warn));
}

export function collect<Payload>(render: (warn: Warn) => Payload): Rendered<Payload> {
  const warnings: Warning[] = [];
  const payload = render((warning) => warnings.push(warning));
  return { payload, warnings };
}

function renderTitle(card: Card<Reference>, warn: Warn): KnownBlock[] {
  if (card.title.trim() === '') return [];
  return [{ type: 'header', text: line(card.title, limits.headerText.value, 'title', warn) }];
}

type Numbers = { next: number };

function renderBlock(
  block: Block<Reference>,
  where: string,
  numbers: Numbers,
  warn: Warn,
): readonly KnownBlock[] {
  switch (block.type) {
    case 'text':
      return sections(block.text);
    case 'note':
      return notes(block.text);
    case 'facts':
      return renderFacts(block.facts);
    case 'list':
      return sections(listText(block.items, block.ordered === true));
    case 'image':
      return renderImage(block, where, warn);
    case 'progress':
      return sections(`${sayProgress(block)}\n${bar(block.done, block.total)}`);
    case 'empty':
      return [...sections(block.text), ...(block.hint === undefined ? [] : notes(block.hint))];
    case 'divider':
      return [{ type: 'divider' }];
    case 'buttons':
      return chunk(block.buttons, limits.actionsElements.value).flatMap((buttons) =>
        renderButtons(buttons, where, numbers, warn),
      );
    default:
      return block satisfies never;
  }
}

function sections(text: Text): KnownBlock[] {
  return paragraph(text, limits.sectionText.value).map((piece) => ({ type: 'section', text: piece }));
}

function notes(text: Text): KnownBlock[] {
  return paragraph(text, limits.contextText.value).map((piece) => ({ type: 'context', elements: [piece] }));
}

/** Two columns of at most ten facts; a fact too long for a column is a paragraph of its own. */
function renderFacts(facts: readonly Fact[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let fields: TextObject[] = [];
  let used = 0;
  const close = (): void => {
    if (fields.length > 0) blocks.push({ type: 'section', fields });
    fields = [];
    used = 0;
  };
  for (const fact of facts) {
    const pieces = paragraph([{ bold: fact.name }, `\n${fact.value}`], limits.sectionText.value);
    const [only] = pieces;
    if (only === undefined) continue;
    if (pieces.length > 1 || only.text.length > limits.sectionFieldText.value) {
      close();
      blocks.push(...pieces.map((text): KnownBlock => ({ type: 'section', text })));
      continue;
    }
    if (fields.length === limits.sectionFields.value || used + only.text.length > limits.sectionText.value)
      close();
    fields.push(only);
    used += only.text.length;
  }
  close();
  return blocks;
}

function listText(items: readonly Text[], ordered: boolean): Text {
  return items.flatMap((item, index) => {
    const mark = `${index === 0 ? '' : '\n'}${ordered ? `${index + 1}.` : '•'} `;
    return typeof item === 'string' ? [mark, item] : [mark, ...item];
  });
}

/** The words beside it say the same; this is for the eye. At most ten squares. */
function bar(done: number, total: number): string {
  const of = Math.max(1, Math.min(10, Math.round(total) || 1));
  const share = total > 0 && Number.isFinite(done / total) ? done / total : 0;
  const full = Math.max(0, Math.min(of, Math.floor(share * of)));
  return '■'.repeat(full) + '□'.repeat(of - full);
}

function renderImage(
  image: Extract<Block<Reference>, { type: 'image' }>,
  where: string,
  warn: Warn,
): readonly KnownBlock[] {
  const alt = line(image.alt, limits.imageAlt.value, `${where}.alt`, warn, 'Picture').text;
  const url = 'url' in image ? image.url : '';
  if (!isWebAddress(url) || url.length > limits.imageUrl.value) {
    warn({ code: 'fallback', where, detail: 'no usable address: its description stands in for it' });
    return sections(alt);
  }
  const title = image.title === undefined || image.title.trim() === '' ? undefined : image.title;
  return [
    {
      type: 'image',
      image_url: url,
      alt_text: alt,
      ...(title !== undefined && { title: line(title, limits.imageTitle.value, `${where}.title`, warn) }),
    },
  ];
}

function renderButtons(
  buttons: readonly Button<Reference>[],
  where: string,
  numbers: Numbers,
  warn: Warn,
): readonly KnownBlock[] {
  const elements: SlackButton[] = [];
  const asText: string[] = [];
  for (const button of buttons) {
    const number = numbers.next;
    numbers.next += 1;
    const text = line(button.label, limits.buttonText.value, `${where}.label`, warn, 'Open');
    if (button.type === 'action') {
      elements.push({
        type: 'button',
        action_id: `${pressPrefix}${number}`,
        text,
        value: button.to,
        ...(button.style !== undefined && { style: button.style }),
        ...(button.confirm !== undefined && {
          confirm: renderConfirm(button.confirm, button.style, where, warn),
        }),
      });
    } else if (isWebAddress(button.url) && button.url.length <= limits.buttonUrl.value) {
      elements.push({ type: 'button', action_id: `${linkPrefix}${number}`, text, url: button.url });
    } else {
      warn({ code: 'fallback', where: `${where}.url`, detail: 'no usable address: shown as text' });
      asText.push(`${button.label}: ${button.url}`);
    }
  }
  return [
    ...(elements.length === 0 ? [] : [{ type: 'actions' as const, elements }]),
    ...asText.flatMap((text) => sections(text)),
  ];
}

function renderConfirm(
  confirm: Confirm,
  style: 'primary' | 'danger' | undefined,
  where: string,
  warn: Warn,
): ConfirmationDialog {
  const at = `${where}.confirm`;
  const words = confirm.text.trim() === '' ? '–' : confirm.text;
  return {
    title: line(confirm.title, limits.confirmTitle.value, `${at}.title`, warn),
    text: plain(fitText(words, limits.confirmText.value, `${at}.text`, warn)),
    confirm: line(confirm.yes, limits.confirmButton.value, `${at}.yes`, warn, 'Yes'),
    deny: line(confirm.no, limits.confirmButton.value, `${at}.no`, warn, 'No'),
    ...(style !== undefined && { style }),
  };
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
