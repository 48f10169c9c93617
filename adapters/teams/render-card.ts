/** A neutral card as an Adaptive Card. Total: what cannot be shown as asked comes back as a warning. */

import { cutText, type Rendered } from '../../src/ui/fit.ts';
import { plainCard, sayProgress } from '../../src/ui/plain.ts';
import type { Reference } from '../../src/ui/reference.ts';
import type { Block, Card, Text } from '../../src/ui/view.ts';
import type { AdaptiveCard, Element, TextRun } from './elements.ts';
import { fitDrawing, fitEntries, fitWords, type Room } from './fitting.ts';
import { CARD_BYTES, FALLBACK_UNITS } from './limits.ts';
import { escapeMarkdown } from './markdown.ts';
import { isOpenable, renderButtons, type ButtonOptions } from './render-buttons.ts';
import { textBlocks } from './text-block.ts';

export function renderCard(view: Card<Reference>, options: ButtonOptions = {}): Rendered<AdaptiveCard> {
  const draw = (body: readonly Block<Reference>[]) => (room: Room) =>
    adaptiveCard(cutText(plainCard(view), FALLBACK_UNITS), [
      ...heading(fitWords(view.title, 'title', room)),
      ...renderBlocks(body, room, options),
    ]);
  const first = fitDrawing(draw(view.body), fitsCard);
  if (first.fitted) return { payload: first.drawn, warnings: first.warnings };

  // Even the smallest drawing is too large: leave out what stands last, words before buttons.
  const step = Math.ceil(view.body.length / 16);
  for (let left = step; left <= view.body.length; left += step) {
    const missing: Block = { type: 'note', text: `${left} more parts do not fit in this message.` };
    const shorter = fitDrawing(draw([...withoutLast(view.body, left), missing]), fitsCard);
    if (!shorter.fitted) continue;
    const dropped = {
      code: 'dropped',
      where: 'body',
      detail: `${left} of ${view.body.length} blocks`,
    } as const;
    return { payload: shorter.drawn, warnings: [...shorter.warnings, dropped] };
  }
  const bare = adaptiveCard(cutText(plainCard(view), FALLBACK_UNITS), heading(cutText(view.title, 100)));
  return {
    payload: bare,
    warnings: [{ code: 'dropped', where: 'body', detail: `all of ${view.body.length} blocks` }],
  };
}

export function adaptiveCard(fallbackText: string, body: readonly Element[]): AdaptiveCard {
  const shown = body.length > 0 ? body : textBlocks('There is nothing to show here.');
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText,
    body: shown,
  };
}

export function renderBlocks(
  blocks: readonly Block<Reference>[],
  room: Room,
  options: ButtonOptions = {},
): readonly Element[] {
  const drawn: Element[] = [];
  let divided = false;
  for (const [index, block] of blocks.entries()) {
    if (block.type === 'divider') {
      divided = true;
      continue;
    }
    const [head, ...rest] = renderBlock(block, `body.${index}`, room, options);
    if (head === undefined) continue;
    drawn.push(divided ? { ...head, separator: true, spacing: 'Medium' } : head, ...rest);
    divided = false;
  }
  return drawn;
}

function renderBlock(
  block: Exclude<Block<Reference>, { type: 'divider' }>,
  where: string,
  room: Room,
  options: ButtonOptions,
): readonly Element[] {
  switch (block.type) {
    case 'text':
      return paragraph(block.text, where, room, '');
    case 'note':
      return paragraph(block.text, where, room, '', { size: 'Small', isSubtle: true });
    case 'facts':
      return renderFacts(block, where, room);
    case 'list':
      return renderList(block, where, room);
    case 'image':
      return renderImage(block, where, room);
    case 'progress':
      return [
        ...textBlocks(fitWords(sayProgress(block), where, room)),
        ...textBlocks(bar(block.done, block.total), { spacing: 'None', isSubtle: true }),
      ];
    case 'empty':
      return contain([
        ...textBlocks(fitWords(block.text, where, room)),
        ...textBlocks(fitWords(block.hint ?? '', where, room), { isSubtle: true, spacing: 'Small' }),
      ]);
    case 'buttons':
      return renderButtons(block.buttons, where, room, options);
    default:
      return block satisfies never;
  }
}

/** A heading that screen readers announce as one. */
export function heading(title: string): readonly Element[] {
  return textBlocks(title, { style: 'heading', size: 'Large', weight: 'Bolder' });
}

/** Bold runs need rich text: markdown's stars depend on what stands beside them. */
function paragraph(
  value: Text,
  where: string,
  room: Room,
  mark: string,
  look: { size?: 'Small'; isSubtle?: true } = {},
  spacing: Pick<Element, 'spacing'> = {},
): readonly Element[] {
  if (typeof value === 'string' || value.every((run) => typeof run === 'string')) {
    const words = fitWords(typeof value === 'string' ? value : value.join(''), where, room);
    if (words.trim() === '') return [];
    const [block, ...rest] = textBlocks(words, { ...look, ...spacing });
    return block?.type === 'TextBlock'
      ? [{ ...block, text: `${escapeMarkdown(mark)} ${block.text}`.trim() }, ...rest]
      : [];
  }
  let left = room.textUnits;
  const inlines: TextRun[] = mark === '' ? [] : [{ type: 'TextRun', text: `${mark} `, ...look }];
  for (const run of value) {
    const raw = typeof run === 'string' ? run : run.bold;
    const words = left > 0 ? fitWords(raw, where, { ...room, textUnits: left }) : '';
    left -= words.length;
    if (words === '') continue;
    inlines.push({
      type: 'TextRun',
      text: words,
      ...look,
      ...(typeof run === 'string' ? {} : { weight: 'Bolder' as const }),
    });
  }
  const blank = value.every((run) => (typeof run === 'string' ? run : run.bold).trim() === '');
  return blank ? [] : [{ type: 'RichTextBlock', inlines, ...spacing }];
}

function renderFacts(
  block: Extract<Block, { type: 'facts' }>,
  where: string,
  room: Room,
): readonly Element[] {
  const { kept, more } = fitEntries(block.facts, where, room);
  const facts = kept.map((fact) => ({
    title: orDash(fitWords(fact.name, `${where}.name`, room)),
    value: orDash(fitWords(fact.value, `${where}.value`, room)),
  }));
  if (facts.length === 0) return [];
  return [{ type: 'FactSet', facts }, ...textBlocks(more ?? '', { isSubtle: true, spacing: 'Small' })];
}

/** Clients refuse a fact that has no words. */
function orDash(value: string): string {
  return escapeMarkdown(value) || '–';
}

/** Lists as text with their own marks: markdown lists differ between clients. */
function renderList(block: Extract<Block, { type: 'list' }>, where: string, room: Room): readonly Element[] {
  const { kept, more } = fitEntries(block.items, where, room);
  const items = kept.flatMap((item, index) =>
    paragraph(
      item,
      `${where}.items.${index}`,
      room,
      block.ordered === true ? `${index + 1}.` : '•',
      {},
      { spacing: 'Small' },
    ),
  );
  return contain([...items, ...textBlocks(more ?? '', { isSubtle: true, spacing: 'Small' })]);
}

function renderImage(
  block: Extract<Block, { type: 'image' }>,
  where: string,
  room: Room,
): readonly Element[] {
  const caption = textBlocks(fitWords(block.title ?? '', where, room), { weight: 'Bolder' });
  const url = 'url' in block ? block.url : '';
  if (!isShowable(url)) {
    room.warn({ code: 'fallback', where, detail: 'no https picture' });
    return [...caption, ...textBlocks(fitWords(block.alt, where, room), { isSubtle: true })];
  }
  return [...caption, { type: 'Image', url, altText: fitWords(block.alt, where, room), size: 'Stretch' }];
}

function isShowable(url: string): boolean {
  return /^data:image\/(png|jpeg|gif);base64,/.test(url) || isOpenable(url);
}

function bar(done: number, total: number): string {
  const length = Math.min(10, Math.max(1, Math.trunc(total) || 1));
  const filled = Math.min(length, Math.max(0, Math.round((length * done) / total) || 0));
  return '▰'.repeat(filled) + '▱'.repeat(length - filled);
}

/** Boxes never stand empty. */
function contain(items: readonly Element[]): readonly Element[] {
  return items.length === 0 ? [] : [{ type: 'Container', items }];
}

function fitsCard(card: AdaptiveCard): boolean {
  return Buffer.byteLength(JSON.stringify(card)) <= CARD_BYTES;
}

/** The blocks without `count` of them: the last that are not buttons first, then the last. */
function withoutLast(body: readonly Block<Reference>[], count: number): readonly Block<Reference>[] {
  const order = [...body.entries()].toSorted(
    ([a, one], [b, other]) => Number(one.type === 'buttons') - Number(other.type === 'buttons') || b - a,
  );
  const gone = new Set(order.slice(0, count).map(([index]) => index));
  return body.filter((_, index) => !gone.has(index));
}
