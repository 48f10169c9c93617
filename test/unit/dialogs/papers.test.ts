import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import { sendRecord } from '../../../src/dialogs/pair-papers.ts';
import { erasedText } from '../../../src/mentoring/erased.ts';
import { mostInPortfolio } from '../../../src/mentoring/paper-request.ts';
import type { RawValues } from '../../../src/ui/form.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import { aMentor } from '../../support/asking-facts.ts';
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
import type { Answer, PairWorld } from '../../support/pair-world.ts';

const pairs = (action: string) => target('relationship', action, relationshipId);
const hours = (name: string) => target('desk', 'hours-statement', idOf(name));
const read = target('meeting', 'read', idOf('meeting: 1'));
const toSend = (id: string) => target('meeting', 'send-record', idOf('meeting: 1'), { record: id });

const met = (pair: Pair = aPair().agreed()): Pair =>
  pair.meeting('2026-10-20 12:00', { state: 'met', answeredById: idOf(mentee) });

/** What was asked for, of everything that was sent. */
function asked(world: PairWorld) {
  return world.messages.flatMap(({ to, files }) =>
    files.filter(({ kind }) => kind === 'paper').map(({ data }) => ({ to, ...Object(data) })),
  );
}

function pressed(world: PairWorld, name: string, answer: Answer, label: string, values?: RawValues): Answer {
  const { body = [] } = 'card' in answer ? answer.card : {};
  const found = body
    .flatMap((block) => (block.type === 'buttons' ? block.buttons : []))
    .find((one) => one.label === label);
  if (found?.type !== 'action') throw new Error(`No button ${label} among ${labelsOf(answer).join(', ')}`);
  return world.act(name, found.to, values);
}

const portfolioOptions = (world: PairWorld, name: string): readonly string[] => {
  const opened = world.act(name, pairs('portfolio'));
  const field = 'open' in opened ? opened.open.form.fields['papers'] : undefined;
  return field?.kind === 'manyOf' ? field.options.map(({ label }) => label) : [];
};

describe('the ground rules as a PDF', () => {
  test('come to whoever asks, alone, and the answer is there at once', () => {
    const world = aPairWorld(aPair().agreed());
    const answer = pressed(
      world,
      mentee,
      world.act(mentee, pairs('rules')),
      'Send me the ground rules as a PDF',
    );
    expect(plain(answer)).toContain('It comes to you in a private message.');
    expect(asked(world)).toEqual([{ to: idOf(mentee), paper: 'agreement', relationshipId, version: 1 }]);
    expect(world.messagesTo(mentor)).toEqual([]);
  });

  test('say before they are sent that chat programs keep copies', () => {
    const world = aPairWorld(aPair().agreed());
    const shown = world.act(mentee, pairs('rules'));
    expect(JSON.stringify('card' in shown && shown.card)).toContain('Chat programs keep their own copies');
  });

  test('are the version that both agreed to, also while a newer one waits', () => {
    const world = aPairWorld(aPair().agreed().proposed(mentor));
    pressed(world, mentee, world.act(mentee, pairs('rules')), 'Send me the agreed rules as a PDF');
    expect(asked(world)).toMatchObject([{ version: 1 }]);
  });

  test.each([
    ['none are agreed', aPair().proposed(mentor)],
    ['they were erased', aPair().agreed({ objectives: erasedText, boundaries: erasedText })],
  ])('cannot be had where %s', (_, pair) => {
    const world = aPairWorld(pair);
    expect(labelsOf(world.act(mentee, pairs('rules'))).join()).not.toContain('PDF');
    expect(plain(world.act(mentee, pairs('send-rules')))).toContain('once the two of you have agreed them');
    expect(asked(world)).toEqual([]);
  });
});

describe('a session record as a PDF', () => {
  test('can be had by both where it is shared, each their own copy', () => {
    const world = aPairWorld(met().recorded(mentee));
    for (const name of [mentee, mentor])
      pressed(world, name, world.act(name, read), 'Send me this record as a PDF');
    expect(asked(world)).toMatchObject([
      { to: idOf(mentee), paper: 'session-record', recordId: idOf('record: 1') },
      { to: idOf(mentor), paper: 'session-record', recordId: idOf('record: 1') },
    ]);
  });

  test('says whose it is where both have written', () => {
    const world = aPairWorld(met().recorded(mentee).recorded(mentor));
    const shown = world.act(mentee, read);
    pressed(world, mentee, shown, 'Send me the other record as a PDF');
    pressed(world, mentee, shown, 'Send me my record as a PDF');
    expect(asked(world)).toMatchObject([{ recordId: idOf('record: 2') }, { recordId: idOf('record: 1') }]);
  });

  test('that the other keeps for themselves is refused, and so is one that is none', () => {
    const world = aPairWorld(met().recorded(mentee, { sharing: 'author' }));
    expect(labelsOf(world.act(mentor, read)).join()).not.toContain('PDF');
    for (const id of [idOf('record: 1'), 'nonsense'])
      expect(plain(world.act(mentor, toSend(id)))).toContain('no record of this meeting that you can read');
    expect(asked(world)).toEqual([]);
  });

  test('that is not theirs is refused, even if it were among what they are shown', () => {
    const { rows } = met().recorded(mentee, { sharing: 'author' });
    const [meeting] = rows.meetings;
    if (meeting === undefined) throw new Error('They have met');
    // As if the store had been careless: these are the author’s facts.
    const facts = { ...relationshipFacts(rows, mentee), meeting };
    expect(sendRecord(facts, idOf(mentee), idOf('record: 1')).effects).toHaveLength(1);
    expect(sendRecord(facts, idOf(mentor), idOf('record: 1')).effects).toBeUndefined();
  });
});

describe('a certificate', () => {
  test.each(['active', 'ended'] as const)(
    'can be had once they have met, when the mentoring is %s',
    (state) => {
      const world = aPairWorld(met().with({ state, ...(state === 'ended' && { endedAt: new Date(0) }) }));
      pressed(world, mentor, world.act(mentor, pairs('show')), 'Send me a certificate');
      expect(asked(world)).toEqual([{ to: idOf(mentor), paper: 'certificate', relationshipId }]);
    },
  );

  test('is none before they have met', () => {
    const world = aPairWorld(aPair().agreed().meeting('2026-12-20 12:00'));
    expect(labelsOf(world.act(mentee, pairs('show')))).not.toContain('Send me a certificate');
    expect(plain(world.act(mentee, pairs('certificate')))).toContain('once you have held a first meeting');
    expect(asked(world)).toEqual([]);
  });
});

describe('a portfolio', () => {
  test('offers one’s own papers: never a record that the other wrote, nor hours to a mentee', () => {
    const world = aPairWorld(met().recorded(mentee).recorded(mentor));
    expect(portfolioOptions(world, mentee)).toEqual([
      'Ground rules',
      'First meeting checklist',
      'Certificate of mentoring',
      'Record of 20 October 2026, 12:00',
    ]);
    expect(portfolioOptions(world, mentor)).toContain('My hours as a mentor, last twelve months');
  });

  test('binds what was ticked, and nothing else', () => {
    const world = aPairWorld(met().recorded(mentee));
    const page = world.act(mentee, pairs('show'));
    const answer = pressed(world, mentee, page, 'Make a portfolio', {
      papers: ['agreement', idOf('record: 1')],
    });
    expect(plain(answer)).toContain('It comes to you in a private message.');
    expect(asked(world)).toEqual([
      {
        to: idOf(mentee),
        paper: 'portfolio',
        papers: [
          { paper: 'agreement', relationshipId, version: 1 },
          { paper: 'session-record', relationshipId, recordId: idOf('record: 1') },
        ],
      },
    ]);
  });

  test('with nothing ticked is asked again, and with what was not offered is refused', () => {
    const world = aPairWorld(met().recorded(mentee));
    expect(world.act(mentor, pairs('portfolio'), {}).shown).toBe('rejected');
    expect(world.act(mentor, pairs('portfolio'), { papers: [idOf('record: 1')] }).shown).toBe('rejected');
    expect(asked(world)).toEqual([]);
  });

  test('of many years offers as many papers as one link holds, and says how many are left out', () => {
    let pair = aPair().agreed();
    for (let week = 0; week < 50; week += 1) pair = met(pair).recorded(mentee);
    const world = aPairWorld(pair);
    expect(portfolioOptions(world, mentor).length).toBeLessThanOrEqual(4);
    expect(portfolioOptions(world, mentee)).toHaveLength(mostInPortfolio - 1);
    expect(plain(world.act(mentee, pairs('portfolio')))).toContain('14 older records are not in this list.');
  });

  test('is offered only where there is something to bind', () => {
    const world = aPairWorld(aPair());
    expect(labelsOf(world.act(mentee, pairs('show')))).not.toContain('Make a portfolio');
    expect(plain(world.act(mentee, pairs('portfolio')))).toContain(
      'A portfolio is made of ground rules that you agreed',
    );
  });
});

describe('a statement of hours', () => {
  test('is offered to a mentor, over the last twelve months unless they say otherwise', () => {
    const world = aPairWorld(met());
    const list = world.type(mentor, 'meetings');
    const opened = pressed(world, mentor, list, 'Statement of my hours');
    expect('open' in opened && opened.open.form.fields).toMatchObject({
      from: { value: '2025-11-30' },
      until: { value: '2026-11-29' },
    });
    pressed(world, mentor, list, 'Statement of my hours', { from: '2026-01-01', until: '2026-10-31' });
    expect(asked(world)).toEqual([
      { to: idOf(mentor), paper: 'hours-statement', from: '2026-01-01', until: '2026-10-31' },
    ]);
  });

  test('is offered to whoever mentored in years past and has nobody now', () => {
    const offers = [{ ...aMentor(mentor).offer, state: 'closed' as const }];
    const world = aPairWorld(aPair(), { person: { relationships: [], offers } });
    expect(labelsOf(world.type(mentor, 'meetings'))).toContain('Statement of my hours');
  });

  test('is not for mentees', () => {
    const world = aPairWorld(met());
    expect(labelsOf(world.type(mentee, 'meetings'))).not.toContain('Statement of my hours');
    expect(plain(world.act(mentee, hours(mentee)))).toContain('A statement of hours is for mentors.');
    expect(asked(world)).toEqual([]);
  });

  test('that would end before it begins, or in the future, is put right in the form', () => {
    const world = aPairWorld(met());
    for (const period of [
      { from: '2026-10-31', until: '2026-01-01' },
      { from: '2026-10-31', until: '2027-01-01' },
    ])
      expect(world.act(mentor, hours(mentor), period).shown).toBe('rejected');
    expect(asked(world)).toEqual([]);
  });
});

test.each([stranger, coordinator])('%s is refused every paper of the pair, and nothing is sent', (name) => {
  const world = aPairWorld(met().recorded(mentee));
  for (const to of [
    pairs('send-rules'),
    pairs('certificate'),
    pairs('portfolio'),
    toSend(idOf('record: 1')),
    hours(mentor),
  ])
    expect(plain(world.act(name, to, { papers: ['agreement'] }))).toMatch(
      /you are not one of them|belongs to somebody else/,
    );
  expect(world.messages).toEqual([]);
});

test('where it ended before anything was agreed or held, they read that it has, and not to wait', () => {
  const world = aPairWorld(aPair().with({ state: 'ended', endedAt: new Date(0) }));
  for (const action of ['send-rules', 'certificate', 'portfolio'])
    expect(plain(world.act(mentee, pairs(action)))).toContain('The mentoring has ended');
});

test('no message about a paper holds a word that was written', () => {
  const secret = 'SECRET-AIM';
  const world = aPairWorld(
    met(aPair().agreed({ objectives: secret })).recorded(mentee, { discussed: secret }),
  );
  world.act(mentee, pairs('send-rules'));
  world.act(mentee, toSend(idOf('record: 1')));
  world.act(mentee, pairs('portfolio'), { papers: ['agreement', idOf('record: 1')] });
  expect(world.messages).toHaveLength(3);
  expect(world.sent.map(plainCard).join() + JSON.stringify(world.messages)).not.toContain(secret);
});
