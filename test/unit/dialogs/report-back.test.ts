import { describe, expect, it, test } from 'vitest';
import { markOf } from '../../../src/mentoring/report-back.ts';
import { aMentor, aScheme, coordinator, idOf, mentee } from '../../support/asking-facts.ts';
import {
  answers,
  asks,
  firstTime,
  goesAway,
  proposalTo,
  proposes,
  theRequest,
  to,
} from '../../support/asking-deeds.ts';
import { aWorld, plain } from '../../support/asking-world.ts';
import type { Answer, World } from '../../support/asking-world.ts';
import { actionButtons } from '../../support/card-rules.ts';
import { aPair, mentor, relationshipId } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain as plainOf } from '../../support/pair-world.ts';

const milo = 'Milo Placeholder';
const dates = 'The dates on which you met.';
const reasons = 'The dates on which you met, and why a meeting was missed.';
const directed = { kind: 'directed', matching: ['coordinator'], reportBack: dates } as const;
const scheme = aScheme(directed);

const accepted = { time: firstTime, place: 'video', reportBack: markOf(dates) };
const otherTimes = { date1: '2026-12-15', time1: '08:00', date2: '2026-12-16', time2: '18:00' };

const mentorReads = (world: World) => world.reads(milo, `proposal:${proposalTo(world, milo).id}`);
const menteeReads = (world: World) => world.reads(mentee, `report-back:${theRequest(world).id}`);

function asked(): World {
  const world = aWorld({ people: [mentee, coordinator, milo], schemes: [scheme] });
  world.addOffer(aMentor(milo, { capacity: 1 }));
  asks(world, { reportBack: markOf(dates) });
  proposes(world, [milo]);
  return world;
}

function reword(world: World, reportBack: string): Answer {
  const answer = world.act(coordinator, to('scheme-settings', 'kind', scheme.id), {
    kind: 'directed',
    reportBack,
  });
  world.fireDue();
  return answer;
}

/** The mentee presses the button that stands in the newest message about new words. */
function accepts(world: World, words = reasons): Answer {
  return world.act(mentee, to('report-back', 'accept', theRequest(world).id, { words: markOf(words) }));
}

function errorOf(answer: Answer): string {
  return answer.shown === 'rejected' ? (answer.open.errors?.['reportBack'] ?? '') : '';
}

describe('a mentor who is asked for directed mentoring', () => {
  it('reads that it is directed, and word for word what is reported back', () => {
    const world = asked();
    expect(mentorReads(world)).toContain('This is directed mentoring');
    expect(mentorReads(world)).toContain(`Exactly this is reported back: ${dates}`);
    expect(plain(answers(world, milo, 'accept'))).toContain(`Exactly this is reported back: ${dates}`);
  });

  it('begins only with a yes of their own to exactly these words', () => {
    const world = asked();
    expect(errorOf(answers(world, milo, 'accept', { ...accepted, reportBack: 'no' }))).toContain(
      'cannot begin without it',
    );
    expect(world.relationships.size).toBe(0);
    answers(world, milo, 'accept', accepted);
    const [relationship] = world.relationships.values();
    expect([...world.consents.values()]).toEqual([
      expect.objectContaining({ relationshipId: relationship?.id, personId: idOf(mentee), wording: dates }),
      expect.objectContaining({ relationshipId: relationship?.id, personId: idOf(milo), wording: dates }),
    ]);
  });

  it('says the same yes with other times, and it counts from then', () => {
    const world = asked();
    expect(errorOf(answers(world, milo, 'counter', { ...otherTimes, reportBack: 'no' }))).not.toBe('');
    answers(world, milo, 'counter', { ...otherTimes, reportBack: markOf(dates) });
    const given = world.now();
    world.pass(1);
    answers(world, milo, 'choose', { time: '2026-12-15T08:00[Europe/London]', place: 'video' });
    expect([...world.consents.values()].map(({ wording }) => wording)).toEqual([dates, dates]);
    expect([...world.consents.values()].at(1)?.givenAt).toEqual(given);
  });

  it('is asked nothing of the kind in any other scheme', () => {
    const world = aWorld({ people: [mentee, coordinator, milo] });
    world.addOffer(aMentor(milo));
    asks(world);
    proposes(world, [milo]);
    expect(mentorReads(world)).not.toMatch(/directed|reported back/);
    answers(world, milo, 'accept', { time: firstTime, place: 'video' });
    expect(world.relationships.size).toBe(1);
    expect(world.consents.size).toBe(0);
  });
});

describe('new words between asking and accepting', () => {
  it('are put to the one who asked, and no mentor can accept before the yes', () => {
    const world = asked();
    expect(plain(reword(world, reasons))).toContain('is asked to accept these');
    expect(menteeReads(world)).toContain(`Exactly this is reported back: ${reasons}`);
    expect(mentorReads(world)).toContain('you can accept once they have');
    expect(plain(answers(world, milo, 'accept'))).toContain('New words wait for an answer');
    expect(plain(world.act(coordinator, to('triage', 'show', theRequest(world).id)))).toContain(
      'They have yet to accept the new words',
    );
    accepts(world);
    expect(mentorReads(world)).toContain('has accepted the words on what is reported back');
    answers(world, milo, 'accept', { ...accepted, reportBack: markOf(reasons) });
    expect([...world.consents.values()].map(({ wording }) => wording)).toEqual([reasons, reasons]);
  });

  it('are not accepted by a form or a button that stood beside the words before', () => {
    const world = asked();
    reword(world, reasons);
    accepts(world, dates);
    expect(theRequest(world).reportBack).toBe(dates);
    accepts(world);
    const late = answers(world, milo, 'accept', accepted);
    expect(errorOf(late)).toContain('no longer offered');
    expect(plain(late)).toContain(reasons);
    expect(world.relationships.size).toBe(0);
  });

  it('take back the times that a mentor suggested, who is asked anew', () => {
    const world = asked();
    answers(world, milo, 'counter', { ...otherTimes, reportBack: markOf(dates) });
    reword(world, reasons);
    expect(proposalTo(world, milo).counterTimes).toBeUndefined();
    expect(mentorReads(world)).toContain('have put in new words what is reported back');
    expect(plain(answers(world, milo, 'choose'))).toContain('These times are no longer open');
  });

  it('let nobody’s days run out meanwhile, and need no second yes when they are taken back', () => {
    const world = asked();
    reword(world, reasons);
    world.pass(20);
    expect(proposalTo(world, milo).state).toBe('open');
    reword(world, dates);
    expect(menteeReads(world)).toContain('Nothing to accept');
    const later = { date1: '2027-01-20', time1: '08:00', date2: '2027-01-21', time2: '18:00' };
    answers(world, milo, 'counter', { ...later, reportBack: markOf(dates) });
    answers(world, milo, 'choose', { time: '2027-01-20T08:00[Europe/London]', place: 'video' });
    expect(world.relationships.size).toBe(1);
  });
});

const calls = (world: World) =>
  world.messagesTo(mentee).filter(({ slot }) => slot === `report-back:${theRequest(world).id}`).length;
const triageReads = (world: World) => world.reads(coordinator, `triage:${theRequest(world).id}`);

describe('new words that the one who asked does not answer', () => {
  it('are brought back three times, and then the coordinators hear of it', () => {
    const world = asked();
    reword(world, reasons);
    expect(calls(world)).toBe(1);
    const heard = () => world.messagesTo(coordinator).length;
    world.pass(4);
    expect(calls(world)).toBe(2);
    expect(menteeReads(world)).toContain('These words wait for your answer.');
    expect(menteeReads(world)).toContain('[I accept exactly these words]');
    world.pass(16);
    expect(calls(world)).toBe(4);
    const before = heard();
    world.pass(2);
    expect(heard()).toBe(before + 1);
    expect(triageReads(world)).toContain('They have been reminded three times of the new words');
    expect(triageReads(world)).toContain('[Take it back]');
    world.pass(200);
    expect(calls(world)).toBe(4);
  });

  it('do not keep a mentor for ever: once the coordinators know, their days run out and they are thanked', () => {
    const world = asked();
    reword(world, reasons);
    world.pass(22);
    expect(proposalTo(world, milo).state).toBe('open');
    world.pass(14);
    expect(proposalTo(world, milo).state).toBe('withdrawn');
    expect(mentorReads(world)).toContain('Thank you for being ready to help.');
    expect(theRequest(world).state).toBe('waiting');
    accepts(world);
    expect(theRequest(world).reportBack).toBe(reasons);
  });

  it('are not brought back once they are answered, or taken back by the scheme', () => {
    for (const settle of [accepts, (world: World) => reword(world, dates)]) {
      const world = asked();
      reword(world, reasons);
      settle(world);
      const before = calls(world);
      world.pass(30);
      expect(calls(world)).toBe(before);
      expect([...world.timers.keys()].filter((key) => key.includes('words'))).toEqual([]);
    }
  });

  it('wait for somebody who is away, and so do the coordinators', () => {
    const world = asked();
    reword(world, reasons);
    goesAway(world, mentee, '2026-11-30', '2026-12-20');
    world.pass(20);
    expect(calls(world)).toBe(1);
    world.pass(15);
    expect(triageReads(world)).not.toContain('reminded three times');
  });
});

test('new words are told to the other coordinators, and not to the one who wrote them', () => {
  const other = 'Otto Sampleby';
  const shared = aScheme({ ...directed, coordinatorIds: [idOf(coordinator), idOf(other)] });
  const world = aWorld({ people: [mentee, coordinator, other], schemes: [shared] });
  reword(world, reasons);
  expect(world.messagesTo(coordinator)).toEqual([]);
  expect(world.messagesTo(other).map(({ card }) => card.title)).toEqual([
    'New words on what is reported back',
  ]);
});

const begun = aPair().inScheme(directed).meeting('2026-11-20 17:30', { state: 'met' });
const agreed = begun.consented(mentee, dates).consented(mentor, dates);
const newWords = to('pairs', 'new-words', scheme.id);
const page = to('relationship', 'show', relationshipId);

describe('a directed pair', () => {
  test('has its letter of attendance made by either of the two, of the period that they choose', () => {
    for (const one of [mentee, mentor]) {
      const world = aPairWorld(agreed);
      expect(labelsOf(world.act(one, page))).toContain('Letter of attendance');
      world.act(one, to('relationship', 'letter', relationshipId), {
        from: '2026-11-01',
        until: '2026-11-29',
      });
      expect(world.message(one, 0).files).toEqual([
        {
          kind: 'paper',
          data: { paper: 'attendance-letter', relationshipId, from: '2026-11-01', until: '2026-11-29' },
        },
      ]);
    }
  });

  test('has a letter made by its coordinator, and of nobody whose two have not both accepted', () => {
    const values = { pair: relationshipId, from: '2026-11-01', until: '2026-11-29' };
    const letter = to('pairs', 'letter', scheme.id);
    const world = aPairWorld(agreed);
    world.act(coordinator, letter, values);
    expect(world.message(coordinator, 0).files).toHaveLength(1);
    const early = aPairWorld(begun.consented(mentee, dates));
    expect(plainOf(early.act(coordinator, letter, values))).toContain('have yet to accept the words');
    expect(early.messages).toEqual([]);
    const partial = aPairWorld(agreed.conflict(coordinator));
    expect(plainOf(partial.act(coordinator, letter))).toContain('There is no pair here that you can see');
  });

  test('is asked anew in private when the words change, and nothing is reported until both have said yes', () => {
    const world = aPairWorld(agreed.inScheme({ reportBack: reasons }));
    expect(labelsOf(world.act(mentee, page))).not.toContain('Letter of attendance');
    expect(plainOf(world.act(mentee, to('relationship', 'letter', relationshipId)))).toContain(
      'once both of you have accepted',
    );
    world.fire(newWords);
    for (const one of [mentee, mentor])
      expect(world.newest(one)).toContain(`Exactly this is reported back: ${reasons}`);
    expect(plainOf(world.press(mentee, 'I accept exactly these words'))).toContain(
      `${mentor} has been asked the same`,
    );
    expect(labelsOf(world.act(mentee, page))).not.toContain('Letter of attendance');
    world.press(mentor, 'I accept exactly these words');
    expect(world.newest(mentee)).toContain('Both of you have accepted');
    expect(labelsOf(world.act(mentee, page))).toContain('Letter of attendance');
  });

  test('of whom one does not answer is reminded three times, alone; then a coordinator hears, once', () => {
    const world = aPairWorld(agreed.inScheme({ reportBack: reasons }));
    world.fire(newWords);
    world.press(mentor, 'I accept exactly these words');
    const questions = (name: string) =>
      world.messagesTo(name).filter(({ card }) => card.title === 'New words on what is reported back').length;
    world.until('2026-12-18T12:00Z');
    expect([questions(mentee), world.messagesTo(coordinator).length]).toEqual([4, 0]);
    expect(world.newest(mentee)).toContain('These words wait for your answer.');
    world.until('2026-12-22T12:00Z');
    expect(world.newest(coordinator)).toContain(
      `${mentee} has yet to accept the new words on what is reported back, and has been reminded three times.`,
    );
    world.until('2027-03-01T12:00Z');
    expect([questions(mentee), questions(mentor)]).toEqual([4, 0]);
    expect(
      world.messagesTo(coordinator).filter(({ card }) => card.title === 'New words wait for an answer'),
    ).toHaveLength(1);
  });

  test('that has answered is reminded of nothing, and no coordinator hears of it', () => {
    const world = aPairWorld(agreed.inScheme({ reportBack: reasons }));
    world.fire(newWords);
    world.press(mentee, 'I accept exactly these words');
    world.press(mentor, 'I accept exactly these words');
    expect([...world.timers.keys()].filter((key) => key.includes(':words:'))).toEqual([]);
  });

  test('can meet and book as before while the words wait', () => {
    const world = aPairWorld(agreed.inScheme({ reportBack: reasons }));
    const booked = world.act(mentor, to('relationship', 'book', relationshipId), {
      date: '2026-12-10',
      time: '12:30',
      place: 'video',
      minutes: '60',
      times: '1',
    });
    expect(plainOf(booked)).toContain('Meeting booked');
  });

  test('says yes to the words beside the button, and to no others', () => {
    const world = aPairWorld(agreed.inScheme({ reportBack: reasons }));
    const pressed = (words: string) =>
      world.act(mentee, to('relationship', 'accept-report-back', relationshipId, { words: markOf(words) }));
    expect(plainOf(pressed(dates))).toContain(reasons);
    expect(world.rows().consents).toHaveLength(2);
    pressed(reasons);
    expect(plainOf(pressed(reasons))).toContain('You have accepted these words');
    expect(world.rows().consents).toHaveLength(3);
  });

  test('is not asked again for words that it has accepted before, and its old question loses its button', () => {
    const world = aPairWorld(agreed.inScheme({ reportBack: reasons }));
    world.fire(newWords);
    const taken = aPairWorld(agreed);
    taken.fire(newWords);
    expect(taken.messages).toEqual([]);
    world.press(mentor, 'I accept exactly these words');
    expect(world.messagesTo(mentor).flatMap(({ card }) => actionButtons(card))).toEqual([]);
  });

  test('has the wording as a fixed line of its ground rules, and is not asked whether dates are told', () => {
    const world = aPairWorld(agreed);
    expect(plainOf(world.act(mentee, to('relationship', 'ground-rules', relationshipId)))).toContain(
      `Exactly this is reported back: ${dates}`,
    );
    world.act(mentee, to('relationship', 'ground-rules', relationshipId), {});
    const second = world.act(mentee, to('relationship', 'arrangements', relationshipId));
    expect(plainOf(second)).not.toContain('May the scheme be told');
    const read = plainOf(
      aPairWorld(agreed.agreed({ reportBack: dates })).act(
        mentor,
        to('relationship', 'rules', relationshipId),
      ),
    );
    expect(read).toContain(dates);
    expect(read).toContain('What is reported back, as you both accepted it');
  });

  test('is ended by either alone, and is told that the condition stands', () => {
    const world = aPairWorld(agreed);
    expect(plainOf(world.act(mentee, to('relationship', 'end', relationshipId)))).toContain(
      'does not change what a regulator asks for',
    );
    world.act(mentee, to('relationship', 'end', relationshipId), { kind: 'circumstances' });
    expect(world.rows().relationship.state).toBe('ended');
    expect(world.newest(coordinator)).toContain('A mentoring relationship has ended');
  });
});
