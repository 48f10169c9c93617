/** A mentor and a mentee: their meetings, their ground rules, their pauses, and their ending. */

import type { May, PersonContext } from '../engine/dialog.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { asPlace } from '../mentoring/place.ts';
import type { Meeting, MeetingPlace } from '../mentoring/records.ts';
import { addDays, instantOf } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, text } from '../ui/view.ts';
import { bookedCard } from './booked-meetings.ts';
import { bookMeeting, bookSeries } from './booking.ts';
import { chooseStart, meetingTimeFields } from './choose-time.ts';
import { dialog, formAction, press, target, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { end, endedCard, endForm } from './ending.ts';
import { groundRulesForm, sayCadence } from './ground-rules-form.ts';
import { agree, propose, rulesCard } from './ground-rules.ts';
import { bookButton, labelWith } from './meeting-cards.ts';
import { sendCertificate, sendRules } from './pair-papers.ts';
import { idsOf, ofThePair, otherName } from './pair.ts';
import { pause, pauseForm, resume, resumeByItself } from './pausing.ts';
import type { PauseFields } from './pausing.ts';
import { portfolioForm, sendPortfolio } from './portfolio.ts';
import type { PortfolioFields } from './portfolio.ts';
import { relationshipCard } from './relationship-view.ts';

const mostInOneGo = 12;

const pair: May<RelationshipFacts> = ofThePair;

export const relationship = dialog({
  name: 'relationship',
  subject: 'relationship',
  actions: {
    show: press(pair, (facts, { actor, now }) => ({
      confidential: true,
      reply: answer(relationshipCard(facts, actor.id, now)),
    })),

    booked: press(pair, (facts, { actor, now }) => ({ reply: answer(bookedCard(facts, actor.id, now)) })),

    book: formAction({
      may: pair,
      form: (facts: RelationshipFacts, context) => ended(facts, context) ?? bookForm(facts, context),
      submit: (facts, values, context) => book(facts, { ...values, times: values.times ?? 1 }, context),
    }),

    'ground-rules': formAction({
      may: pair,
      form: (facts: RelationshipFacts, context) => ended(facts, context) ?? groundRulesForm(facts, context),
      submit: propose,
    }),
    rules: press(pair, (facts, { actor }) => ({
      confidential: true,
      reply: answer(rulesCard(facts, actor.id)),
    })),
    'send-rules': press(pair, (facts, { actor }) => sendRules(facts, actor.id)),
    agree: press(pair, (facts, context) => unlessEnded(facts, context) ?? agree(facts, context)),

    pause: formAction<RelationshipFacts, PauseFields>({
      may: pair,
      form: (facts, context) => ended(facts, context) ?? pauseForm(facts, context),
      submit: pause,
    }),
    resume: press(pair, (facts, context) => unlessEnded(facts, context) ?? resume(facts, context)),
    'resume-pause': timer(resumeByItself),

    end: formAction({
      may: pair,
      form: (facts: RelationshipFacts, context) => ended(facts, context) ?? endForm(facts, context),
      submit: end,
    }),

    portfolio: formAction<RelationshipFacts, PortfolioFields>({
      may: pair,
      form: portfolioForm,
      submit: sendPortfolio,
    }),
    certificate: press(pair, (facts, { actor }) => sendCertificate(facts, actor.id)),

    /** An agreed next step is done. Either of the two may say so. */
    done: press(pair, (facts, { actor, now, args }) => {
      const action = facts.actions.find(({ id }) => id === args['action']);
      if (action === undefined || action.doneAt !== undefined)
        return { reply: answer(card('Already done', text('This step is no longer open.'))) };
      const rest = facts.actions.filter(({ id }) => id !== action.id);
      return {
        changes: [update('action', action.id, { doneAt: now })],
        timers: [{ timer: 'cancel', key: `relationship:${facts.relationship.id}:action:${action.id}` }],
        confidential: true,
        reply: answer(relationshipCard({ ...facts, actions: rest }, actor.id, now)),
      };
    }),

    /** Timer: on the morning of the day a next step is due, to the one who does it. Never its words. */
    'action-due': timer<RelationshipFacts>((facts, { args, now }) => {
      const action = facts.actions.find(({ id }) => id === args['action']);
      const { relationship, people } = facts;
      if (action === undefined || action.doneAt !== undefined || relationship.state === 'ended') return {};
      if (relationship.state === 'paused') return afterThePause(facts, action.id, now);
      const other = otherName(relationship, people, action.ownerId);
      return {
        effects: [
          {
            effect: 'send',
            to: { person: action.ownerId },
            card: card(
              'A next step is due today',
              text(`It is one that you agreed with ${other}.`),
              buttons(
                button(labelWith('Next steps with', other), target('relationship', 'show', relationship.id)),
              ),
            ),
          },
        ],
      };
    }),

    /** Timer: ten days without a first meeting. Both are asked once. */
    'first-meeting-missing': timer<RelationshipFacts>((facts) => {
      const { relationship, people, meetings } = facts;
      const underWay = meetings.some(({ state }) => state === 'met' || state === 'booked');
      if (relationship.state !== 'active' || underWay) return {};
      return {
        effects: idsOf(relationship).map((personId) => ({
          effect: 'send',
          to: { person: personId },
          card: card(
            'Your first meeting',
            text(
              `You and ${otherName(relationship, people, personId)} have not met yet, and nothing is booked. One of you can book a time now; the other is told at once.`,
            ),
            text('If it is not to be, that is fine too: either of you can end it without a reason.'),
            buttons(
              bookButton(relationship, people, personId),
              button('Pause the mentoring', target('relationship', 'pause', relationship.id)),
              button('End the mentoring', target('relationship', 'end', relationship.id)),
            ),
          ),
        })),
      };
    }),
  },
});

function bookForm(facts: RelationshipFacts, { now, actor }: PersonContext) {
  const { relationship, people, agreement, scheme } = facts;
  const cadence = sayCadence(relationship.cadenceDays);
  const place = placeLikely(facts);
  return form({
    title: 'Book a meeting',
    intro: [
      text(
        `With ${otherName(relationship, people, actor.id)}, who is told at once and can move it. Both of you get a calendar file.`,
      ),
    ],
    fields: {
      ...meetingTimeFields(now, actor.zone, place === undefined ? {} : { place }),
      minutes: {
        kind: 'number',
        label: 'Length in minutes',
        required: true,
        min: 15,
        max: 240,
        value: agreement?.terms.minutes ?? scheme.meetingMinutes,
      },
      times: {
        kind: 'number',
        label: 'How many meetings',
        hint: `With more than one, they follow each other ${cadence} at the same time of day.`,
        required: false,
        min: 1,
        max: mostInOneGo,
        value: 1,
      },
    },
    submit: 'Book',
  });
}

/** Where they agreed to meet, else where they met last. */
function placeLikely({ agreement, meetings }: RelationshipFacts): MeetingPlace | undefined {
  const agreed = agreement?.terms.place;
  return agreed === undefined || agreed === 'any' ? meetings.at(-1)?.place : agreed;
}

function book(
  facts: RelationshipFacts,
  values: { date: string; time: string; place: string; minutes: number; times: number },
  { now, actor, newId }: PersonContext,
): Outcome {
  const { relationship, people } = facts;
  const booked: Meeting[] = [];
  for (let index = 0; index < values.times; index += 1) {
    const date = addDays(values.date, index * relationship.cadenceDays);
    const wall = { date, time: values.time, zone: actor.zone };
    const chosen = chooseStart(wall, values.minutes, {
      ...facts,
      now,
      meetings: [...facts.meetings, ...booked],
    });
    if (!chosen.ok)
      return {
        reply: refuse({
          [index === 0 ? 'time' : 'times']: index === 0 ? chosen.why : `Meeting ${index + 1}: ${chosen.why}`,
        }),
      };
    booked.push({
      id: newId(),
      relationshipId: relationship.id,
      start: chosen.start,
      minutes: values.minutes,
      place: asPlace(values.place),
      bookedById: actor.id,
      state: 'booked',
      sequence: 0,
    });
  }
  const [only, second] = booked;
  if (only === undefined) return { reply: refuse({ times: 'Please give a number from 1.' }) };
  const first = !facts.meetings.some(({ state }) => state === 'met' || state === 'booked');
  const arranged =
    second === undefined
      ? bookMeeting({ ...facts, now, meeting: only, first })
      : bookSeries({ ...facts, now, meetings: booked });
  const other = otherName(relationship, people, actor.id);
  return {
    ...arranged,
    reply: answer(
      card(
        second === undefined ? 'Meeting booked' : `${booked.length} meetings booked`,
        text(`${other} is being told. The details are in a message to you.`),
      ),
    ),
  };
}

/** A step that comes due in a pause waits for its end. */
function afterThePause({ relationship }: RelationshipFacts, actionId: string, now: Date): Outcome {
  const until = relationship.pausedUntil;
  if (until === undefined) return {};
  const at = instantOf({ date: until, time: '12:00', zone: 'UTC' });
  return {
    timers: [
      {
        timer: 'set',
        key: `relationship:${relationship.id}:action:${actionId}`,
        to: target('relationship', 'action-due', relationship.id, { action: actionId }),
        at: at > now ? at : new Date(now.getTime() + 24 * 60 * 60_000),
      },
    ],
  };
}

function ended(facts: RelationshipFacts, { actor }: PersonContext): Card | undefined {
  return facts.relationship.state === 'ended' ? endedCard(facts, actor.id) : undefined;
}

function unlessEnded(facts: RelationshipFacts, context: PersonContext): Outcome | undefined {
  const over = ended(facts, context);
  return over === undefined ? undefined : { reply: replaceWith(over) };
}
