import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import { recordsCard } from '../../../src/dialogs/read-records.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import {
  aPair,
  idOf,
  mentee,
  mentor,
  relationshipFacts,
  relationshipId,
  stranger,
} from '../../support/pair-facts.ts';
import type { Pair } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';

const record = target('meeting', 'record', idOf('meeting: 1'));
const read = target('meeting', 'read', idOf('meeting: 1'));
const secret = 'SECRET-ABOUT-THE-EXAM';
const thought = 'SECRET-THOUGHT';
const step = 'SECRET-STEP';

/** They met on 20 November and share records. */
const met = (pair: Pair = aPair().agreed()): Pair =>
  pair.meeting('2026-11-20 12:00', { state: 'met', answeredById: idOf(mentee) });

const written = {
  shared: secret,
  action1: step,
  action1Who: idOf(mentor),
  action1Due: '2026-12-07',
  reflection: thought,
  useful: '4',
};

describe('writing a record that both share', () => {
  test('says before a word is written who can read it', () => {
    const form = plain(aPairWorld(met()).act(mentee, record));
    expect(form).toContain(`${mentor} can read this record, and so can you. Nobody else can.`);
    expect(form).toContain('Please write nothing that could identify a patient.');
  });

  test('keeps it, tells the other where to read it, and repeats no word of it in any message', () => {
    const world = aPairWorld(met());
    const answer = world.act(mentee, record, written);
    expect(plain(answer)).toContain(`You and ${mentor} can read it. Nobody else can.`);
    expect(world.rows().records).toMatchObject([
      { discussed: secret, reflection: thought, useful: 4, sharing: 'pair', authorId: idOf(mentee) },
    ]);
    expect(world.newest(mentor)).toContain(`${mentee} wrote a record`);
    expect(world.newest(mentor)).toContain('One of the next steps is yours.');
    expect(world.sent.map(plainCard).join('\n')).not.toMatch(/SECRET/);
  });

  test('the other one reads what was discussed, and never the reflection', () => {
    const world = aPairWorld(met());
    world.act(mentee, record, written);
    const theirs = world.press(mentor, 'Read the record of 20 November');
    expect(plain(theirs)).toContain(secret);
    expect(plain(theirs)).not.toContain(thought);
    expect(plain(world.act(mentee, read))).toContain(thought);
    expect(plain(world.act(stranger, read))).not.toMatch(/SECRET/);
    expect(theirs).toMatchObject({ inPlace: false });
  });

  test('can be changed by its author, who finds what they wrote; nobody is told again', () => {
    const world = aPairWorld(met());
    world.act(mentee, record, written);
    const messages = world.messages.length;
    const again = world.act(mentee, record);
    expect(again.shown === 'form' && again.open.form.fields).toMatchObject({ shared: { value: secret } });
    world.act(mentee, record, { shared: 'Better words' });
    expect(world.rows().records).toMatchObject([{ discussed: 'Better words', reflection: '' }]);
    expect(world.messages).toHaveLength(messages);
  });

  test('a next step comes back on the day it is due, without its words, to whoever does it', () => {
    const world = aPairWorld(met());
    world.act(mentee, record, written);
    world.until('2026-12-07T09:00Z');
    expect(world.newest(mentor)).toContain('A next step is due today');
    expect(world.newest(mentee)).not.toContain('A next step is due today');
    expect(world.sent.map(plainCard).join('\n')).not.toMatch(/SECRET/);
  });

  test('a next step that is done comes back no more', () => {
    const world = aPairWorld(met());
    world.act(mentee, record, written);
    const shown = world.act(mentor, target('relationship', 'show', relationshipId));
    expect(plain(shown)).toContain(`1. You: ${step} (due on 7 December)`);
    expect(labelsOf(shown)).toContain('Step 1 is done');
    const [action] = world.rows().actions;
    world.act(mentor, target('relationship', 'done', relationshipId, { action: action?.id ?? '' }));
    world.until('2026-12-20T09:00Z');
    expect(world.fired).toEqual([]);
    expect(world.rows().actions[0]?.doneAt).toEqual(new Date('2026-11-29T10:00:00Z'));
  });

  test('books the next meeting along the way', () => {
    const world = aPairWorld(met());
    world.act(mentee, record, { ...written, nextDate: '2026-12-18', nextTime: '12:00' });
    expect(world.meeting(1)).toMatchObject({ state: 'booked', start: { date: '2026-12-18', time: '12:00' } });
    expect(world.calendar(mentor)).toHaveLength(1);
  });

  test.each([
    [{ nextDate: '2026-12-18' }, 'both a date and a time'],
    [{ nextDate: '2026-11-29', nextTime: '08:00' }, 'has passed'],
    [{ action2Due: '2026-12-18' }, 'say what is to be done'],
  ])('hands everything back when something is missing: %o', (extra, why) => {
    const world = aPairWorld(met());
    const answer = world.act(mentee, record, { ...written, ...extra });
    expect(plain(answer)).toContain(why);
    expect(answer.shown === 'rejected' && answer.open.values).toMatchObject({ shared: secret });
    expect(world.rows().records).toEqual([]);
    expect(world.rows().actions).toEqual([]);
  });

  test('of a meeting nobody has answered for says that they met', () => {
    const world = aPairWorld(aPair().agreed().meeting('2026-11-20 12:00'));
    world.act(mentor, record, { shared: 'A good talk' });
    expect(world.meeting()).toMatchObject({ state: 'met', answeredById: idOf(mentor) });
  });
});

test('even were somebody shown too much, the dialog itself gives away neither a private record nor a reflection', () => {
  const pair = met().recorded(mentor, { sharing: 'author', discussed: secret });
  const shared = pair.recorded(mentor, { sharing: 'pair', reflection: thought });
  const facts = { ...relationshipFacts(shared.rows, mentor), meeting: aPairWorld(shared).meeting() };
  const text = plainCard(recordsCard(facts, idOf(mentee)));
  expect(text).toContain(`What ${mentor} wrote`);
  expect(text).not.toMatch(/SECRET/);
});

describe('when each keeps their own records', () => {
  test.each([
    ['agreed so', met(aPair().agreed({ records: 'mine' }))],
    ['nothing is agreed yet', met(aPair())],
  ])('%s: only the author can read it, and the other hears nothing of it', (_, pair) => {
    const world = aPairWorld(pair);
    expect(plain(world.act(mentee, record))).toContain('Only you can read this');
    world.act(mentee, record, { mine: secret });
    expect(world.rows().records).toMatchObject([{ sharing: 'author' }]);
    expect(world.messagesTo(mentor)).toEqual([]);
    expect(plain(world.act(mentor, read))).toContain('There is no record of this meeting that you can read.');
  });

  test('a next step for the other is passed on as a pointer', () => {
    const world = aPairWorld(met(aPair().agreed({ records: 'mine' })));
    world.act(mentee, record, { mine: secret, action1: step, action1Who: idOf(mentor) });
    expect(world.newest(mentor)).toContain('One of the next steps is yours.');
    expect(world.sent.map(plainCard).join('\n')).not.toMatch(/SECRET/);
  });

  test('a record written for oneself stays so when the pair agrees to share while it is being written', () => {
    const world = aPairWorld(met());
    const answer = world.act(mentee, record, { mine: secret });
    expect(answer.shown).toBe('rejected');
    expect(world.rows().records).toEqual([]);
  });
});

describe('when a pair keeps no records', () => {
  const pair = met(aPair().agreed({ records: 'none' }));

  test('the form asks for nothing but the next meeting, and says why', () => {
    const answer = aPairWorld(pair).act(mentee, record);
    expect(plain(answer)).toContain('You have agreed to keep no records.');
    expect(answer.shown === 'form' && Object.keys(answer.open.form.fields)).toEqual(['nextDate', 'nextTime']);
  });

  test('nothing is written, whatever a form of another day sends', () => {
    const world = aPairWorld(pair);
    world.act(mentee, record, { ...written, mine: secret });
    expect(world.rows().records).toEqual([]);
    expect(world.rows().actions).toEqual([]);
  });
});

test('a record is not written of a meeting still to come, cancelled, or missed', () => {
  const ahead = aPairWorld(aPair().agreed().meeting('2026-12-20 12:00'));
  expect(plain(ahead.act(mentee, record))).toContain('still to come');
  const off = aPairWorld(aPair().agreed().meeting('2026-11-20 12:00', { state: 'cancelled' }));
  expect(plain(off.act(mentee, record))).toContain('This meeting was cancelled');
  const missed = aPairWorld(aPair().agreed().meeting('2026-11-20 12:00', { state: 'missed' }));
  expect(labelsOf(missed.act(mentee, record))).toEqual(['We did meet on 20 November']);
});
