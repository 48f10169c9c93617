/** Turns the engine's reply into what Slack shows, where the person is looking and within the time that Slack allows. */

import type { ModalView } from '@slack/types';
import { DeliveryError } from '../../src/errors.ts';
import type { Reply } from '../../src/engine/reply.ts';
import type { OpenForm } from '../../src/ui/form.ts';
import type { Reference } from '../../src/ui/reference.ts';
import { button, buttons, card, text } from '../../src/ui/view.ts';
import type { Card } from '../../src/ui/view.ts';
import type { Ack } from './ack.ts';
import { answerSubmit, askToWait } from './answer-submit.ts';
import { asWritten } from './chat.ts';
import type { Way } from './read.ts';
import { renderCard, renderWindow } from './render-card.ts';
import { renderForm } from './render-form.ts';
import { attempt, report, showHome, sorry, tellPrivately } from './show.ts';
import type { AnswerParts, Turn } from './show.ts';

/**
 * Answers one turn. Resolves once the person has been answered, or could not be; rejects only where Slack should send
 * the event again, which it does for events and not for presses.
 */
export async function answer(parts: AnswerParts, turn: Turn, ack: Ack): Promise<void> {
  const { way, outcome } = turn;
  switch (way.from) {
    case 'command':
    case 'message-press':
    case 'window-press':
    case 'elsewhere':
      return answerAct(parts, turn, way, ack);
    case 'submit':
      return answerSubmit(parts, turn, way, ack);
    case 'dismiss':
      return ack.give();
    case 'home':
    case 'mention':
    case 'direct-message':
      if (outcome === 'failed') throw new Error('The turn failed; Slack is to send the event again');
      return answerEvent(parts, turn, way, outcome);
    default:
      return way satisfies never;
  }
}

/** Answers Slack in time while the turn goes on; what comes of it is shown by `answer` when it is done. */
export function answerInHaste(parts: AnswerParts, way: Way, ack: Ack): Promise<void> {
  return way.from === 'submit' ? askToWait(parts, way, ack) : ack.give();
}

type ActWay = Extract<Way, { from: 'command' | 'message-press' | 'window-press' | 'elsewhere' }>;

async function answerAct(parts: AnswerParts, turn: Turn, way: ActWay, ack: Ack): Promise<void> {
  const { outcome } = turn;
  if (outcome === 'failed') return show(parts, turn, way, ack, sorry, false);
  switch (outcome.reply) {
    case 'ack':
      return ack.give();
    case 'answer':
      // A message that others see too is replaced through the outbox, which also knows when that has to be repeated.
      if (outcome.inPlace && way.from === 'message-press' && !way.ephemeral) return ack.give();
      return show(parts, turn, way, ack, outcome.card, outcome.inPlace);
    case 'open':
    case 'reject':
      return openForm(parts, turn, way, ack, outcome.open);
    case 'home':
      await ack.give();
      return showHome(parts, turn, outcome.card);
    default:
      return outcome satisfies never;
  }
}

/** Acknowledged first: Slack's three seconds are not spent on our own call. */
async function openForm(
  parts: AnswerParts,
  turn: Turn,
  way: ActWay,
  ack: Ack,
  open: OpenForm<Reference>,
): Promise<void> {
  await ack.give();
  const origin = way.from === 'message-press' ? way.origin : undefined;
  const view = parts.use(renderForm(open, { origin }));
  const opened = await attempt(parts, 'open-form', () => openView(parts, turn, way, view));
  // The trigger lives for three seconds. A button that opens the form costs the person one more press, nothing else.
  if (!opened) await show(parts, turn, way, ack, invitation(open), false);
}

/** Shows a card where the act was done; as a last resort in the person's direct message. */
async function show(
  parts: AnswerParts,
  turn: Turn,
  way: ActWay,
  ack: Ack,
  view: Card<Reference>,
  inPlace: boolean,
): Promise<void> {
  if (way.from === 'command' && ack.isOpen())
    return ack.give({ response_type: 'ephemeral', ...parts.use(renderCard(view)) });
  await ack.give();
  const shown = await attempt(parts, 'show', async () => {
    if (way.from === 'window-press' && inPlace) {
      await parts.web.call(turn.workspace, 'views.update', {
        view_id: way.viewId,
        view: parts.use(renderWindow(view)),
      });
    } else if (way.from === 'window-press' || way.from === 'elsewhere') {
      await openView(parts, turn, way, parts.use(renderWindow(view)));
    } else if (way.responseUrl === undefined) {
      throw new DeliveryError('gone', { code: 'no_response_address' });
    } else {
      await parts.web.respond(way.responseUrl, {
        response_type: 'ephemeral',
        replace_original: inPlace,
        ...parts.use(renderCard(view)),
      });
    }
  });
  if (!shown) await tellPrivately(parts, turn, view);
}

/** On top of the window that was used; in its place where Slack's stack of three is full. */
async function openView(parts: AnswerParts, turn: Turn, way: ActWay, view: ModalView): Promise<void> {
  const { web } = parts;
  const { workspace } = turn;
  if (way.from !== 'window-press') {
    await web.call(workspace, 'views.open', { trigger_id: way.triggerId, view });
    return;
  }
  try {
    await web.call(workspace, 'views.push', { trigger_id: way.triggerId, view });
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.failure === 'unreachable') throw error;
    await web.call(workspace, 'views.update', { view_id: way.viewId, view });
  }
}

type EventWay = Extract<Way, { from: 'home' | 'mention' | 'direct-message' }>;

/** Nobody waits for these: a failure makes Slack send the event again, and the same reply is then given again. */
async function answerEvent(parts: AnswerParts, turn: Turn, way: EventWay, reply: Reply): Promise<void> {
  if (reply.reply === 'ack') return;
  if (reply.reply === 'home') return showHome(parts, turn, reply.card);
  const view = reply.reply === 'answer' ? reply.card : invitation(reply.open);
  const payload = { ...parts.use(renderCard(view)), ...asWritten };
  const { web } = parts;
  if (way.from === 'direct-message') {
    await settle(parts, () =>
      web.call(turn.workspace, 'chat.postMessage', { channel: way.channel, ...payload }),
    );
  } else if (way.from === 'mention') {
    const { workspace, user } = turn;
    const here = { channel: way.channel, user };
    const shown = await attempt(parts, 'mention', () =>
      web.call(workspace, 'chat.postEphemeral', { ...here, ...payload }),
    );
    if (!shown) await tellPrivately(parts, turn, view);
  }
}

async function settle(parts: AnswerParts, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const again =
      error instanceof DeliveryError && (error.failure === 'retry-at' || error.failure === 'unreachable');
    if (again) throw error;
    report(parts, 'direct-message', error);
  }
}

/** A form can only be opened from a press: where there was none, a button stands for the form. */
export function invitation(open: OpenForm<Reference>): Card<Reference> {
  return card<Reference>(
    open.form.title,
    text('Press the button to fill this in.'),
    buttons(button<Reference>('Open the form', open.to, { style: 'primary' })),
  );
}
