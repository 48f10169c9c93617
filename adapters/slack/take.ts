/** Takes one payload from Bolt through reading, the engine, and the answer, within Slack's time. */

import type { ChatEvent } from '../../src/engine/event.ts';
import type { Ingress } from '../../src/engine/ports.ts';
import type { WorkspaceKey } from '../../src/engine/terms.ts';
import { answer, answerInHaste } from './answer.ts';
import { createMemory } from './memory.ts';
import { readPayload } from './read.ts';
import type { Reading } from './read.ts';
import type { Ack, AnswerParts, Outcome } from './show.ts';
import { suggest } from './suggest.ts';

/** Rejects only for an event that Slack should send again. `respond` answers the HTTP request, with a body or without. */
export type Take = (body: unknown, respond: Respond) => Promise<void>;

/** Bolt's `ack`: each kind of listener types what it may be given; ours is checked against the payload's kind here. */
type Respond = (answer?: never) => Promise<void>;

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
  const answering = createMemory<Promise<unknown>>(remembered);
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
        parts.web.forget(reading.workspace.externalId);
        await options.onUninstalled(reading.workspace);
        return ack.give();
      case 'event':
        return reading.event.deed.type === 'submit' ? takeSubmit(reading, ack) : takeOnce(reading, ack);
      default:
        return reading satisfies never;
    }
  };

  /**
   * Slack sends an event again when our answer was late, also while we are still at it: the second delivery waits for
   * the first and says nothing of its own. Only this process knows; in another one the engine gives the same reply
   * again, and it is shown twice rather than never.
   */
  async function takeOnce(reading: EventReading, ack: Ack): Promise<void> {
    const { id } = reading.event;
    const answerNow = (): Promise<unknown> => run(reading, reading.event, ack);
    const work = answering.get(id)?.catch(answerNow) ?? answerNow();
    answering.set(id, work);
    await work;
    await ack.give();
  }

  /**
   * The same answers sent again after a refusal are a new deed: what stood in the way may be gone. Without this they
   * would get the refusal that the engine keeps for repeats.
   */
  async function takeSubmit(reading: EventReading, ack: Ack): Promise<void> {
    const { id } = reading.event;
    const count = refusals.get(id) ?? 0;
    const event = count === 0 ? reading.event : { ...reading.event, id: `${id}:${count}` };
    const outcome = await run(reading, event, ack);
    if (outcome !== 'failed' && outcome.reply === 'reject') refusals.set(id, count + 1);
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

/** Bolt throws at a second `ack`; for us the first answer counts. */
function onceOnly(respond: Respond): Ack {
  let open = true;
  return {
    isOpen: () => open,
    give: async (body) => {
      if (!open) return;
      open = false;
      await (respond as (answer?: object) => Promise<void>)(body); // see `Respond`
    },
  };
}
