/** An answer that takes the place of a message changes the message itself, once: decision 0003. */

import { expect, test } from 'vitest';
import type { Effect } from '../../../src/engine/effect.ts';
import { answer, replaceWith } from '../../../src/engine/reply.ts';
import type { OutboxEntry } from '../../../src/engine/ports.ts';
import { asMessageAddress } from '../../../src/engine/terms.ts';
import type { Run } from '../../../src/engine/run.ts';
import { writeRun } from '../../../src/engine/write.ts';
import { asReference } from '../../../src/ui/reference.ts';
import { card, text } from '../../../src/ui/view.ts';

const done = card('Done', text('It is taken care of.'));

/** The outbox after Cora has pressed a button of a message of hers, and the dialog has said all this. */
async function outboxAfter(
  effects: readonly Effect[],
  reply = replaceWith(done),
): Promise<readonly OutboxEntry[]> {
  const kept: OutboxEntry[] = [];
  const outcome = { effects, reply };
  const target = { dialog: 'not-started', action: 'end', subject: 'r1' };
  const run = {
    acted: [{ target, subject: 'relationship', outcome }],
    last: { decided: 'outcome', outcome },
  } as unknown as Run; // all that is written of a run
  await writeRun(
    {
      mintReferences: async (targets) => targets.map(() => asReference('r1')),
      appendOutbox: async (entries) => {
        kept.push(...entries);
        return [];
      },
      changeTimers: async () => {},
      changeBundle: async () => undefined,
      audit: async () => {},
    },
    run,
    {
      eventId: 'e1',
      actor: { id: 'cora', name: 'Cora Vale', zone: 'Europe/London' },
      now: new Date('2026-11-29T10:00:00Z'),
      origin: { message: asMessageAddress('m1'), ephemeral: false, platform: 'chat' },
      anyHome: false,
    },
  );
  return kept;
}

function revisedFor(person: string): Effect {
  return { effect: 'revise', to: { person }, slot: 's', card: done };
}

const replaces = (all: readonly OutboxEntry[]) => all.filter(({ content }) => 'replace' in content);

test('the message is replaced, also where somebody else’s is revised to the same words', async () => {
  expect(replaces(await outboxAfter([]))).toHaveLength(1);
  const both = await outboxAfter([revisedFor('grace')]);
  expect(replaces(both)).toMatchObject([{ to: { person: 'cora' } }]);
  expect(both).toHaveLength(2);
});

test('a revision of one’s own message to the same words is enough', async () => {
  expect(replaces(await outboxAfter([revisedFor('cora')]))).toEqual([]);
});

test('an answer beside the message leaves it as it is', async () => {
  expect(replaces(await outboxAfter([], answer(done)))).toEqual([]);
});
