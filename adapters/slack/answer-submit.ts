/** Answers a form that was sent: closes it and shows the outcome in a message, or gives it back with what is wrong. */

import type { ModalView } from '@slack/types';
import type { OpenForm } from '../../src/ui/form.ts';
import { cutText } from '../../src/ui/fit.ts';
import type { Reference } from '../../src/ui/reference.ts';
import { card, text } from '../../src/ui/view.ts';
import type { Card } from '../../src/ui/view.ts';
import type { Ack } from './ack.ts';
import { limits } from './limits.ts';
import { at, listAt, textAt } from './payload.ts';
import type { Way } from './read.ts';
import { renderCard, renderWindow } from './render-card.ts';
import { renderForm } from './render-form.ts';
import { attempt, showHome, sorry, tellPrivately } from './show.ts';
import type { AnswerParts, Turn } from './show.ts';

type SubmitWay = Extract<Way, { from: 'submit' }>;

const saving: Card<Reference> = card('Saving', text('This is taking a moment. You need not do anything.'));

const saved: Card<Reference> = card('Saved', text('Thank you. You can close this window.'));

const stillSaving =
  'This is still being saved, and this window changes by itself when it is done. You can also send it again: nothing is done twice.';

const keptInForm =
  'This could not be saved just now. Nothing you entered is lost: please send it again in a moment.';

export async function answerSubmit(parts: AnswerParts, turn: Turn, way: SubmitWay, ack: Ack): Promise<void> {
  const { outcome } = turn;
  if (outcome === 'failed') return giveBackUnread(parts, turn, way, ack);
  switch (outcome.reply) {
    case 'ack':
      return close(parts, turn, way, ack);
    case 'open':
      return change(parts, turn, way, ack, parts.use(renderForm(outcome.open, { origin: way.origin })));
    case 'reject':
      return giveBack(parts, turn, way, ack, outcome.open);
    case 'answer':
      // Text that only some may read is not made into a message that Slack keeps.
      return outcome.confidential === true
        ? change(parts, turn, way, ack, parts.use(renderWindow(outcome.card)))
        : showOutcome(parts, turn, way, ack, outcome.card, outcome.inPlace);
    case 'home':
      await close(parts, turn, way, ack);
      return showHome(parts, turn, outcome.card);
    default:
      return outcome satisfies never;
  }
}

/**
 * In the message that the form was opened from, or as a message of its own where there is none to change: a window that
 * only says "thank you" would have to be closed as well, and could not be read again.
 */
async function showOutcome(
  parts: AnswerParts,
  turn: Turn,
  way: SubmitWay,
  ack: Ack,
  view: Card<Reference>,
  inPlace: boolean,
): Promise<void> {
  const changesMessage = inPlace && way.origin !== undefined;
  if (!changesMessage && !ack.isOpen()) return change(parts, turn, way, ack, parts.use(renderWindow(view)));
  await close(parts, turn, way, ack);
  if (!changesMessage) return tellPrivately(parts, turn, view);
  // A message that others see too is replaced through the outbox.
  return replaceEphemeral(parts, turn, way, view);
}

const closeAll = { response_action: 'clear' } as const;

/** Whether an answer to a form that was sent closed its window: what came of it then stands elsewhere. */
export function closesWindow(answer: object | undefined): boolean {
  return answer === closeAll;
}

async function close(parts: AnswerParts, turn: Turn, way: SubmitWay, ack: Ack): Promise<void> {
  if (ack.isOpen()) return ack.give(closeAll);
  // Once the request was answered, a window cannot be closed from here any more.
  return change(parts, turn, way, ack, parts.use(renderWindow(saved)));
}

async function change(
  parts: AnswerParts,
  turn: Turn,
  way: SubmitWay,
  ack: Ack,
  view: ModalView,
): Promise<void> {
  if (ack.isOpen()) return ack.give({ response_action: 'update', view });
  await attempt(parts, 'change-window', () =>
    parts.web.call(turn.workspace, 'views.update', { view_id: way.viewId, view }),
  );
}

async function replaceEphemeral(
  parts: AnswerParts,
  turn: Turn,
  way: SubmitWay,
  view: Card<Reference>,
): Promise<void> {
  const url = way.origin?.responseUrl;
  if (url === undefined) return;
  const replaced = await attempt(parts, 'replace-ephemeral', () =>
    parts.web.respond(url, {
      response_type: 'ephemeral',
      replace_original: true,
      ...parts.use(renderCard(view)),
    }),
  );
  if (!replaced) await tellPrivately(parts, turn, view);
}

/**
 * Errors stand at their fields, and Slack keeps what was typed. Where the form has changed since it was opened, such as
 * a time that is no longer free, it is drawn again with what was typed and the errors above it.
 */
async function giveBack(
  parts: AnswerParts,
  turn: Turn,
  way: SubmitWay,
  ack: Ack,
  open: OpenForm<Reference>,
): Promise<void> {
  const view = parts.use(renderForm(open, { origin: way.origin, labels: way.labels }));
  const errors = errorsByBlock(open, way.blocks);
  return errors !== undefined && ack.isOpen() && sameQuestions(way.blocks, view.blocks)
    ? ack.give({ response_action: 'errors', errors })
    : change(parts, turn, way, ack, view);
}

/** What was typed stays on the screen until it is safe: a window that says "saving" would lose it if the turn failed. */
export function askToWait(parts: AnswerParts, way: SubmitWay, ack: Ack): Promise<void> {
  const [first] = inputIds(way.blocks);
  return first === undefined
    ? ack.give({ response_action: 'update', view: parts.use(renderWindow(saving)) })
    : ack.give({ response_action: 'errors', errors: { [first]: stillSaving } });
}

/** The turn failed: what is on the screen stays there. */
async function giveBackUnread(parts: AnswerParts, turn: Turn, way: SubmitWay, ack: Ack): Promise<void> {
  const [first] = inputIds(way.blocks);
  if (first !== undefined) {
    if (ack.isOpen()) await ack.give({ response_action: 'errors', errors: { [first]: keptInForm } });
    return;
  }
  return change(parts, turn, way, ack, parts.use(renderWindow(sorry)));
}

/** Slack takes errors for input blocks only; what is about the form as a whole stands at its first field. */
function errorsByBlock(
  open: OpenForm<Reference>,
  onScreen: readonly unknown[],
): Record<string, string> | undefined {
  const ids = inputIds(onScreen);
  const [first] = ids;
  if (first === undefined) return undefined;
  const errors: Record<string, string> = {};
  for (const [id, error] of Object.entries(open.errors ?? {})) {
    const at = ids.includes(id) ? id : first;
    const before = Object.hasOwn(errors, at) ? `${errors[at] ?? ''} ` : '';
    errors[at] = cutText(`${before}${error}`, limits.fieldError.value);
  }
  return Object.keys(errors).length === 0 ? undefined : errors;
}

/** Whether both ask the same questions and offer the same answers. */
function sameQuestions(onScreen: readonly unknown[], now: readonly unknown[]): boolean {
  return JSON.stringify(onScreen.flatMap(question)) === JSON.stringify(now.flatMap(question));
}

function question(block: unknown): readonly unknown[] {
  if (textAt(block, 'type') !== 'input') return [];
  const element = at(block, 'element');
  const options = [...listAt(element, 'options'), ...listAt(element, 'option_groups').flatMap(groupOptions)];
  const values = options.map((option) => textAt(option, 'value'));
  return [{ id: textAt(block, 'block_id'), type: textAt(element, 'type'), values }];
}

function groupOptions(group: unknown): readonly unknown[] {
  return listAt(group, 'options');
}

function inputIds(blocks: readonly unknown[]): readonly string[] {
  return blocks.flatMap((block) =>
    textAt(block, 'type') === 'input' ? (textAt(block, 'block_id') ?? []) : [],
  );
}
