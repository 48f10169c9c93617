import { describe, expect, test } from 'vitest';
import { didYouMean, slipsBetween } from '../../../src/dialogs/did-you-mean.ts';
import { target } from '../../../src/dialogs/define.ts';
import type { PersonFacts } from '../../../src/mentoring/facts.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import { actionButtons } from '../../support/card-rules.ts';
import { aMentor, aProposal, aRequest } from '../../support/asking-facts.ts';
import { aPair, coordinator, idOf, mentee, mentor, stranger } from '../../support/pair-facts.ts';
import type { Pair } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';

const desk = (name: string, action: string) => target('desk', action, idOf(name));
const world = (pair: Pair = aPair(), person: Partial<PersonFacts> = {}) => aPairWorld(pair, { person });

describe('first words', () => {
  test('say in a few sentences what Rapport is and who reads what, with three ways on', () => {
    const here = world();
    expect(here.act(stranger, desk(stranger, 'hello'))).toEqual({ shown: 'nothing' });
    const hello = here.message(stranger, 0).card;
    expect(plainCard(hello)).toContain('readable by the two of you only: not by coordinators');
    expect(actionButtons(hello).map(({ label }) => label)).toEqual([
      'Ask for a mentor',
      'Offer to mentor',
      'Help',
    ]);
  });
});

describe('what is typed', () => {
  test('"help" lists every word with what it does; coordinators also see the desk', () => {
    const text = plain(world().type(mentee, 'help'));
    for (const word of ['ask', 'offer', 'meetings', 'record', 'pause', 'end', 'privacy', 'help'])
      expect(text).toMatch(new RegExp(`^- ${word}: `, 'm'));
    expect(text).not.toContain('- admin:');
    expect(plain(world().type(coordinator, 'help'))).toContain('- admin: ');
    expect(plain(world(aPair(), { administrator: true, schemes: [] }).type(stranger, 'help'))).toContain(
      '- admin: ',
    );
  });

  test.each([
    ['hepl', 'help'],
    ['meeting', 'meetings'],
    ['recrod', 'record'],
    ['pauze', 'pause'],
    ['privcy please', 'privacy'],
  ])('"%s" is understood as a slip for "%s"', (typed, word) => {
    const answer = world().type(mentee, typed);
    expect(plain(answer)).toContain(`Did you mean “${word}”?`);
    expect(labelsOf(answer)).toEqual([`Open “${word}”`]);
  });

  test('anything else is answered with the words there are, and never repeated', () => {
    const answer = world().type(mentee, 'I am so tired of SECRET nights');
    expect(plain(answer)).toContain('I understand only the words below.');
    expect(plain(answer)).toContain('I do not keep it');
    expect(plain(answer)).not.toContain('SECRET');
    expect(labelsOf(answer)).toEqual([]);
  });

  test('nothing at all shows what concerns the person now', () => {
    const answer = world(aPair().meeting('2026-12-03 17:30').meeting('2026-12-10 17:30')).type(mentee, '');
    expect(plain(answer)).toContain('Thursday 3 December, 17:30 (London time), with Miles Sampleford.');
    expect(plain(answer)).not.toContain('10 December');
    expect(plain(world().type(stranger, ''))).toContain('Nothing is waiting for you.');
  });

  test('nobody opens somebody else’s desk', () => {
    for (const action of ['home', 'meetings', 'privacy', 'send-my-data', 'record', 'hello'])
      expect(plain(world().act(stranger, desk(mentee, action)))).toContain('belongs to somebody else');
  });
});

test('slips are letters missing, added, wrong or swapped', () => {
  expect(slipsBetween('pause', 'pause')).toBe(0);
  expect(slipsBetween('puase', 'pause')).toBe(1);
  expect(slipsBetween('pase', 'pause')).toBe(1);
  expect(slipsBetween('', 'ask')).toBe(3);
  expect(didYouMean('tea', ['ask', 'end'])).toBeUndefined();
  expect(didYouMean('endd', ['ask', 'end'])).toBe('end');
});

describe('the own page', () => {
  const pair = aPair()
    .agreed()
    .inZones({ mentee: 'America/New_York' })
    .meeting('2026-11-20 12:00', { state: 'met' })
    .recorded(mentor)
    .action(mentee, 'SECRET-STEP')
    .meeting('2026-12-03 17:30');

  test('holds what waits, what is coming in the person’s zone, and pointers only', () => {
    const answer = world(pair).act(mentee, desk(mentee, 'home'));
    expect(answer.shown).toBe('home');
    expect(plain(answer)).toContain('Thursday 3 December, 17:30 (New York time)');
    expect(plain(answer)).toContain('Miles Sampleford is your mentor. 1 next step is yours.');
    expect(plain(answer)).toContain('[Write the record of 20 November]');
    expect(plain(answer)).not.toMatch(/SECRET|What Miles/);
  });

  test('names whoever asks to be mentored, and a meeting nobody answered for', () => {
    const request = aRequest({ menteeId: idOf(stranger) });
    const here = world(aPair().meeting('2026-11-20 12:00'), {
      proposals: [{ proposal: aProposal(mentor), request }],
    });
    const labels = labelsOf(here.act(mentor, desk(mentor, 'home')));
    expect(labels).toContain(`Accept ${stranger}`);
    expect(labels).toContain(`Decline ${stranger}`);
    expect(labels.filter((label) => label === 'We met on 20 November, 12:00')).toHaveLength(1);
  });

  test('points to ground rules that wait for an answer, on every page that lists what waits, and to nobody else', () => {
    const here = world(aPair().agreed().proposed(mentee, { objectives: 'SECRET-GOAL' }));
    const views = [
      here.act(mentor, desk(mentor, 'home')),
      here.type(mentor, ''),
      here.type(mentor, 'meetings'),
    ];
    for (const view of views) {
      expect(plain(view)).toContain(`${mentee} proposes changes to your ground rules`);
      expect(labelsOf(view)).toContain(`Read the rules from ${mentee}`);
      expect(plain(view)).not.toContain('SECRET-GOAL');
    }
    for (const words of ['', 'meetings'])
      expect(plain(here.type(mentee, words))).not.toContain('Read the rules');
    expect(plain(here.act(mentee, desk(mentee, 'home')))).toContain(
      `${mentor} is your mentor. Your ground rules wait for their answer.`,
    );
  });

  test('leads from there to the rules in full, where they are agreed to; then nothing waits', () => {
    const here = world(aPair().proposed(mentee));
    const home = here.act(mentor, desk(mentor, 'home'));
    const read =
      'card' in home
        ? actionButtons(home.card).find(({ label }) => label.startsWith('Read the rules'))
        : undefined;
    if (read === undefined) throw new Error('No button');
    const rules = here.act(mentor, read.to);
    expect(plain(rules)).toContain('To pass the exam without losing heart.');
    const agree =
      'card' in rules ? actionButtons(rules.card).find(({ label }) => label.startsWith('Agree')) : undefined;
    if (agree === undefined) throw new Error('No button');
    here.act(mentor, agree.to);
    expect(plain(here.act(mentor, desk(mentor, 'home')))).not.toContain('ground rules');
    expect(plain(here.type(mentor, ''))).toContain('Nothing is waiting for you.');
  });

  test('of a mentoring that has ended asks for no ground rules', () => {
    const here = world(aPair().proposed(mentee).with({ state: 'ended' }));
    for (const words of ['', 'meetings'])
      expect(plain(here.type(mentor, words))).not.toContain('ground rules');
  });

  test('asks for the oldest answer first', () => {
    const here = world(aPair().meeting('2026-11-27 12:00').meeting('2026-11-20 12:00'));
    const asked = labelsOf(here.act(mentor, desk(mentor, 'home'))).filter((label) =>
      label.startsWith('We met'),
    );
    expect(asked).toEqual(['We met on 20 November, 12:00', 'We met on 27 November, 12:00']);
  });

  test('of somebody new says what they can do', () => {
    const text = plain(world().act(stranger, desk(stranger, 'home')));
    expect(text).toContain('You have no mentor and no mentee yet.');
    expect(text).toContain('[Ask for a mentor]');
  });
});

describe('my meetings', () => {
  test('without any, say what to do', () => {
    expect(plain(world().type(stranger, 'meetings'))).toContain('You have no meetings yet.');
  });

  test('show what is next with its buttons, the last ten, and how many more', () => {
    let pair = aPair().agreed();
    for (let day = 10; day < 22; day += 1) pair = pair.meeting(`2026-10-${day} 12:00`, { state: 'met' });
    pair = pair.recorded(mentee).meeting('2026-12-03 17:30').meeting('2026-12-10 08:00');
    const answer = world(pair).type(mentee, 'meetings');
    expect(plain(answer).match(/^- .* October 2026: you met$/gm)).toHaveLength(10);
    expect(plain(answer)).toContain('2 more before these.');
    expect(labelsOf(answer)).toEqual([
      'Move meeting on 3 December, 17:30',
      'Cancel meeting on 3 December, 17:30',
      'Open meeting on 10 December, 08:00',
      'Write the record of 20 October, 12:00',
      'Write the record of 19 October, 12:00',
      'Write the record of 18 October, 12:00',
      'Book another with Miles Sampleford',
      'Open mentoring with Miles Sampleford',
    ]);
  });

  test('show what was held, not what was called off long before its time', () => {
    let pair = aPair().meeting('2026-11-20 12:00', { state: 'met' }).with({ state: 'ended' });
    for (let month = 1; month <= 12; month += 1)
      pair = pair.meeting(`2027-${String(month).padStart(2, '0')}-14 12:00`, { state: 'cancelled' });
    const text = plain(world(pair).type(mentee, 'meetings'));
    expect(text).toContain('- 20 November 2026: you met');
    expect(text).not.toContain('2027');
  });

  test('tell a mentor how much time they have given, and a mentee nothing of the kind', () => {
    const pair = aPair()
      .meeting('2026-11-10 12:00', { state: 'met', minutes: 90 })
      .meeting('2025-01-10 12:00', { state: 'met' });
    expect(plain(world(pair).type(mentor, 'meetings'))).toContain('1 hour and 30 minutes in one meeting');
    expect(plain(world(pair).type(mentee, 'meetings'))).not.toContain('As a mentor');
  });
});

describe('"record", "pause" and "end"', () => {
  test('go straight on where they can mean only one thing', () => {
    const pair = aPair().agreed().meeting('2026-11-20 12:00', { state: 'met' });
    for (const [word, title] of [
      ['record', 'Session record'],
      ['pause', 'Pause the mentoring'],
      ['end', 'End the mentoring'],
    ] as const) {
      const answer = world(pair).type(mentee, word);
      expect(answer.shown === 'form' && answer.open.form.title).toBe(title);
    }
  });

  test('ask which where there are several', () => {
    const pair = aPair().agreed().meeting('2026-11-13 12:00', { state: 'met' }).meeting('2026-11-20 12:00');
    const offer = { ...aMentor(mentee).offer };
    expect(labelsOf(world(pair).type(mentee, 'record'))).toEqual([
      '20 November, 12:00 with Miles Sampleford',
      '13 November, 12:00 with Miles Sampleford',
    ]);
    expect(labelsOf(world(pair, { offers: [offer] }).type(mentee, 'pause'))).toEqual([
      'Pause mentoring with Miles Sampleford',
      'Pause my offer in Northvale mentoring',
    ]);
    expect(labelsOf(world(pair, { offers: [offer], requests: [aRequest()] }).type(mentee, 'end'))).toEqual([
      'End mentoring with Miles Sampleford',
      'Withdraw request in Northvale mentoring',
      'Close my offer in Northvale mentoring',
    ]);
  });

  test('say so where there is nothing', () => {
    expect(plain(world().type(stranger, 'record'))).toContain(
      'There is no meeting without a record of yours.',
    );
    expect(plain(world().type(stranger, 'pause'))).toContain('Nothing to choose');
    expect(plain(world().type(stranger, 'end'))).toContain('Nothing to choose');
  });

  test('never end a pause by a guess', () => {
    const answer = world(aPair().with({ state: 'paused', pausedUntil: '2027-01-04' })).type(mentee, 'pause');
    expect(labelsOf(answer)).toEqual(['End the pause with Miles Sampleford']);
  });

  test('ask for no record where a pair keeps none', () => {
    const pair = aPair().agreed({ records: 'none' }).meeting('2026-11-20 12:00', { state: 'met' });
    expect(plain(world(pair).type(mentee, 'record'))).toContain('Nothing to record');
  });
});

describe('privacy', () => {
  const pair = aPair().agreed().meeting('2026-11-20 12:00', { state: 'met' }).recorded(mentee);

  test('says what is kept, how much, who can see it, and whom to ask', () => {
    const text = plain(world(pair).type(mentee, 'privacy'));
    expect(text).toContain('Session records: 1 record of yours. Read by you');
    expect(text).toContain('Ground rules: 1 agreement. Read by the two of you.');
    expect(text).toContain('Requests: no requests');
    expect(text).toContain('ask the data protection contact of Northvale Hospital');
  });

  test('sends a copy as a file to the person alone, which neither the message nor a link carries', () => {
    const here = world(pair, { requests: [aRequest()] });
    here.act(mentee, desk(mentee, 'send-my-data'));
    expect(here.messages).toHaveLength(1);
    const message = here.message(mentee, 0);
    expect(message.files).toEqual([{ kind: 'own-data', data: {} }]);
    expect(plainCard(message.card)).not.toMatch(/putting off|What Asha/);
  });
});

/** An administrator of an organisation without a scheme gives these areas. */
function found(areas: string) {
  return world(aPair(), { schemes: [], administrator: true }).act(stranger, desk(stranger, 'first-scheme'), {
    name: 'A',
    about: 'B',
    areas,
  });
}

describe('"admin"', () => {
  const channel = {
    platform: 'fake',
    workspace: 'W1',
    address: { id: 'C1' },
    name: '#mentoring',
  };

  test('is for coordinators', () => {
    expect(plain(world().type(mentee, 'admin'))).toContain('For coordinators only');
    expect(plain(world().type(coordinator, 'admin'))).toContain('Northvale mentoring: the desk');
  });

  test('asks which scheme where somebody coordinates several', () => {
    const one = aPair().rows.scheme;
    const two = { ...one, id: idOf('scheme: two'), name: 'Southvale mentoring' };
    expect(labelsOf(world(aPair(), { schemes: [one, two] }).type(coordinator, 'admin'))).toEqual([
      'Desk of Northvale mentoring',
      'Desk of Southvale mentoring',
    ]);
  });

  test('where others read along shows no names, and offers the digest for that channel', () => {
    const here = world();
    const answer = here.type(coordinator, 'admin', channel);
    expect(labelsOf(answer)).toEqual(['Post the weekly digest here', 'Show the digest']);
    expect(plain(answer)).toContain('in private');
  });

  describe('without any scheme', () => {
    const empty = { schemes: [], administrator: true };
    const areas = '- Returning to work\n• Leadership\n\nreturning to work\nПсихология';

    test('an administrator sets up the first one and becomes its coordinator', () => {
      const here = world(aPair(), empty);
      expect(labelsOf(here.type(stranger, 'admin'))).toEqual(['Set up the first scheme']);
      const answer = here.act(stranger, desk(stranger, 'first-scheme'), {
        name: 'Northvale mentors',
        about: 'For all doctors.',
        areas,
      });
      expect(plain(answer)).toContain('Northvale mentors is set up');
      expect(here.founded).toMatchObject([
        {
          noun: 'scheme',
          row: {
            name: 'Northvale mentors',
            coordinatorIds: [idOf(stranger)],
            acceptsRequests: true,
            areas: [
              { value: 'returning-to-work', label: 'returning to work' },
              { value: 'leadership', label: 'Leadership' },
              { value: 'area-3', label: 'Психология' },
            ],
          },
        },
      ]);
    });

    test('nobody else can, and not twice', () => {
      const values = { name: 'A', about: 'B', areas: 'C' };
      const plainPerson = world(aPair(), { schemes: [] });
      expect(plain(plainPerson.type(stranger, 'admin'))).toContain('has no mentoring scheme yet');
      expect(labelsOf(plainPerson.type(stranger, 'admin'))).toEqual([]);
      expect(plain(plainPerson.act(stranger, desk(stranger, 'first-scheme'), values))).toContain(
        'Only an administrator',
      );
      const founded = world(aPair(), { administrator: true });
      expect(plain(founded.act(stranger, desk(stranger, 'first-scheme'), values))).toContain(
        'There is a scheme already',
      );
      expect([...plainPerson.founded, ...founded.founded]).toEqual([]);
    });

    test('needs areas that fit on every platform', () => {
      expect(plain(found('-\n•'))).toContain('Please name at least one area.');
      expect(plain(found('x'.repeat(71)))).toContain('Please shorten line 1');
      expect(plain(found(Array.from({ length: 31 }, (_, index) => `area ${index}`).join('\n')))).toContain(
        'at most 30',
      );
    });
  });
});
