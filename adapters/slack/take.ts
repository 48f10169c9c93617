/** Takes one payload from Bolt through reading, the engine, and the answer, within Slack's time. */

import { DeliveryError } from '../../src/errors.ts';
import type { ChatEvent } from '../../src/engine/event.ts';
import type { Ingress } from '../../src/engine/ports.ts';
import type { WorkspaceKey } from '../../src/engine/terms.ts';
import { onceOnly, shareAnswer } from './ack.ts';
import type { Ack, Respond } from './ack.ts';
import { answer, answerInHaste } from './answer.ts';
import { closesWindow } from './answer-submit.ts';
import { createMemory } from './memory.ts';
import { readPayload } from './read.ts';
import type { Reading } from './read.ts';
import type { AnswerParts, Outcome } from './show.ts';
import { suggest } from './suggest.ts';
import type { Web } from './web.ts';

/** Rejects only for an event that Slack should send again. `respond` answers the HTTP request, with a body or without. */
export type Take = (body: unknown, respond: Respond) => Promise<void>;

export type TakeOptions = {
  readonly ingress: Ingress;
  readonly command: string;
  readonly parts: AnswerParts;
  readonly patienceMs: number;
  readonly onUninstalled: (workspace: WorkspaceKey) => Promise<void>;
};

type EventReading = Extract<Reading, { read: 'event' }>;

/** How many deeds of late one process remembers. */
const remembered = 2_000;

export function createTake(options: TakeOptions): Take {
  const { ingress, parts, patienceMs } = options;
  const answering = createMemory<Promise<object | undefined>>(remembered);
  const submits = createMemory<Promise<object | undefined>>(remembered);
  const refusals = createMemory<number>(remembered);

  return async (body, respond) => {
    const ack = onceOnly(respond);
    const reading = readPayload(body, options.command);
    switch (reading.read) {
      case 'nothing':
        return ack.give();
      case 'suggest': {
        const none = { options: [] };
        return ack.give(
          await inTime(
            suggest(ingress, reading).catch(() => none),
            none,
          ),
        );
      }
      case 'uninstalled':
        if (!(await isStillInstalled(parts.web, reading.workspace.externalId))) {
          parts.web.forget(reading.workspace.externalId);
          await options.onUninstalled(reading.workspace);
        }
        return ack.give();
      case 'event':
        return reading.event.deed.type === 'submit' ? takeSubmit(reading, ack) : takeOnce(reading, ack);
      default:
        return reading satisfies never;
    }
  };

  /**
   * Slack sends an event again when our answer was late, also while we are still at it: the second delivery waits for
   * the first and gets the same answer; nothing more is shown. Only this process knows; in another one the engine gives
   * the same reply again, and it is shown twice rather than never.
   */
  async function takeOnce(reading: EventReading, ack: Ack): Promise<void> {
    const { id } = reading.event;
    const answerNow = async (): Promise<object | undefined> => {
      const shared = shareAnswer(ack);
      const outcome = await run(reading, reading.event, shared.ack);
      await shared.ack.give();
      // What only some may read is nothing to keep in memory: a copy of that deed gets an empty answer.
      if (isConfidential(outcome)) answering.set(id, Promise.resolve(undefined));
      return shared.answer;
    };
    const work = answering.get(id)?.catch(answerNow) ?? answerNow();
    answering.set(id, work);
    await ack.give(await work);
  }

  /**
   * A form that is sent again while the first is still on its way, or after that one closed the window, gets the answer
   * that the first one got, and nothing more is shown: the outcome stands in a message already. Any other answer showed
   * the outcome in the window, or asked to send the form again, and is given anew. After a refusal the same answers are a
   * new deed: what stood in the way may be gone, and the engine would repeat the refusal.
   */
  async function takeSubmit(reading: EventReading, ack: Ack): Promise<void> {
    const { id } = reading.event;
    const first = submits.get(id);
    if (first !== undefined) return ack.give(await first);
    const shared = shareAnswer(ack);
    submits.set(id, shared.answer);
    try {
      const count = refusals.get(id) ?? 0;
      const event = count === 0 ? reading.event : { ...reading.event, id: `${id}:${count}` };
      const outcome = await run(reading, event, shared.ack);
      if (outcome !== 'failed' && outcome.reply === 'reject') refusals.set(id, count + 1);
    } finally {
      await shared.ack.give(); // whoever waits for the same answer is let go, whatever happened
      if (!closesWindow(await shared.answer)) submits.forget(id);
    }
  }

  async function run({ way }: EventReading, event: ChatEvent, ack: Ack): Promise<Outcome> {
    const turn = ingress.handle(event).catch(() => 'failed' as const); // the engine has logged why
    const isLate = await inTime(
      turn.then(() => false),
      true,
    );
    if (isLate) await answerInHaste(parts, way, ack);
    const outcome = await turn;
    const { workspace, account } = event;
    await answer(parts, { workspace: workspace.externalId, user: account.externalId, way, outcome }, ack);
    return outcome;
  }

  /** What the work gives, or `instead` when it takes longer than Slack may be kept waiting. */
  async function inTime<T>(work: Promise<T>, instead: T): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<T>((resolve) => {
      timer = setTimeout(() => resolve(instead), patienceMs);
    });
    return Promise.race([work, late]).finally(() => clearTimeout(timer));
  }
}

function isConfidential(outcome: Outcome): boolean {
  return outcome !== 'failed' && outcome.reply === 'answer' && outcome.confidential === true;
}

/**
 * Whether the token that we have for a workspace is good. A farewell that comes late, or again, may be about an earlier
 * installation than today's. Rejects when Slack cannot be asked: then the event comes again.
 */
async function isStillInstalled(web: Web, workspace: string): Promise<boolean> {
  try {
    await web.call(workspace, 'auth.test', {});
    return true;
  } catch (error) {
    if (error instanceof DeliveryError && error.failure === 'forbidden') return false;
    throw error;
  }
}
