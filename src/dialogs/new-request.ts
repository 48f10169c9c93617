/** A request is made: kept, shown to whoever asks, and on its way to whomever it is for. */

import type { PersonContext } from '../engine/dialog.ts';
import { answer, refuse } from '../engine/reply.ts';
import { choiceOf, isUnattended, nextNews } from '../mentoring/asking.ts';
import { freeDayBy } from '../mentoring/courtesy.ts';
import type { People, Someone } from '../mentoring/facts.ts';
import type { Request } from '../mentoring/records/request.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { nameOf } from '../mentoring/wording.ts';
import type { Card } from '../ui/view.ts';
import { card, text } from '../ui/view.ts';
import { readAsk } from './ask-form.ts';
import type { Asking, AskValues } from './ask-form.ts';
import { insert, target } from './define.ts';
import type { Outcome } from './define.ts';
import { requestSlot } from './living-card.ts';
import { requestCard } from './request-cards.ts';

export function asked(asking: Asking, values: AskValues, context: PersonContext): Outcome {
  const { now, newId, picked } = context;
  const { scheme, person, reportingLines, wishes } = asking;
  const read = readAsk(asking, values, context);
  if ('errors' in read) return { reply: refuse(read.errors) };

  const request: Request = {
    id: newId(),
    schemeId: scheme.id,
    menteeId: person.id,
    ...read.said,
    state: 'waiting',
    askedAt: now,
  };
  const unattended = isUnattended(scheme, request, reportingLines);
  const people: People = { ...picked, ...Object.fromEntries(wishes.map((one) => [one.id, one])) };
  const chosen = choiceOf(request).map((id) => nameOf(people, id));
  const current = requestCard(
    { request, scheme, zone: person.zone, now, unattended, chosen, fresh: true },
    { withNote: true },
  );
  return {
    changes: [insert('request', request)],
    effects: [{ effect: 'send', to: { person: person.id }, slot: requestSlot(request.id), card: current }],
    timers: [
      {
        timer: 'set',
        key: `request:${request.id}:keep-posted`,
        to: target('my-request', 'keep-posted', request.id),
        at: nextWord(now, person),
      },
      // Ranking and asking need the whole pool, which this turn does not hold: they are a turn of their own, at once.
      {
        timer: 'set',
        key: `request:${request.id}:announce`,
        to: target('triage', 'announce', request.id),
        at: now,
      },
    ],
    reply: answer(chosen.length > 0 ? onItsWayToThem : onItsWay(scheme, unattended)),
  };
}

/** By then they hear how it stands, as their card says; earlier where they are not to be disturbed on that very day. */
export function nextWord(now: Date, person: Someone): Date {
  return freeDayBy('request', nextNews(now, person.zone), person, mostEarlier);
}

/** A weekend with the bank holidays beside it. */
const mostEarlier = 5;

const onItsWayToThem: Card = card(
  'Your request is on its way',
  text(
    'Thank you. It goes to the mentors whom you chose, as far as they can be asked. A message in our private conversation shows how it stands, and changes as things move.',
  ),
);

function onItsWay({ name }: Scheme, unseen: boolean): Card {
  return card(
    unseen ? 'Your request is kept' : 'Your request is on its way',
    text(
      unseen
        ? `Thank you. Everybody who coordinates ${name} manages or assesses you, so nobody sees it yet. A message in our private conversation says what you can do.`
        : `Thank you. The coordinators of ${name} have it now. A message in our private conversation shows how it stands, and changes as things move.`,
    ),
  );
}
