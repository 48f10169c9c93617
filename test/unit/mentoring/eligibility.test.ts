import { describe, expect, it } from 'vitest';
import { exclusionOf, isOfferOpen, superiorsOf } from '../../../src/mentoring/eligibility.ts';
import type { Stage } from '../../../src/mentoring/eligibility.ts';
import type { PoolMentor, RequestFacts } from '../../../src/mentoring/facts.ts';
import {
  aLine,
  aMentor,
  aProposal,
  aRequest,
  aScheme,
  idOf,
  mentee,
  now,
  theFacts,
} from '../../support/asking-facts.ts';

const name = 'Milo Placeholder';

function why(
  set: Parameters<typeof theFacts>[0] = {},
  mentor: PoolMentor = aMentor(name),
  stage: Stage = 'propose',
) {
  const facts: RequestFacts = theFacts({ mentors: { [name]: mentor }, ...set });
  return exclusionOf(facts, mentor, stage, now);
}

describe('who may not mentor whom', () => {
  it('lets an open mentor with a free place be asked', () => {
    expect(why()).toBeUndefined();
  });

  it('never proposes the mentee to themselves', () => {
    expect(why({}, aMentor(mentee))?.rule).toBe('self');
  });

  it('leaves out the line manager, in whatever words the directory calls them', () => {
    for (const kind of ['manager', 'line-manager', 'Line manager'])
      expect(why({ lines: [aLine(mentee, name, kind)] })?.rule).toBe('role-conflict');
  });

  it('leaves out every kind of assessor', () => {
    for (const kind of ['educational supervisor', 'appraiser', 'responsible officer', 'assessor'])
      expect(why({ lines: [aLine(mentee, name, kind)] })?.rule).toBe('role-conflict');
  });

  it("leaves out the manager's manager, and nobody above", () => {
    const lines = [
      aLine(mentee, 'Boss'),
      aLine('Boss', 'Boss of boss'),
      aLine('Boss of boss', 'Boss of all'),
    ];
    expect([...superiorsOf(idOf(mentee), lines)]).toEqual([idOf('Boss'), idOf('Boss of boss')]);
  });

  it("does not leave out an assessor's own manager, nor whoever assesses the manager", () => {
    const lines = [
      aLine(mentee, 'Appraiser', 'appraiser'),
      aLine('Appraiser', 'Boss of appraiser'),
      aLine(mentee, 'Boss'),
      aLine('Boss', 'Appraiser of boss', 'appraiser'),
    ];
    expect([...superiorsOf(idOf(mentee), lines)]).toEqual([idOf('Appraiser'), idOf('Boss')]);
  });

  it('bears a directory in which people manage each other in a ring', () => {
    const lines = [aLine(mentee, 'Boss'), aLine('Boss', mentee), aLine(mentee, mentee)];
    expect([...superiorsOf(idOf(mentee), lines)]).toEqual([idOf('Boss')]);
  });

  it('leaves out whoever the mentee says manages or assesses them, in the same words as the directory', () => {
    const said = why({ request: aRequest({ conflictIds: [idOf(name)] }) });
    expect(said).toEqual(why({ lines: [aLine(mentee, name)] }));
    expect(said?.words).toBe('manages or assesses them');
  });

  it('does not ask the same mentor twice at once', () => {
    expect(why({ proposals: [aProposal(name)] })?.rule).toBe('asked');
  });

  it('asks a mentor who declined only when a coordinator means to', () => {
    const proposals = [aProposal(name, { state: 'declined', reason: 'no-time' })];
    expect(why({ proposals })?.rule).toBe('declined');
    expect(why({ proposals }, aMentor(name), 'ask-again')).toBeUndefined();
  });

  it('never asks again a mentor who said there is a role conflict', () => {
    const proposals = [aProposal(name, { state: 'declined', reason: 'role-conflict' })];
    for (const stage of ['propose', 'ask-again', 'accept'] as const)
      expect(why({ proposals }, aMentor(name), stage)?.rule).toBe('role-conflict');
  });

  it('may ask again a mentor who did not answer in time', () => {
    expect(why({ proposals: [aProposal(name, { state: 'expired' })] })).toBeUndefined();
  });

  it('counts mentees, not proposals, towards the places a mentor has', () => {
    expect(why({}, aMentor(name, { capacity: 2, mentees: 1, openProposals: 5 }))).toBeUndefined();
    expect(why({}, aMentor(name, { capacity: 2, mentees: 2 }))?.words).toBe(
      'has no free place: all two are taken',
    );
    expect(why({}, aMentor(name, { capacity: 1, mentees: 3 }))?.rule).toBe('full');
  });

  it('does not ask a mentor who is next in line for the same request', () => {
    expect(why({ proposals: [aProposal(name, { state: 'queued' })] })).toEqual({
      rule: 'asked',
      words: 'is asked next',
    });
  });

  it('counts no more places than the scheme lets one mentor have, at acceptance as well', () => {
    const busy = aMentor(name, { capacity: 5, mentees: 2 });
    for (const stage of ['propose', 'accept'] as const) {
      expect(why({ scheme: aScheme({ mostMentees: 2 }) }, busy, stage)?.words).toBe(
        'has no free place: all two are taken',
      );
      expect(why({ scheme: aScheme({ mostMentees: 3 }) }, busy, stage)).toBeUndefined();
    }
  });

  it('leaves out a mentor without the training that the scheme requires, at acceptance as well', () => {
    const facts = { ...theFacts({}), untrainedIds: [idOf(name)] };
    for (const stage of ['propose', 'ask-again', 'accept'] as const)
      expect(exclusionOf(facts, aMentor(name), stage, now)?.rule).toBe('untrained');
    expect(exclusionOf(facts, aMentor('Bea Better'), 'propose', now)).toBeUndefined();
  });

  it('asks a mentor who declined the same mentee before only when a coordinator means to', () => {
    const facts = { ...theFacts({}), declinedBeforeIds: [idOf(name)] };
    expect(exclusionOf(facts, aMentor(name), 'propose', now)?.rule).toBe('declined');
    expect(exclusionOf(facts, aMentor(name), 'ask-again', now)).toBeUndefined();
    expect(exclusionOf(facts, aMentor(name), 'accept', now)).toBeUndefined();
  });

  it('is asked again at acceptance: an open proposal is no obstacle, everything else is', () => {
    const proposals = [aProposal(name)];
    expect(why({ proposals }, aMentor(name), 'accept')).toBeUndefined();
    expect(why({ proposals, lines: [aLine(mentee, name)] }, aMentor(name), 'accept')?.rule).toBe(
      'role-conflict',
    );
    expect(why({ proposals }, aMentor(name, { mentees: 2 }), 'accept')?.rule).toBe('full');
    expect(why({ proposals, blocks: [[mentee, name]] }, aMentor(name), 'accept')?.rule).toBe('not-available');
  });
});

describe('a private block leaves no trace', () => {
  const paused = why({}, aMentor(name, { state: 'paused', pausedUntil: '2027-01-10' }));

  it('looks the same as a pause or a closed offer, whoever blocked whom', () => {
    expect(why({ blocks: [[mentee, name]] })).toEqual(paused);
    expect(why({ blocks: [[name, mentee]] })).toEqual(paused);
    expect(why({}, aMentor(name, { state: 'closed' }))).toEqual(paused);
    expect(paused?.words).toBe('is not available at the moment');
  });

  it('hides behind every reason that would be told anyway', () => {
    const blocks = [[mentee, name]] as const;
    expect(why({ blocks }, aMentor(name, { mentees: 2 }))).toEqual(why({}, aMentor(name, { mentees: 2 })));
    expect(why({ blocks, lines: [aLine(mentee, name)] })).toEqual(why({ lines: [aLine(mentee, name)] }));
    const proposals = [aProposal(name, { state: 'declined', reason: 'other' })];
    expect(why({ blocks, proposals })).toEqual(why({ proposals }));
  });

  it('concerns only the two people', () => {
    expect(why({ blocks: [['Nora Nobody', name]] })).toBeUndefined();
    expect(why({ blocks: [[mentee, 'Nora Nobody']] })).toBeUndefined();
  });
});

describe('a pause', () => {
  const { offer } = aMentor(name, { state: 'paused', pausedUntil: '2026-11-30' });

  it('ends by itself on its date', () => {
    expect(isOfferOpen(offer, '2026-11-29')).toBe(false);
    expect(isOfferOpen(offer, '2026-11-30')).toBe(true);
  });

  it('ends when that date begins where the mentor is, not where the server is', () => {
    const facts = theFacts({ mentors: { [name]: { ...aMentor(name), offer } } });
    const inAuckland = {
      ...facts,
      people: { ...facts.people, [idOf(name)]: { id: idOf(name), name, zone: 'Pacific/Auckland' } },
    };
    const evening = new Date('2026-11-29T20:00:00Z'); // already the 30th in Auckland
    const mentor = { ...aMentor(name), offer };
    expect(exclusionOf(facts, mentor, 'propose', evening)?.rule).toBe('not-available');
    expect(exclusionOf(inAuckland, mentor, 'propose', evening)).toBeUndefined();
  });

  it('without a date stays', () => {
    expect(isOfferOpen({ ...offer, pausedUntil: undefined }, '2099-01-01')).toBe(false);
  });
});
