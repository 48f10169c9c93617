import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../src/dialogs/define.ts';
import { round } from '../../../src/dialogs/round.ts';
import { roundChoice } from '../../../src/dialogs/round-choice.ts';
import { roundPair } from '../../../src/dialogs/round-pair.ts';
import { openRound, startRound } from '../../../src/dialogs/round-start.ts';
import type { PersonContext } from '../../../src/engine/dialog.ts';
import type { RoundChoiceFacts, RoundReviewFacts, SchemeFacts } from '../../../src/mentoring/facts.ts';
import type { Change } from '../../../src/mentoring/records/change.ts';
import type { Round, RoundPair } from '../../../src/mentoring/records/round.ts';
import type { Plan } from '../../../src/mentoring/round.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import {
  aLine,
  aMentor,
  aProposal,
  aRequest,
  aScheme,
  coordinator,
  idOf,
  mentee,
  now,
  someone,
  theFacts,
} from '../../support/asking-facts.ts';

const other = 'Colin Sampleton';
const scheme = aScheme({ coordinatorIds: [idOf(coordinator), idOf(other)] });
const people = Object.fromEntries(
  [mentee, coordinator, other, 'Mo Example', 'Nia Example'].map((name) => [idOf(name), someone(name)]),
);

function contextOf(name: string, args: Record<string, string> = {}): PersonContext {
  let made = 0;
  const newId = (): string => idOf(`made ${(made += 1)}`);
  return { now, newId, args, words: '', actor: someone(name), picked: {}, channel: undefined };
}

function aRound(set: Partial<Round> = {}): Round {
  return {
    id: idOf('round'),
    schemeId: scheme.id,
    byId: idOf(coordinator),
    state: 'ready',
    startedAt: now,
    ...set,
  };
}

function reviewing(set: Partial<RoundReviewFacts> = {}): RoundReviewFacts {
  const counts = { planned: 2, out: 0, sent: 0, dropped: 0, unmatched: 0 };
  return { round: aRound(), scheme, people, counts, plannedIds: ['p1', 'p2'], shown: [], ...set };
}

function aPair(set: Partial<RoundPair> = {}): RoundPair {
  return {
    id: idOf('pair'),
    roundId: idOf('round'),
    requestId: aRequest().id,
    mentorId: idOf('Mo Example'),
    state: 'planned',
    place: 0,
    nothingInCommon: false,
    ...set,
  };
}

/** One pair of a round that is being sent. */
function sending(set: Partial<RoundChoiceFacts> = {}): RoundChoiceFacts {
  return {
    ...theFacts({ scheme, mentors: { 'Mo Example': aMentor('Mo Example') } }),
    people,
    round: aRound({ state: 'sending' }),
    pair: aPair(),
    given: {},
    ...set,
  };
}

const byItself = { now, newId: () => idOf('made'), words: '', args: {} };

function ask(facts: RoundChoiceFacts, args: Record<string, string> = {}): Outcome {
  const { ask: action } = roundPair.actions;
  if (action?.type !== 'timer') throw new Error('It is a timer');
  return action.fire(facts, { ...byItself, args });
}

function press(
  facts: RoundReviewFacts,
  action: string,
  by = coordinator,
): { readonly may: true | string; readonly outcome: Outcome } {
  const found = round.actions[action];
  if (found?.type !== 'press') throw new Error('It is pressed');
  return { may: found.may(facts, someone(by)), outcome: found.press(facts, contextOf(by)) };
}

function fire(facts: RoundReviewFacts, action: string, at = now): Outcome {
  const found = round.actions[action];
  if (found?.type !== 'timer') throw new Error('It is a timer');
  return found.fire(facts, { ...byItself, now: at });
}

/** Changes in short, such as "round: sent". */
const inShort = ({ changes = [] }: Outcome): readonly string[] =>
  changes.map((change: Change) => {
    const values = 'row' in change ? change.row : 'set' in change ? change.set : {};
    return `${change.noun}: ${'state' in values ? values.state : change.change}`;
  });

/** Everything that is sent or changed for somebody, as text. */
const told = ({ effects = [] }: Outcome, name: string): string =>
  effects
    .flatMap((effect) =>
      'card' in effect && 'person' in effect.to && effect.to.person === idOf(name)
        ? [plainCard(effect.card)]
        : [],
    )
    .join('\n');

const answered = ({ reply }: Outcome): string => (reply?.reply === 'answer' ? plainCard(reply.card) : '');

const desk = (set: Partial<SchemeFacts> = {}): SchemeFacts =>
  ({
    scheme,
    people,
    requests: [{ request: aRequest(), proposals: [] }],
    pool: [aMentor('Mo Example', { capacity: 2 })],
    reportingLines: [],
    ...set,
  }) as SchemeFacts; // the desk's figures are not looked at

describe('planning a round', () => {
  test('is offered with how many wait and how many places are free', () => {
    const said = answered(openRound(desk(), contextOf(coordinator)));
    expect(said).toContain('Waiting: 1');
    expect(said).toContain('Free places: 2');
    expect(said).toContain('nobody is asked before you send it');
  });

  test('counts nobody who is before a mentor already, and no place that somebody is asked about', () => {
    const asked = { request: aRequest(), proposals: [aProposal('Mo Example')] };
    expect(answered(openRound(desk({ requests: [asked] }), contextOf(coordinator)))).toContain(
      'Nobody is waiting who could be matched now',
    );
    const pool = [aMentor('Mo Example', { capacity: 1, openProposals: 1 })];
    expect(answered(openRound(desk({ pool }), contextOf(coordinator)))).toContain(
      'No mentor has a free place',
    );
  });

  test('says the same to a coordinator who assesses somebody who waits as to one who does not', () => {
    const assesses = desk({ reportingLines: [aLine(mentee, coordinator)] });
    const nobodyWaits = desk({ requests: [] });
    expect(answered(openRound(assesses, contextOf(coordinator)))).toBe(
      answered(openRound(nobodyWaits, contextOf(coordinator))),
    );
    expect(inShort(startRound(assesses, contextOf(coordinator)))).toEqual([]);
  });

  test('begins once: a second press, or a second coordinator, finds the first round', () => {
    const started = startRound(desk(), contextOf(coordinator));
    expect(inShort(started)).toEqual(['round: planning']);
    expect(started.timers?.map((timer) => 'key' in timer && timer.key.replace(/:.*:/, ':'))).toEqual([
      'round:plan',
      'round:lapse',
    ]);
    expect(inShort(startRound(desk({ round: aRound() }), contextOf(coordinator)))).toEqual([]);
    const others = startRound(desk({ round: aRound() }), contextOf(other));
    expect(inShort(others)).toEqual([]);
    expect(answered(others)).toContain(`${coordinator} has planned a round`);
  });
});

function planned(requestId: string, mentorName: string, nothingInCommon: boolean) {
  const reasons = { mentor: [], mentee: [] };
  return { requestId, menteeId: requestId, mentorId: idOf(mentorName), score: 1, reasons, nothingInCommon };
}

describe('a plan that is made', () => {
  const plan: Plan = {
    pairs: [planned('r1', 'Mo Example', false), planned('r2', 'Nia Example', true)],
    unmatched: [{ requestId: 'r3', menteeId: 'm3', why: 'nobody', words: 'Nobody else mentors here yet.' }],
    total: 1,
  };
  const { plan: action } = round.actions;
  if (action?.type !== 'task') throw new Error('It is a task');

  test('is kept with those first that are worth a second look, and with why nobody was found', () => {
    const outcome = action.done(reviewing({ round: aRound({ state: 'planning' }) }), plan, byItself);
    const rows = (outcome.changes ?? []).flatMap((change) =>
      change.noun === 'roundPair' && 'row' in change ? [change.row] : [],
    );
    expect(rows.map((row) => 'requestId' in row && row.requestId)).toEqual(['r2', 'r1', 'r3']);
    expect(rows.at(-1)).toMatchObject({ state: 'unmatched', why: 'Nobody else mentors here yet.' });
    expect(told(outcome, coordinator)).toContain('Nobody has been asked yet');
  });

  test('is thrown away where the round was discarded meanwhile', () => {
    expect(action.done(reviewing({ round: aRound({ state: 'discarded' }) }), plan, byItself)).toEqual({});
    expect(action.done(reviewing({ round: aRound({ state: 'planning' }) }), undefined, byItself)).toEqual({});
  });

  test('that could not be made is said in a sentence, and another can be planned', () => {
    const outcome = action.failed(reviewing({ round: aRound({ state: 'planning' }) }), byItself);
    expect(inShort(outcome)).toEqual(['round: failed']);
    expect(told(outcome, coordinator)).toContain('The round could not be planned');
    expect(action.failed(reviewing(), byItself)).toEqual({});
  });
});

describe('a round that waits to be sent', () => {
  test('is for the coordinator who planned it; another can only discard it', () => {
    for (const action of ['show', 'list', 'send']) {
      expect(press(reviewing(), action).may).toBe(true);
      expect(press(reviewing(), action, other).may).toContain(`${coordinator} has planned this round`);
      expect(press(reviewing(), action, mentee).may).toContain('Only the coordinators');
    }
    const discarded = press(reviewing(), 'discard', other);
    expect(discarded.may).toBe(true);
    expect(inShort(discarded.outcome)).toEqual(['round: discarded']);
    expect(told(discarded.outcome, coordinator)).toContain(`${other} has discarded it`);
  });

  test('is discarded by itself after days, and not once it is being sent', () => {
    expect(inShort(fire(reviewing(), 'lapse'))).toEqual(['round: discarded']);
    expect(told(fire(reviewing(), 'lapse'), coordinator)).toContain('waited too long');
    expect(fire(reviewing({ round: aRound({ state: 'sending' }) }), 'lapse')).toEqual({});
  });

  test('is sent with one timer for each pair, and once only', () => {
    const { outcome } = press(reviewing(), 'send');
    expect(inShort(outcome)).toEqual(['round: sending']);
    const asks = outcome.timers?.flatMap((one) =>
      one.timer === 'set' && one.to.action === 'ask' ? [one.to.subject] : [],
    );
    expect(asks).toEqual(['p1', 'p2']);
    const again = press(reviewing({ round: aRound({ state: 'sending' }) }), 'send').outcome;
    expect([inShort(again), again.timers]).toEqual([[], undefined]);
  });

  test('cannot be discarded any more once it is being sent', () => {
    expect(inShort(press(reviewing({ round: aRound({ state: 'sending' }) }), 'discard').outcome)).toEqual([]);
  });
});

describe('a pair that is sent', () => {
  test('is put to the mentor, and the coordinators’ cards say so', () => {
    const outcome = ask(sending());
    expect(inShort(outcome)).toEqual(['proposal: open', 'request: proposed', 'roundPair: sent']);
    expect(told(outcome, 'Mo Example')).toContain('is looking for a mentor');
    expect(told(outcome, other)).toContain('Put to Mo Example in a round');
    expect(told(ask(sending(), { many: 'yes' }), other)).toBe('');
  });

  test.each([
    [
      'has a private block',
      { blocks: [[idOf('Mo Example'), idOf(mentee)]] },
      'is not available at the moment',
    ],
    [
      'has filled their last place',
      { pool: [aMentor('Mo Example', { capacity: 1, mentees: 1 })] },
      'has no free place',
    ],
    [
      'manages the mentee since',
      { reportingLines: [aLine(mentee, 'Mo Example')] },
      'manages or assesses them',
    ],
    ['has declined them before', { declinedBeforeIds: [idOf('Mo Example')] }, 'has declined'],
    ['does not offer any more', { pool: [] }, 'does not offer any more'],
    [
      'is asked about their last place',
      { pool: [aMentor('Mo Example', { capacity: 1, openProposals: 1 })] },
      'no place left',
    ],
  ] as const)('is left out, with words, where the mentor %s', (_, set, words) => {
    const outcome = ask(sending(set));
    expect(inShort(outcome)).toEqual(['roundPair: dropped']);
    expect(JSON.stringify(outcome.changes)).toContain(words);
    expect(outcome.effects).toBeUndefined();
  });

  test('is left out where the request is with somebody already, or has ended', () => {
    expect(inShort(ask(sending({ proposals: [aProposal('Nia Example')] })))).toEqual(['roundPair: dropped']);
    const withdrawn = sending({ request: aRequest({ state: 'withdrawn' }) });
    expect(JSON.stringify(ask(withdrawn).changes)).toContain('does not wait any more');
  });

  test('is left out without a word where its coordinator has come to assess the mentee', () => {
    const outcome = ask(sending({ reportingLines: [aLine(mentee, coordinator)] }));
    expect(inShort(outcome)).toEqual(['roundPair: dropped']);
    expect(JSON.stringify(outcome.changes)).not.toContain('why');
  });

  test('is not sent twice, nor when it was taken out', () => {
    for (const state of ['sent', 'out', 'dropped'] as const)
      expect(ask(sending({ pair: aPair({ state }) }))).toEqual({});
    expect(ask(sending({ round: aRound({ state: 'discarded' }) }))).toEqual({});
  });
});

const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

describe('while a round is being sent', () => {
  const counts = { planned: 2, out: 1, sent: 5, dropped: 1, unmatched: 0 };
  const under = reviewing({ round: aRound({ state: 'sending', sentAt: now }), counts });

  test('its message says how far it is, until all have been asked', () => {
    const still = fire(under, 'report', later(1));
    expect(inShort(still)).toEqual([]);
    expect(still.timers).toHaveLength(1);
    const all = fire({ ...under, plannedIds: [], counts: { ...counts, planned: 0 } }, 'report', later(1));
    expect(inShort(all)).toEqual(['round: sent']);
    expect(told(all, coordinator)).toContain('Five requests are with a mentor now');
  });

  test('what a fault has kept from being sent for an hour is given up, and said', () => {
    const given = fire(under, 'report', later(61));
    expect(inShort(given)).toEqual(['roundPair: dropped', 'roundPair: dropped', 'round: sent']);
    expect(told(given, coordinator)).toContain('Left out, as they no longer fitted: 3');
  });
});

const { choose } = roundChoice.actions;
if (choose?.type !== 'form') throw new Error('It is a form');
const ready = (set: Partial<RoundChoiceFacts> = {}): RoundChoiceFacts =>
  sending({
    round: aRound(),
    pool: [aMentor('Mo Example'), aMentor('Nia Example', { capacity: 1 })],
    ...set,
  });
const shown = (facts: RoundChoiceFacts) => choose.form(facts, contextOf(coordinator));
const options = (facts: RoundChoiceFacts): readonly string[] => {
  const form = shown(facts);
  if (form.view === 'card') return [];
  const { mentor } = form.fields;
  return mentor?.kind === 'oneOf' ? mentor.options.map(({ label }) => label.split(':')[0] ?? '') : [];
};

describe('another mentor for a pair', () => {
  test('is chosen among those who may be asked, but for the one of now', () => {
    expect(options(ready())).toEqual(['Nia Example']);
  });

  test('is nobody whose places the round gives to others', () => {
    expect(options(ready({ given: { [idOf('Nia Example')]: 1 } }))).toEqual([]);
  });

  test('is nobody who is blocked, and nothing tells them from those who are not there', () => {
    const blocked = ready({ blocks: [[idOf('Nia Example'), idOf(mentee)]] });
    expect(shown(blocked)).toEqual(shown(ready({ pool: [aMentor('Mo Example')] })));
  });

  test('takes the place of the first, also where the plan had nobody', () => {
    const facts = ready({ pair: aPair({ state: 'unmatched', mentorId: undefined, why: 'Nobody.' }) });
    expect(options(facts)).toEqual(['Mo Example', 'Nia Example']);
    const outcome = choose.submit(facts, { mentor: idOf('Nia Example') }, contextOf(coordinator));
    expect(outcome.changes).toEqual([
      expect.objectContaining({
        set: { mentorId: idOf('Nia Example'), state: 'planned', why: undefined, nothingInCommon: false },
      }),
    ]);
  });
});
