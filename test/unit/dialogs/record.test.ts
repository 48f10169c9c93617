import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import { recordsCard } from '../../../src/dialogs/read-records.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import {
  aPair,
  coordinator,
  idOf,
  mentee,
  mentor,
  relationshipFacts,
  relationshipId,
  stranger,
} from '../../support/pair-facts.ts';
import type { Pair } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';
import type { PairWorld } from '../../support/pair-world.ts';

const record = target('meeting', 'record', idOf('meeting: 1'));
const read = target('meeting', 'read', idOf('meeting: 1'));
const secret = 'SECRET-ABOUT-THE-EXAM';
const thought = 'SECRET-THOUGHT';
const step = 'SECRET-STEP';

/** They met on 20 November and share records. */
const met = (pair: Pair = aPair().agreed()): Pair =>
  pair.meeting('2026-11-20 12:00', { state: 'met', answeredById: idOf(mentee) });

/** What the form has filled in already. */
const held = { heldMinutes: '60', heldPlace: 'video' };

const written = {
  shared: secret,
  action1: step,
  action1Who: idOf(mentor),
  action1Due: '2026-12-07',
  reflection: thought,
  useful: '4',
  ...held,
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
    world.act(mentee, record, { shared: 'Better words', ...held });
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
    world.act(mentor, record, { shared: 'A good talk', ...held });
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
    world.act(mentee, record, { mine: secret, ...held });
    expect(world.rows().records).toMatchObject([{ sharing: 'author' }]);
    expect(world.messagesTo(mentor)).toEqual([]);
    expect(plain(world.act(mentor, read))).toContain('There is no record of this meeting that you can read.');
  });

  test('a next step for the other is passed on as a pointer', () => {
    const world = aPairWorld(met(aPair().agreed({ records: 'mine' })));
    world.act(mentee, record, { mine: secret, action1: step, action1Who: idOf(mentor), ...held });
    expect(world.newest(mentor)).toContain('One of the next steps is yours.');
    expect(world.sent.map(plainCard).join('\n')).not.toMatch(/SECRET/);
  });

  test('a record written for oneself stays so when the pair agrees to share while it is being written', () => {
    const world = aPairWorld(met());
    const answer = world.act(mentee, record, { mine: secret, ...held });
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

describe('what is written of a meeting', () => {
  const areas = [
    { value: 'exams', label: 'Exams' },
    { value: 'rotas', label: 'Rotas' },
    { value: 'old', label: 'Old things', retired: true as const },
  ];
  const inAreas = () => met(aPair().inScheme({ areas }).agreed());

  test('may have topics, of the scheme’s areas and in one’s own words', () => {
    const world = aPairWorld(inAreas());
    world.act(mentee, record, { ...written, topics: ['rotas'], otherTopics: 'Saying no, my garden; Rotas' });
    expect(world.rows().records[0]?.topics).toEqual(['Rotas', 'Saying no', 'my garden']);
    expect(plain(world.act(mentor, read))).toContain('Topics: Rotas, Saying no, my garden.');
    const again = world.act(mentee, record);
    expect(again.shown === 'form' && again.open.form.fields).toMatchObject({
      topics: { value: ['rotas'], options: [{ value: 'exams' }, { value: 'rotas' }] },
      otherTopics: { value: 'Saying no, my garden' },
    });
    expect(world.sent.map(plainCard).join()).not.toContain('garden');
  });

  test('says how long and by what means they really met, for both of them', () => {
    const world = aPairWorld(met());
    expect(plain(world.act(mentee, record))).toContain('Meeting 1 of your mentoring.');
    world.act(mentee, record, { ...written, heldMinutes: '45', heldPlace: 'phone' });
    expect(world.meeting()).toMatchObject({
      minutes: 60,
      heldMinutes: 45,
      place: 'video',
      heldPlace: 'phone',
    });
    expect(plain(world.act(mentor, read))).toContain('Meeting 1: 45 minutes, phone call.');
    const theirs = world.act(mentor, record);
    expect(theirs.shown === 'form' && theirs.open.form.fields).toMatchObject({ heldMinutes: { value: 45 } });
  });

  test('asks the mentor alone for the time given to preparing, and shows it to nobody else', () => {
    const world = aPairWorld(met());
    const fields = (name: string): readonly string[] => {
      const answer = world.act(name, record);
      return 'open' in answer ? Object.keys(answer.open.form.fields) : [];
    };
    expect(fields(mentor)).toContain('preparationMinutes');
    expect(fields(mentee)).not.toContain('preparationMinutes');
    world.act(mentor, record, { ...written, preparationMinutes: '25' });
    expect(world.rows().records[0]?.preparationMinutes).toBe(25);
    expect(plain(world.act(mentee, read))).not.toContain('25');
  });

  test('takes no number that identifies a patient', () => {
    const world = aPairWorld(met());
    const answer = world.act(mentee, record, { ...written, reflection: 'About 943 476 5919' });
    expect(plain(answer)).toContain('NHS number');
    expect(world.rows().records).toEqual([]);
  });

  test('says when its author has changed it', () => {
    const world = aPairWorld(met());
    world.act(mentee, record, written);
    expect(plain(world.act(mentee, read))).not.toContain('Changed on');
    world.until('2026-12-01T10:00Z');
    world.act(mentee, record, { ...written, shared: 'Better words' });
    expect(plain(world.act(mentor, read))).toContain('Changed on 1 December 2026.');
  });

  test('is deleted by its author alone, and the next steps that were agreed stay', () => {
    const world = aPairWorld(met());
    world.act(mentee, record, written);
    const remove = target('meeting', 'delete-record', idOf('meeting: 1'));
    expect(labelsOf(world.act(mentor, read)).join()).not.toContain('Delete');
    expect(plain(world.act(mentor, remove))).toContain('There is no record of this meeting by you.');
    expect(world.rows().records).toHaveLength(1);
    expect(labelsOf(world.act(mentee, read))).toContain('Delete my record of 20 November');
    expect(plain(world.act(mentee, remove))).toContain('Nobody can read it any more.');
    expect(world.rows().records).toEqual([]);
    expect(world.rows().actions).toHaveLength(1);
    expect(plain(world.act(mentee, remove))).toContain('no record of this meeting by you');
  });
});

function onStep(world: PairWorld, action: string) {
  return target('relationship', action, relationshipId, { action: world.rows().actions[0]?.id ?? '' });
}

function kept(): PairWorld {
  const world = aPairWorld(met());
  world.act(mentee, record, written);
  return world;
}

describe('a next step', () => {
  test('that was said to be done by a slip is open again at one press, and comes back on its day', () => {
    const world = kept();
    const said = world.act(mentor, onStep(world, 'done'));
    expect(labelsOf(said)).toEqual(['It is not done after all', 'Show what is still open']);
    expect(plain(world.act(mentor, onStep(world, 'not-done')))).toContain('among your next steps again');
    expect(world.rows().actions[0]?.doneAt).toBeUndefined();
    world.until('2026-12-07T09:00Z');
    expect(world.newest(mentor)).toContain('A next step is due today');
  });

  test('gets another day, and its reminder with it', () => {
    const world = kept();
    const change = target('relationship', 'change-step', relationshipId);
    const step = world.rows().actions[0]?.id ?? '';
    world.act(mentor, change, { step, dueOn: '2026-12-22' });
    expect(world.rows().actions).toMatchObject([{ dueOn: '2026-12-22', ownerId: idOf(mentor) }]);
    world.until('2026-12-21T09:00Z');
    expect(world.newest(mentor)).not.toContain('due today');
    world.until('2026-12-22T09:00Z');
    expect(world.newest(mentor)).toContain('A next step is due today');
  });

  test('given to the other one is told to them, without its words', () => {
    const world = kept();
    const change = target('relationship', 'change-step', relationshipId);
    world.act(mentor, change, { step: world.rows().actions[0]?.id ?? '', owner: 'other' });
    expect(world.newest(mentee)).toContain('A next step is yours now');
    expect(world.sent.map(plainCard).join()).not.toMatch(/SECRET/);
    expect(world.rows().actions).toMatchObject([{ ownerId: idOf(mentee), dueOn: undefined }]);
  });

  test('cannot be changed where none is open', () => {
    const world = aPairWorld(met());
    expect(plain(world.act(mentee, target('relationship', 'change-step', relationshipId)))).toContain(
      'No next step is open',
    );
  });
});

test('in a scheme that keeps no records nobody is asked to write one, whatever they agreed before', () => {
  const world = aPairWorld(met(aPair().inScheme({ recordsPolicy: 'none' }).agreed({ records: 'shared' })));
  expect(plain(world.act(mentee, record))).toContain('In this scheme no records are kept.');
  expect(plain(world.type(mentee, 'record'))).toContain('Nothing to record');
});

describe('a meeting that did not take place', () => {
  test('can be said to have failed for a reason of a few, which stands beside it and goes to nobody', () => {
    const world = aPairWorld(aPair().agreed().meeting('2026-11-20 12:00', { state: 'missed' }));
    const why = target('meeting', 'not-met-because', idOf('meeting: 1'));
    expect(labelsOf(world.act(mentee, target('meeting', 'show', idOf('meeting: 1'))))).toContain(
      'Give a reason for 20 November',
    );
    world.act(mentee, why, { reason: 'work' });
    expect(world.meeting().notMetReason).toBe('work');
    expect(plain(world.type(mentor, 'meetings'))).toContain('you did not meet (clinical work came first)');
    expect(world.messages).toEqual([]);
  });

  test('that was cancelled says by whom', () => {
    const world = aPairWorld(aPair().agreed().meeting('2026-12-20 12:00'));
    world.act(mentor, target('meeting', 'cancel', idOf('meeting: 1')));
    expect(plain(world.act(mentee, target('meeting', 'show', idOf('meeting: 1'))))).toContain(
      `This meeting was cancelled by ${mentor}.`,
    );
  });

  test('nobody is asked why of a meeting that was held', () => {
    const world = aPairWorld(met());
    const answer = world.act(mentee, target('meeting', 'not-met-because', idOf('meeting: 1')), {
      reason: 'work',
    });
    expect(plain(answer)).toContain('You met on 20 November');
    expect(world.meeting().notMetReason).toBeUndefined();
  });
});

describe('telling the scheme the dates', () => {
  const tell = target('relationship', 'tell-dates', relationshipId);
  const page = target('relationship', 'show', relationshipId);

  test('is for either of a pair that agreed to it, and tells the dates and nothing else', () => {
    const world = aPairWorld(
      met(aPair().agreed({ datesToScheme: true })).recorded(mentee, { discussed: secret }),
    );
    expect(labelsOf(world.act(mentor, page))).toContain('Tell the scheme our dates');
    expect(plain(world.act(mentor, tell))).toContain('20 November 2026');
    const told = world.newest(coordinator);
    expect(told).toContain('20 November 2026');
    expect(told).not.toMatch(/SECRET/);
  });

  test('is not possible without that', () => {
    const world = aPairWorld(met());
    expect(labelsOf(world.act(mentor, page))).not.toContain('Tell the scheme our dates');
    expect(plain(world.act(mentor, tell))).toContain('only if both of you agreed');
    expect(world.messages).toEqual([]);
  });

  test('tells no coordinator who assesses one of them', () => {
    const world = aPairWorld(met(aPair().agreed({ datesToScheme: true })).line(mentee, coordinator));
    expect(plain(world.act(mentee, tell))).toContain('nobody is told');
    expect(world.messages).toEqual([]);
  });
});

test('all that is booked is cancelled in one go: both get one message, and no reminder is left', () => {
  const world = aPairWorld(aPair().agreed());
  const book = { date: '2026-12-10', time: '12:00', place: 'video', minutes: '60', times: '4' };
  world.act(mentee, target('relationship', 'book', relationshipId), book);
  expect(new Set(world.rows().meetings.map(({ seriesId }) => seriesId)).size).toBe(1);
  const before = world.messagesTo(mentor).length;
  world.act(mentee, target('relationship', 'cancel-all', relationshipId));
  expect(world.rows().meetings.map(({ state }) => state)).toEqual(Array(4).fill('cancelled'));
  expect(world.messagesTo(mentor)).toHaveLength(before + 1);
  expect([...world.timers.keys()].filter((key) => key.startsWith('meeting:'))).toEqual([]);
  expect(plain(world.act(mentee, target('relationship', 'cancel-all', relationshipId)))).toContain(
    'No meeting is booked',
  );
});
