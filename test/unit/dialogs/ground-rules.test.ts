import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import { completeTerms } from '../../../src/mentoring/agreement-terms.ts';
import { differences } from '../../../src/mentoring/agreement-words.ts';
import type { RawValues } from '../../../src/ui/form.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import { aPair, idOf, mentee, mentor, ordinaryTerms, relationshipId } from '../../support/pair-facts.ts';
import type { Pair } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';
import type { Answer, PairWorld } from '../../support/pair-world.ts';

const to = (action: string, args?: Record<string, string>) =>
  target('relationship', action, relationshipId, args);

const purpose = {
  objectives: 'SECRET-AIM',
  notThis: 'Not appraisal.',
  goalsShort: 'SECRET-SOON',
  goalsLong: 'SECRET-LATER',
};
const arrangements = {
  cadence: '28',
  minutes: '60',
  place: 'video',
  booksMeetings: 'mentee',
  preparationDays: '2',
  cancellationHours: '24',
  replyDays: '3',
  records: 'shared',
  datesToScheme: 'yes',
  reviewOn: '2027-03-01',
  plannedEnd: '2027-11-30',
};

function propose(world: PairWorld, who: string, set: RawValues = {}): Answer {
  world.act(who, to('ground-rules'), purpose);
  return world.act(who, to('arrangements'), { ...arrangements, ...set });
}

function fieldsOf(answer: Answer): Record<string, { value?: unknown; options?: { value: string }[] }> {
  if (!('open' in answer)) throw new Error(`No form but ${plain(answer)}`);
  return answer.open.form.fields as Record<string, { value?: unknown; options?: { value: string }[] }>; // what every field has
}

describe('filling in ground rules', () => {
  test('begins with what the mentoring is for, and goes straight on to how they meet', () => {
    const world = aPairWorld(aPair());
    const first = world.act(mentee, to('ground-rules'));
    expect(plain(first)).toContain('Ground rules: 1 of 2');
    expect(fieldsOf(first)['notThis']?.value).toContain('supervision, appraisal');
    const second = world.act(mentee, to('ground-rules'), purpose);
    expect(plain(second)).toContain('Ground rules: 2 of 2');
    expect(world.rows().agreements).toEqual([]);
    expect(world.messages).toEqual([]);
  });

  test('loses nothing when it is put down half way, and shows it to nobody else', () => {
    const world = aPairWorld(aPair());
    world.act(mentee, to('ground-rules'), purpose);
    expect(fieldsOf(world.act(mentee, to('ground-rules')))['objectives']?.value).toBe('SECRET-AIM');
    expect(fieldsOf(world.act(mentor, to('ground-rules')))['objectives']?.value).toBeUndefined();
    world.act(mentee, to('ground-rules'), { ...purpose, objectives: 'SECRET-OTHER' });
    expect(world.rows().rulesDrafts).toHaveLength(1);
    world.act(mentee, to('arrangements'), arrangements);
    expect(world.rows().agreements[0]?.terms.objectives).toBe('SECRET-OTHER');
    expect(world.rows().rulesDrafts).toEqual([]);
  });

  test('what was begun before a newer agreement does not come back', () => {
    const world = aPairWorld(aPair());
    world.act(mentee, to('ground-rules'), purpose);
    world.until('2026-12-01T10:00Z');
    propose(world, mentor);
    world.press(mentee, 'Agree to these rules');
    world.act(mentor, to('ground-rules'), { ...purpose, objectives: 'Together' });
    expect(fieldsOf(world.act(mentee, to('ground-rules')))['objectives']?.value).toBe('SECRET-AIM');
    expect(fieldsOf(world.act(mentee, to('ground-rules')))['notThis']?.value).toBe('Not appraisal.');
  });

  test('the second part alone says where to begin', () => {
    const answer = aPairWorld(aPair()).act(mentee, to('arrangements'), arrangements);
    expect(plain(answer)).toContain('begin with the first part');
    expect(labelsOf(answer)).toEqual(['Propose ground rules']);
  });

  test('takes no number that identifies a patient, and keeps what was typed', () => {
    const world = aPairWorld(aPair());
    const answer = world.act(mentee, to('ground-rules'), { ...purpose, boundaries: 'Not 943 476 5919' });
    expect(plain(answer)).toContain('NHS number');
    expect(answer.shown === 'rejected' && answer.open.values).toMatchObject({ objectives: 'SECRET-AIM' });
    expect(world.rows().rulesDrafts).toEqual([]);
  });

  test.each([
    ['none', ['none'], 'none', 'In this scheme no records are kept.'],
    ['expected', ['mine', 'shared'], undefined, 'This scheme expects that you keep some.'],
    ['pair-decides', ['none', 'mine', 'shared'], undefined, 'Keeping none is a full choice.'],
  ] as const)('a scheme for which records are “%s” offers %j', (recordsPolicy, offered, value, why) => {
    const world = aPairWorld(aPair().inScheme({ recordsPolicy }));
    const records = fieldsOf(world.act(mentee, to('ground-rules'), purpose))['records'];
    expect(records?.options?.map((one) => one.value)).toEqual(offered);
    expect(records).toMatchObject({ value, hint: expect.stringContaining(why) as string });
  });
});

describe('what was proposed', () => {
  test('is read in full by the other, with what was agreed by whom and when, and in no message', () => {
    const world = aPairWorld(aPair());
    propose(world, mentee);
    const read = plain(world.press(mentor, 'Read the ground rules'));
    for (const said of [
      'proposed by Asha Testwell on 29 November 2026',
      'SECRET-AIM',
      'SECRET-SOON',
      'Who books: The mentee',
      'The mentee says what to talk about two days before',
      'An answer within three days.',
      'Planned end: 30 November 2027',
      'Dates told to the scheme: Yes, the dates only',
      'Text on confidentiality: Version 1',
      'without fault and without a reason',
    ])
      expect(read).toContain(said);
    world.press(mentor, 'Agree to these rules');
    expect(plain(world.act(mentee, to('rules')))).toContain(
      'proposed by you on 29 November 2026, agreed to by Miles Sampleford on 29 November 2026.',
    );
    expect(world.sent.map(plainCard).join()).not.toMatch(/SECRET/);
    expect(world.rows().relationship.plannedEnd).toBe('2027-11-30');
  });

  test('says what would change, with what it was before', () => {
    const world = aPairWorld(aPair().agreed({ minutes: 60, plannedEnd: '2027-11-30' }));
    propose(world, mentee, { minutes: '45', plannedEnd: '' });
    const asked = world.newest(mentor);
    expect(asked).toContain('Length: 45 minutes (was 60 minutes)');
    expect(asked).toContain('Planned end: not agreed (was 30 November 2027)');
    expect(asked).toContain('What you hope to achieve: new words');
    expect(asked).not.toContain('Where:');
    expect(asked).not.toMatch(/SECRET/);
  });

  test('rules that are the same differ in nothing', () => {
    expect(differences(ordinaryTerms, { ...ordinaryTerms })).toEqual([]);
  });

  test('too long for one message is read in two parts, and agreed to at the end of the second', () => {
    const long = 'A long sentence about it. '.repeat(76);
    const world = aPairWorld(
      aPair().proposed(mentee, { objectives: long, boundaries: long, contactBetween: long }),
    );
    const first = world.act(mentor, to('rules'));
    expect(labelsOf(first)).toContain('Read the second part');
    expect(labelsOf(first)).not.toContain('Agree to these rules');
    const second = world.act(mentor, to('rules', { part: '2', version: '1' }));
    expect(plain(second)).toContain('Contact between meetings');
    expect(labelsOf(second)).toContain('Agree to these rules');
  });
});

describe('the scheme’s text on confidentiality', () => {
  const pair: Pair = aPair().inScheme({ confidentiality: 'The first words.', confidentialityVersion: 1 });

  test('stays as it was agreed, and the two are told when the scheme has changed it', () => {
    const world = aPairWorld(pair);
    propose(world, mentee);
    world.press(mentor, 'Agree to these rules');
    const { agreements } = world.rows();
    const later = aPairWorld({
      ...pair,
      rows: {
        ...world.rows(),
        agreements,
        scheme: { ...pair.rows.scheme, confidentiality: 'Newer words.', confidentialityVersion: 2 },
      },
    });
    const read = plain(later.act(mentee, to('rules')));
    expect(read).toContain('The first words.');
    expect(read).toContain('The scheme has put this in new words since.');
    expect(read).not.toContain('Newer words.');
    expect(plain(later.act(mentee, to('ground-rules')))).toContain('Newer words.');
  });
});

function changedTwice(): PairWorld {
  return aPairWorld(aPair().agreed({ minutes: 30 }).agreed({ minutes: 45 }).agreed({ minutes: 60 }));
}

describe('earlier versions', () => {
  test('are listed newest first, read, and had as a PDF', () => {
    const here = changedTwice();
    expect(labelsOf(here.act(mentee, to('rules')))).toContain('Earlier versions');
    const list = here.act(mentee, to('earlier-rules'));
    expect(labelsOf(list)).toEqual(['Read version 2', 'Read version 1']);
    const read = here.act(mentee, to('rules', { version: '1' }));
    expect(plain(read)).toContain('Length: 30 minutes');
    expect(plain(read)).toContain('A newer version has taken its place.');
    expect(labelsOf(read)).toEqual(['Send me version 1 as a PDF']);
    here.act(mentee, to('send-rules', { version: '1' }));
    expect(here.messagesTo(mentee).at(-1)?.files).toMatchObject([
      { data: { paper: 'agreement', version: 1 } },
    ]);
  });

  test('cannot be agreed to', () => {
    const here = changedTwice();
    const before = here.rows();
    here.act(mentor, to('agree', { agreement: idOf('agreement: 1') }));
    expect(here.rows()).toEqual(before);
  });

  test('there are none where nothing was changed', () => {
    const here = aPairWorld(aPair().agreed());
    expect(labelsOf(here.act(mentee, to('rules')))).not.toContain('Earlier versions');
    expect(plain(here.act(mentee, to('earlier-rules')))).toContain('have not been changed');
  });
});

test('rules that were agreed before there was a question for everything are read with nothing put into their mouths', () => {
  const old = {
    objectives: 'To pass.',
    boundaries: '',
    contactBetween: '',
    cadenceDays: 28,
    minutes: 60,
    place: 'video',
    cancellationHours: 24,
    records: 'mine',
    reviewOn: '2027-03-01',
  } as const;
  expect(completeTerms(old)).toEqual({
    ...old,
    notThis: '',
    goalsShort: '',
    goalsMedium: '',
    goalsLong: '',
    booksMeetings: 'either',
    preparationDays: 0,
    datesToScheme: false,
  });
});

describe('the first meeting’s checklist', () => {
  test('stands on the card of the first meeting, and leads into the rules', () => {
    const world = aPairWorld(aPair());
    world.act(mentee, to('book'), {
      date: '2026-12-03',
      time: '12:00',
      place: 'video',
      minutes: '60',
      times: '1',
    });
    const shown = world.press(mentor, 'First meeting checklist');
    expect(plain(shown)).toContain('☐ Boundaries, and roles that could conflict');
    expect(labelsOf(shown)).toEqual(['Propose ground rules', 'Send me the checklist as a PDF']);
    world.act(mentor, to('send-checklist'));
    expect(world.messagesTo(mentor).at(-1)?.files).toMatchObject([{ data: { paper: 'checklist' } }]);
  });

  test('ticks what is settled, without anybody’s own words', () => {
    const world = aPairWorld(aPair().meeting('2026-12-03 12:00').meeting('2026-12-31 12:00'));
    propose(world, mentee);
    expect(plain(world.act(mentor, to('checklist')))).toContain('Ground rules are proposed');
    world.press(mentor, 'Agree to these rules');
    const said = plain(world.act(mentor, to('checklist')));
    expect(said).toContain('☑ How often you meet: Every 4 weeks');
    expect(said).toContain('☑ Goals: short, medium and long term');
    expect(said).toContain('☑ Your next meeting is booked: 31 December 2026');
    expect(said).toContain('☐ Boundaries');
    expect(said).not.toMatch(/SECRET/);
  });

  test('comes with the first meeting only', () => {
    const world = aPairWorld(aPair().meeting('2026-11-20 12:00', { state: 'met' }));
    world.act(mentee, to('book'), {
      date: '2026-12-03',
      time: '12:00',
      place: 'video',
      minutes: '60',
      times: '1',
    });
    expect(world.newest(mentor)).not.toContain('checklist');
  });
});
