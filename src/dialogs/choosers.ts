/** "pause" and "end" typed without saying what: straight on where there is only one thing it could mean. */

import { answer, go } from '../engine/reply.ts';
import type { PersonFacts } from '../mentoring/facts.ts';
import { sayDate } from '../mentoring/time.ts';
import type { Target } from '../ui/reference.ts';
import { button, buttons, card, text } from '../ui/view.ts';
import { target } from './define.ts';
import type { Outcome } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { otherName } from './pair.ts';
import { tellApart } from './tell-apart.ts';

type Option = { readonly label: string; readonly to: Target };

/** Relationships and offers that can be paused, and those that are and can go on. */
export function choosePause(facts: PersonFacts): Outcome {
  const { person, people } = facts;
  const options: Option[] = [];
  for (const { relationship } of facts.relationships) {
    const other = otherName(relationship, people, person.id);
    if (relationship.state === 'active')
      options.push({
        label: labelWith('Pause mentoring with', other),
        to: target('relationship', 'pause', relationship.id),
      });
    if (relationship.state === 'paused')
      options.push({
        label: labelWith('End the pause with', other),
        to: target('relationship', 'resume', relationship.id),
      });
  }
  for (const { state, schemeId } of facts.offers) {
    const scheme = schemeName(facts, schemeId);
    const args = { scheme: schemeId };
    if (state === 'open')
      options.push({
        label: labelWith('Pause my offer in', scheme),
        to: target('offer', 'pause', person.id, args),
      });
    if (state === 'paused')
      options.push({
        label: labelWith('Resume my offer in', scheme),
        to: target('offer', 'resume', person.id, args),
      });
  }
  const paused = facts.relationships.flatMap(({ relationship }) =>
    relationship.pausedUntil === undefined || relationship.state !== 'paused'
      ? []
      : [
          `Your mentoring with ${otherName(relationship, people, person.id)} is paused until ${sayDate(relationship.pausedUntil)}.`,
        ],
  );
  // Ending a pause acts at once, so it is never guessed; the other ways open a form, which can be closed.
  return choose(options, {
    title: 'What would you like to pause?',
    words: ['A pause ends by itself on the day you choose.', ...paused].join(' '),
    nothing: 'You have no mentoring and no offer that could be paused.',
    straightOn: ({ action }) => action === 'pause',
  });
}

/** Relationships, a request and an offer are all things that can end. */
export function chooseEnd(facts: PersonFacts): Outcome {
  const { person, people } = facts;
  const options: Option[] = [
    ...facts.relationships
      .filter(({ relationship }) => relationship.state !== 'ended')
      .map(({ relationship }) => ({
        label: labelWith('End mentoring with', otherName(relationship, people, person.id)),
        to: target('relationship', 'end', relationship.id),
      })),
    ...facts.requests
      .filter(({ state }) => state === 'waiting' || state === 'proposed')
      .map(({ id, schemeId }) => ({
        label: labelWith('Withdraw request in', schemeName(facts, schemeId)),
        to: target('my-request', 'withdraw', id),
      })),
    ...facts.offers
      .filter(({ state }) => state !== 'closed')
      .map(({ schemeId }) => ({
        label: labelWith('Close my offer in', schemeName(facts, schemeId)),
        to: target('offer', 'close', person.id, { scheme: schemeId }),
      })),
  ];
  return choose(options, {
    title: 'What would you like to end?',
    words: 'Either of a pair may end the mentoring, alone and without a reason. An ending is not a failure.',
    nothing: 'You have no mentoring, no request and no offer that could end.',
    straightOn: ({ dialog }) => dialog === 'relationship',
  });
}

/** Whoever moves says so of each mentoring, as each may go on in another way. */
export function chooseMoving({ person, people, relationships }: PersonFacts): Outcome {
  const options: Option[] = relationships
    .filter(({ relationship }) => relationship.state !== 'ended')
    .map(({ relationship }) => ({
      label: labelWith('Moving: mentoring with', otherName(relationship, people, person.id)),
      to: target('rotation', 'say', relationship.id),
    }));
  return choose(options, {
    title: 'You are moving',
    words:
      'A new post need not be the end: you can carry on, pause, or end it well. Which mentoring is it about?',
    nothing: 'You have no mentoring that a move could change.',
    straightOn: () => true,
  });
}

function choose(
  options: readonly Option[],
  say: { title: string; words: string; nothing: string; straightOn: (to: Target) => boolean },
): Outcome {
  const [only, second] = options;
  if (only === undefined) return { reply: answer(card('Nothing to choose', text(say.nothing))) };
  if (second === undefined && say.straightOn(only.to)) return { reply: go(only.to) };
  return {
    reply: answer(
      tellApart(
        card(
          say.title,
          text(say.words),
          buttons(...options.slice(0, 20).map(({ label, to }) => button(label, to))),
          options.length > 20
            ? text(`${options.length - 20} more: open them from your meetings.`)
            : undefined,
        ),
      ),
    ),
  };
}

function schemeName({ schemes }: PersonFacts, id: string): string {
  return schemes.find((scheme) => scheme.id === id)?.name ?? 'the scheme';
}
