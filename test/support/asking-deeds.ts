/** What people do in the asking half, said as they would say it. */

import type { Proposal } from '../../src/mentoring/records/proposal.ts';
import type { Request } from '../../src/mentoring/records/request.ts';
import { plainCard } from '../../src/ui/plain.ts';
import type { RawValues } from '../../src/ui/form.ts';
import type { Target } from '../../src/ui/reference.ts';
import { aMentor, coordinator, idOf, mentee } from './asking-facts.ts';
import { aWorld } from './asking-world.ts';
import type { Answer, World } from './asking-world.ts';

export const goodRequest: RawValues = {
  areas: ['exams', 'confidence'],
  words: 'I keep putting off my exam.',
  date1: '2026-12-08',
  time1: '17:30',
  date2: '2026-12-10',
  time2: '12:30',
  place: 'video',
  lineManager: 'told',
};

/** How a form names the first time of `goodRequest`. */
export const firstTime = '2026-12-08T17:30[Europe/London]';

/** Asks, and lets the coordinators hear of it. */
export function asks(world: World, values: RawValues = {}, name = mentee): Answer {
  const answer = world.act(name, to('ask', 'start', idOf(name)), { ...goodRequest, ...values });
  world.fireDue();
  return answer;
}

export function proposes(world: World, mentorNames: readonly string[], more: RawValues = {}): Answer {
  const values = { mentors: mentorNames.map(idOf), ...more };
  return world.act(coordinator, to('triage', 'propose', theRequest(world).id), values);
}

/** A mentor, or the mentee, answers the newest proposal to that mentor. */
export function answers(
  world: World,
  mentorName: string,
  action: 'accept' | 'counter' | 'decline' | 'choose',
  values?: RawValues,
): Answer {
  const by = action === 'choose' ? mentee : mentorName;
  return world.act(by, to('answer-proposal', action, proposalTo(world, mentorName).id), values);
}

/** The newest request. */
export function theRequest(world: World): Request {
  const request = [...world.requests.values()].at(-1);
  if (request === undefined) throw new Error('Nobody has asked yet');
  return request;
}

/** The newest proposal to a mentor. */
export function proposalTo(world: World, mentorName: string): Proposal {
  const proposal = [...world.proposals.values()].findLast((one) => one.mentorId === idOf(mentorName));
  if (proposal === undefined) throw new Error(`${mentorName} was never asked`);
  return proposal;
}

export function to(dialog: string, action: string, subject: string, args?: Record<string, string>): Target {
  return { dialog, action, subject, ...(args && { args }) };
}

/** A scheme with its coordinator, a mentee who has not asked yet, and these mentors with one free place each. */
export function aWorldWith(...mentorNames: readonly string[]): World {
  const world = aWorld({ people: [mentee, coordinator, ...mentorNames] });
  for (const name of mentorNames) world.addOffer(aMentor(name, { capacity: 1 }));
  return world;
}

/** The mentee has asked and the coordinator has put it to all of these mentors. */
export function aWorldWhereAsked(...mentorNames: readonly string[]): World {
  const world = aWorldWith(...mentorNames);
  asks(world);
  proposes(world, mentorNames);
  return world;
}

/** Everything a person was ever shown, as one text. */
export function everythingShownTo(world: World, name: string): string {
  return world.shown
    .filter((one) => one.to === idOf(name))
    .map((one) => plainCard(one.card))
    .join('\n\n');
}

/** Somebody says that they are away, both days included. */
export function goesAway(world: World, name: string, firstDay: string, lastDay: string): Answer {
  const answer = world.act(name, to('reminders', 'away', idOf(name)), { why: 'leave', firstDay, lastDay });
  world.fireDue();
  return answer;
}
