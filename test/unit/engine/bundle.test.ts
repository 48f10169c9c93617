import { describe, expect, test } from 'vitest';
import { bundleCard, gather, placeOf } from '../../../src/engine/bundle.ts';
import type { Outgoing } from '../../../src/engine/bundle.ts';
import type { Effect } from '../../../src/engine/effect.ts';
import { idsFrom } from '../../../src/engine/ids.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import { button, buttons, card, text } from '../../../src/ui/view.ts';

const tail = buttons(button('Change my reminders', { dialog: 'reminders', action: 'show', subject: 'p' }));

function nudgeOf(person: string, slot: string, words = 'Please look.'): Effect {
  const open = button(`Open ${slot}`, { dialog: 'meeting', action: 'show', subject: slot });
  return {
    effect: 'send',
    to: { person },
    slot,
    card: card(`About ${slot}`, text(words), buttons(open), tail),
    nudge: true,
  };
}

const gathered = (...effects: Effect[]): readonly Outgoing[] => gather(effects, idsFrom('seed'));
const said = (out: Outgoing | undefined): string =>
  out === undefined || out.effect === 'refresh-home'
    ? ''
    : plainCard(out.effect === 'bundle' ? bundleCard(out.bundle) : out.card);

const asks = (slot: string): Effect => {
  const yes = button('Yes, we met', { dialog: 'meeting', action: 'met', subject: slot });
  return {
    effect: 'send',
    to: { person: 'mina' },
    slot,
    card: card('Did you meet?', buttons(yes), tail),
    nudge: true,
  };
};

const old = (slot: string): Effect => ({
  effect: 'revise',
  to: { person: 'mina' },
  slot,
  card: card('Over'),
});

describe('nudges of one turn', () => {
  test('of one person become one message; of others, theirs', () => {
    const out = gathered(nudgeOf('mina', 'one'), nudgeOf('otto', 'two'), nudgeOf('mina', 'three'));
    expect(out.map(({ effect }) => effect)).toEqual(['send', 'bundle']);
    expect(said(out[1])).toMatch(
      /^Two things for you\n1\. About one[^]*\[Open one\][^]*2\. About three[^]*\[Open three\]/,
    );
  });

  test('end once with what each of them ends with', () => {
    const [out] = gathered(nudgeOf('mina', 'one'), nudgeOf('mina', 'two'));
    expect(said(out).match(/Change my reminders/g)).toHaveLength(1);
  });

  test('have buttons that say in which part they stand', () => {
    const [out] = gathered(nudgeOf('mina', 'one'), nudgeOf('mina', 'two'));
    if (out?.effect !== 'bundle') throw new Error('Two make a bundle');
    const places = out.bundle.parts.flatMap((part) =>
      part.card.body.flatMap((block) =>
        block.type === 'buttons'
          ? block.buttons.flatMap((one) => (one.type === 'action' ? [placeOf(one.to)] : []))
          : [],
      ),
    );
    expect(places).toEqual([
      { id: out.id, index: 0 },
      { id: out.id, index: 1 },
    ]);
  });

  test('have names of their own, where two of them would be called the same', () => {
    const [out] = gathered(asks('one'), asks('two'));
    expect(said(out)).toMatch(/\[Yes, we met \(1\)\][^]*\[Yes, we met \(2\)\]/);
  });

  test('come after what takes the buttons from older messages of theirs', () => {
    const out = gathered(old('one'), nudgeOf('mina', 'one'), old('two'), nudgeOf('mina', 'two'));
    expect(out.map(({ effect }) => effect)).toEqual(['revise', 'revise', 'bundle']);
  });

  test('that are more than a handful come in several messages, which say so', () => {
    const out = gathered(...Array.from({ length: 8 }, (_, index) => nudgeOf('mina', `thing ${index}`)));
    expect(out.map(({ effect }) => effect)).toEqual(['bundle', 'bundle']);
    expect(said(out[0])).toContain('3 more in the next message.');
    expect(said(out[1])).not.toContain('more in the next');
  });

  test('that are long stand alone', () => {
    const out = gathered(nudgeOf('mina', 'one', 'x'.repeat(9_000)), nudgeOf('mina', 'two'));
    expect(out.map(({ effect }) => effect)).toEqual(['send', 'send']);
  });

  test('about the same thing are said once, by the later: after an outage two reminders of one meeting are due', () => {
    const out = gathered(nudgeOf('mina', 'one', 'In a day.'), nudgeOf('mina', 'one', 'In an hour.'));
    expect(out).toEqual([nudgeOf('mina', 'one', 'In an hour.')]);
  });

  test('are left as they are where there is one, and so is everything else', () => {
    const one = nudgeOf('mina', 'one');
    const revise: Effect = { effect: 'revise', to: { person: 'mina' }, slot: 'two', card: card('Two') };
    expect(gathered(revise, one)).toEqual([revise, one]);
  });
});
