/**
 * A reply of the engine in front of the person, in the way that Teams waits for it.
 *
 * In private, a button's answer takes the card's place, stands beside it as a sentence, or follows as a message; a form
 * takes the place of the button that opened it, and never stays behind once it is done. In a channel, where others read
 * along, nobody's content is shown: the answer goes to the person's own chat, and the channel gets one sentence.
 */

import type { Reply } from '../../src/engine/reply.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { Log } from '../../src/log.ts';
import { cutText, type Rendered } from '../../src/ui/fit.ts';
import { plainCard } from '../../src/ui/plain.ts';
import { asReference, type Reference } from '../../src/ui/reference.ts';
import { button, buttons, card, text, type Card } from '../../src/ui/view.ts';
import { PLATFORM, readMessageAddress, type TeamsAddress } from './address.ts';
import type { Connection } from './connection.ts';
import type { ReadEvent } from './read.ts';
import { executeAction } from './render-buttons.ts';
import { renderCard } from './render-card.ts';
import { renderForm } from './render-form.ts';
import {
  answerBeside,
  answerInPlace,
  oneLine,
  renderFormMessage,
  renderMessage,
  type CardMessage,
  type InvokeAnswer,
} from './render.ts';

export type AnswerTools = {
  readonly connection: Connection;
  readonly log: Log;
  /** All that is known of where a person is. */
  readonly whereIs: (person: TeamsAddress) => TeamsAddress;
};

export const DONE = 'Done.';
export const FAILED = 'That did not work just now. Nothing is lost: please try again in a moment.';
export const SLOW = 'This is taking longer than usual. Please wait a moment and try again.';
const BELOW = 'The answer is in a new message below.';
const IN_PRIVATE = 'I have answered you in our own chat, where nobody else reads along.';
const NOT_INSTALLED =
  'I cannot write to you in private yet. Open Apps in Teams, find Rapport, choose Add, and then ask me there.';

/**
 * Resolves with the answer to an invoke; `undefined` where the platform waits for none. Rejects only where an answer
 * had to be a message and could not be sent.
 */
export async function giveAnswer(
  reading: ReadEvent,
  reply: Reply,
  tools: AnswerTools,
): Promise<InvokeAnswer | undefined> {
  if (reading.event.channel !== undefined) return answerFromChannel(reading, reply, tools);
  return reading.way === 'invoke'
    ? answerInvoke(reading, reply, tools)
    : answerMessage(reading, reply, tools);
}

/** A card that is used up, once its form is closed. The same reference opens the form again. */
export function closedCard(reference: string): Card<Reference> {
  return card<Reference>(
    'Closed',
    text('Nothing was sent, and nothing of it is kept here.'),
    buttons(button('Open it again', asReference(reference))),
  );
}

async function answerInvoke(reading: ReadEvent, reply: Reply, tools: AnswerTools): Promise<InvokeAnswer> {
  const { alone, names, event } = reading;
  const { deed } = event;
  switch (reply.reply) {
    case 'ack':
      if (deed.type === 'submit') return closeForm(reading, tools, card(DONE));
      if (deed.type === 'dismiss') return closeForm(reading, tools, closedCard(deed.reference));
      return answerBeside(DONE);
    case 'open':
    case 'reject':
      return answerInPlace(logged(renderForm(reply.open, { alone, names }), 'form', tools.log));
    case 'answer':
    case 'home': {
      if (reply.reply === 'answer' && reply.inPlace)
        return answerInPlace(logged(renderCard(reply.card, { alone }), 'answer', tools.log));
      const line = oneLine(reply.card);
      if (deed.type === 'submit' || deed.type === 'dismiss') {
        // The form stands where the card stood: it makes way, and what is more than a line is a message to keep.
        if (line !== undefined) return closeForm(reading, tools, reply.card);
        const kept = await tryTo(tools, () => postCard(reading, reply.card, tools));
        return closeForm(reading, tools, kept ? card(DONE, text(BELOW)) : reply.card);
      }
      if (line !== undefined) return answerBeside(line);
      if (reply.reply === 'answer' && reply.confidential === true)
        return answerInPassing(reply.card, reading, tools);
      const posted = await tryTo(tools, () => postCard(reading, reply.card, tools));
      // What has happened is told, even where no message gets through.
      return answerBeside(posted ? BELOW : cutText(plainCard(reply.card), 1_000));
    }
    default:
      return reply satisfies never;
  }
}

/** The card in the form's place. A form that is a message of its own is replaced for good, or it would come back. */
async function closeForm(
  reading: ReadEvent,
  tools: AnswerTools,
  view: Card<Reference>,
): Promise<InvokeAnswer> {
  if (reading.alone) await tryTo(tools, () => replaceUsed(reading, view, tools));
  return answerInPlace(logged(renderCard(view, { alone: reading.alone }), 'answer', tools.log));
}

/**
 * In the place of the card that was used, for this person and until they load the chat anew: a message would stay in
 * the chat, and be kept by the platform for as long as its administrators like.
 */
function answerInPassing(
  view: Card<Reference>,
  { alone, event: { deed } }: ReadEvent,
  { log }: AnswerTools,
): InvokeAnswer {
  const drawn = logged(renderCard(view, { alone }), 'answer', log);
  if (deed.type !== 'press') return answerInPlace(drawn);
  const close = { ref: deed.reference, form: true, cancel: true };
  const closing = executeAction('Close', 'rapport.cancel', undefined, 'none', close);
  return answerInPlace({ ...drawn, body: [...drawn.body, { type: 'ActionSet', actions: [closing] }] });
}

/** Words, an installation, or a button of a client without universal actions: everything is a message. */
async function answerMessage(reading: ReadEvent, reply: Reply, tools: AnswerTools): Promise<undefined> {
  const { deed } = reading.event;
  if (deed.type === 'goodbye') return undefined; // nobody is there any more
  switch (reply.reply) {
    case 'ack':
      if (deed.type === 'submit') await tryTo(tools, () => replaceUsed(reading, card(DONE), tools));
      if (deed.type === 'dismiss')
        await tryTo(tools, () => replaceUsed(reading, closedCard(deed.reference), tools));
      return undefined;
    case 'open':
      await post(reading, logged(renderFormMessage(reply.open, { alone: true }), 'form', tools.log), tools);
      return undefined;
    case 'reject': {
      const options = { alone: true, names: reading.names };
      const message = logged(renderFormMessage(reply.open, options), 'form', tools.log);
      const replaced = await tryTo(tools, () => replaceWith(reading, message, tools));
      if (!replaced) await post(reading, message, tools);
      return undefined;
    }
    case 'answer':
    case 'home': {
      const inPlace = reply.reply === 'answer' && reply.inPlace && reading.event.origin !== undefined;
      if (inPlace && (await tryTo(tools, () => replaceUsed(reading, reply.card, tools)))) return undefined;
      await postCard(reading, reply.card, tools);
      if (deed.type === 'submit' || deed.type === 'dismiss')
        await tryTo(tools, () => replaceUsed(reading, card(DONE, text(BELOW)), tools));
      return undefined;
    }
    default:
      return reply satisfies never;
  }
}

async function answerFromChannel(
  reading: ReadEvent,
  reply: Reply,
  tools: AnswerTools,
): Promise<InvokeAnswer | undefined> {
  const sentence = await answerPrivately(reading, reply, tools);
  if (reading.way === 'invoke') return answerBeside(sentence);
  if (reply.reply !== 'ack') await tools.connection.post(reading.place, { text: sentence });
  return undefined;
}

/** Sends what the reply shows to the person's own chat, and resolves with what may be said in front of others. */
async function answerPrivately(reading: ReadEvent, reply: Reply, tools: AnswerTools): Promise<string> {
  if (reply.reply === 'ack') return DONE;
  const options = { alone: true, names: reading.names };
  const message =
    reply.reply === 'open' || reply.reply === 'reject'
      ? logged(renderFormMessage(reply.open, options), 'form', tools.log)
      : logged(renderMessage(reply.card), 'answer', tools.log);
  try {
    const chat = await tools.connection.open(tools.whereIs(reading.person));
    await tools.connection.post(chat, message);
    return IN_PRIVATE;
  } catch (error) {
    const isShut = error instanceof DeliveryError && ['gone', 'forbidden'].includes(error.failure);
    if (!isShut) logFailure(error, tools.log);
    return isShut ? NOT_INSTALLED : FAILED;
  }
}

async function postCard(reading: ReadEvent, view: Card<Reference>, tools: AnswerTools): Promise<void> {
  await post(reading, logged(renderMessage(view), 'answer', tools.log), tools);
}

async function post(reading: ReadEvent, message: CardMessage, tools: AnswerTools): Promise<void> {
  await tools.connection.post({ ...tools.whereIs(reading.person), ...reading.place }, message);
}

async function replaceUsed(reading: ReadEvent, view: Card<Reference>, tools: AnswerTools): Promise<void> {
  await replaceWith(reading, logged(renderMessage(view, { alone: true }), 'answer', tools.log), tools);
}

async function replaceWith(reading: ReadEvent, message: CardMessage, tools: AnswerTools): Promise<void> {
  const { origin } = reading.event;
  const used = origin === undefined ? undefined : readMessageAddress(origin.message);
  if (used === undefined) throw new DeliveryError('gone', { code: 'no_card_was_used' });
  await tools.connection.replace({ ...reading.person, ...reading.place }, used.activityId, message);
}

/** Something that may fail without the person losing anything; says whether it worked. */
async function tryTo(tools: AnswerTools, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    logFailure(error, tools.log);
    return false;
  }
}

function logFailure(error: unknown, log: Log): void {
  const code = error instanceof DeliveryError ? error.code : 'unknown';
  log('warn', { type: 'answer_failed', platform: PLATFORM, what: 'message', code });
}

/** What was rendered; what could not be said as it was asked to goes to the log. */
export function logged<T>(rendered: Rendered<T>, what: string, log: Log): T {
  for (const { code, where, detail } of rendered.warnings)
    log('warn', { type: 'render_warning', platform: PLATFORM, code, where: `${what}.${where}`, detail });
  return rendered.payload;
}
