import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import { actionButtons } from '../../support/card-rules.ts';
import type { SchemeFacts } from '../../../src/mentoring/facts.ts';
import { aLine, aMentor, aProposal, aRequest } from '../../support/asking-facts.ts';
import { aPair, coordinator, idOf, mentee, mentor, now } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';

const scheme = aPair().rows.scheme;
const to = (action: string, args?: Record<string, string>) => target('scheme-desk', action, scheme.id, args);
const channel = { platform: 'fake', workspace: 'W1', address: { id: 'C1' }, name: '#mentoring' };
const digest = { channel, weekday: 1, time: '09:00', zone: 'Europe/London' };
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

const busy: Partial<SchemeFacts> = {
  requests: [
    { request: aRequest({ id: idOf('request: young'), askedAt: daysAgo(1) }), proposals: [] },
    {
      request: aRequest({
        id: idOf('request: old'),
        menteeId: idOf(mentor),
        state: 'proposed',
        askedAt: daysAgo(12),
      }),
      proposals: [aProposal(mentee, { sentAt: daysAgo(3) }), aProposal(mentor, { state: 'declined' })],
    },
    {
      request: aRequest({ id: idOf('request: own'), menteeId: idOf(coordinator), askedAt: daysAgo(5) }),
      proposals: [],
    },
  ],
  pool: [
    aMentor(mentor, { capacity: 3, mentees: 1, openProposals: 1 }),
    aMentor(mentee, { state: 'paused', pausedUntil: '2027-01-04' }),
  ],
};

const others = { scheme: { coordinatorIds: [idOf(coordinator), idOf('Second Coordinator')] } };
const desk = (pair = aPair()) => aPairWorld(pair, { scheme: busy });

describe('the coordinators’ desk', () => {
  test('shows who has waited longest first, who is being asked, and free places', () => {
    const answer = desk().act(coordinator, to('show'));
    expect(labelsOf(answer)).toEqual([
      `Open request of ${mentor}`,
      `Open request of ${coordinator}`,
      `Open request of ${mentee}`,
      'Plan a round',
      'Show the pairs',
      'Show the digest',
      'Benefits report',
      'Change the settings',
      'Change the areas',
      'Change the coordinators',
      'Files in and out',
      'Closure days',
    ]);
    expect(plain(answer)).toContain(
      `${mentor}, waiting for 12 days. Being asked: ${mentee} since 26 November 2026.`,
    );
    expect(plain(answer)).toContain(`${mentee}, waiting for one day. Nobody is being asked.`);
    expect(plain(answer)).toContain('Mentors: 2 places free');
    expect(plain(answer)).toContain(`${mentor}: 2 of 3 places free, being asked by 1`);
    expect(plain(answer)).toContain('paused until 4 January 2027');
  });

  test('keeps a coordinator from their own request where another can look after it', () => {
    const world = aPairWorld(aPair().inScheme(others.scheme), {
      scheme: { ...busy, scheme: { ...scheme, ...others.scheme } },
    });
    const answer = world.act(coordinator, to('show'));
    expect(labelsOf(answer)).not.toContain(`Open request of ${coordinator}`);
    expect(plain(answer)).toContain('Your own request, waiting for 5 days.');
  });

  test('shows nothing at all of somebody whom the coordinator manages or assesses, nor that they asked', () => {
    const both = { ...scheme, ...others.scheme };
    const seen = (set: Partial<SchemeFacts>) =>
      aPairWorld(aPair().inScheme(others.scheme), { scheme: { ...busy, scheme: both, ...set } }).act(
        coordinator,
        to('show'),
      );
    const [young, old, own] = busy.requests ?? [];
    if (young === undefined || old === undefined || own === undefined) throw new Error('Three of them ask');
    const asThough = seen({
      requests: [young, own],
      pool: [aMentor(mentee), aMentor(mentor, { mentees: 1 })],
    });
    const managed = seen({
      requests: [young, old, own],
      reportingLines: [aLine(mentor, coordinator)],
      pool: [aMentor(mentee, { openProposals: 1 }), aMentor(mentor, { mentees: 1 })],
    });
    expect(plain(managed)).toBe(plain(asThough));
    expect(labelsOf(managed)).toEqual([`Open request of ${mentee}`, ...labelsOf(asThough).slice(1)]);
  });

  test('tells a coordinator who is alone, whoever asks, that a second one is needed', () => {
    const alone = plain(aPairWorld(aPair()).act(coordinator, to('show')));
    const withManaged = aPairWorld(aPair(), {
      scheme: {
        requests: [{ request: aRequest(), proposals: [] }],
        reportingLines: [aLine(mentee, coordinator)],
      },
    });
    expect(alone).toContain('works best with two coordinators');
    expect(plain(withManaged.act(coordinator, to('show')))).toBe(alone);
    expect(plain(aPairWorld(aPair().inScheme(others.scheme)).act(coordinator, to('show')))).not.toContain(
      'two coordinators',
    );
  });

  test('is closed to everybody else', () => {
    for (const action of ['show', 'digest', 'areas', 'post-digest-here'])
      expect(plain(desk().act(mentee, to(action)))).toContain('Only the coordinators of Northvale mentoring');
  });

  test('is empty kindly', () => {
    const text = plain(aPairWorld(aPair()).act(coordinator, to('show')));
    expect(text).toContain('Nobody is waiting for a mentor.');
    expect(text).toContain('Nobody offers to mentor yet.');
  });
});

describe('the weekly digest', () => {
  test('is set up from the channel, by a button that remembers which channel it was', () => {
    const world = desk();
    const answer = world.type(coordinator, 'admin', channel);
    const button = 'card' in answer ? answer.card.body.at(-1) : undefined;
    if (button?.type !== 'buttons' || button.buttons[0]?.type !== 'action') throw new Error('No button');
    const done = world.act(coordinator, button.buttons[0].to);
    expect(plain(done)).toContain('The first is posted on Monday 30 November, 09:00 (London time).');
    expect(world.rows().scheme.digest).toEqual(digest);
    expect(world.messages.map(({ to: reader }) => reader)).toEqual(['#mentoring']);
  });

  test('needs a channel', () => {
    const world = desk();
    expect(plain(world.act(coordinator, to('post-digest-here')))).toContain(
      'in the channel where the digest should go',
    );
    expect(world.rows().scheme.digest).toBeUndefined();
  });

  test('is posted every week at the scheme’s local time, across the change of clocks, with no names', () => {
    const world = aPairWorld(aPair().inScheme({ digest: { ...digest, time: '10:00' } }), { scheme: busy });
    world.act(coordinator, target('scheme-settings', 'digest', scheme.id), { weekday: '1', time: '09:00' });
    world.until('2027-03-30T00:00Z');
    const posted = world.messages.filter(({ to: reader }) => reader === '#mentoring');
    expect(posted).toHaveLength(18);
    expect([...world.timers.values()].map(({ at }) => at.toISOString())).toEqual([
      '2027-04-05T08:00:00.000Z',
    ]);
    const text = posted.map(({ card }) => plainCard(card)).join('\n');
    for (const name of [mentee, mentor, coordinator, 'exam']) expect(text).not.toContain(name);
    expect(posted.flatMap(({ card }) => actionButtons(card))).toEqual([]);
  });

  test('is shown to a coordinator just as the channel would see it', () => {
    expect(plain(desk().act(coordinator, to('digest')))).toContain('A quiet week');
  });

  test('a scheme without a channel posts nothing', () => {
    const world = desk();
    world.fire(to('digest-due'));
    expect(world.messages).toEqual([]);
    expect(world.timers.size).toBe(0);
  });
});
