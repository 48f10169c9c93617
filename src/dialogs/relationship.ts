/** A mentor and a mentee: their meetings, their ground rules, their pauses, and their ending. */

import type { May, PersonContext } from '../engine/dialog.ts';
import type { TimerChange } from '../engine/effect.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import { sayCadence } from '../mentoring/agreement-words.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { asPlace } from '../mentoring/place.ts';
import type { Meeting } from '../mentoring/records/meeting.ts';
import { yetToAccept } from '../mentoring/report-back.ts';
import { addDays } from '../mentoring/time.ts';
import { withinSentence } from '../mentoring/wording.ts';
import { form } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, text } from '../ui/view.ts';
import { bookedCard, cancelAll } from './booked-meetings.ts';
import { bookMeeting, bookSeries } from './booking.ts';
import { chooseStart, meetingTimeFields } from './choose-time.ts';
import { dialog, formAction, press, target, timer } from './define.ts';
import type { Outcome } from './define.ts';
import { endedCard } from './ended-cards.ts';
import { endForm } from './ending-form.ts';
import type { EndFields } from './ending-form.ts';
import { end } from './ending.ts';
import { checklistCard, sendChecklist } from './first-meeting.ts';
import { arrangementsForm, purposeForm } from './ground-rules-form.ts';
import { agree, firstPartMissing, keepPurpose, propose } from './ground-rules.ts';
import { bookButton } from './meeting-cards.ts';
import { changeStep, doneStep, stepDue, stepForm, undoStep } from './next-steps.ts';
import { sendCertificate, sendRules } from './pair-papers.ts';
import { acceptReportBack, letterForm, remindOfNewWords, sendLetter } from './pair-report-back.ts';
import { wordsUnanswered } from './pair-words.ts';
import { nudge } from './nudge.ts';
import { idsOf, ofThePair, otherName } from './pair.ts';
import { pause, pauseForm, resume, resumeByItself } from './pausing.ts';
import type { PauseFields } from './pausing.ts';
import { placeLikely } from './place-likely.ts';
import { portfolioForm, sendPortfolio } from './portfolio.ts';
import type { PortfolioFields } from './portfolio.ts';
import { relationshipCard } from './relationship-view.ts';
import { earlierRulesCard, rulesCard } from './rules-cards.ts';
import { tellDates } from './tell-dates.ts';

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

    checklist: press(pair, (facts, { actor }) => ({ reply: answer(checklistCard(facts, actor.id)) })),
    'send-checklist': press(pair, (facts, { actor }) => sendChecklist(facts, actor.id)),

    'cancel-all': press(pair, (facts, { actor, now }) => cancelAll(facts, actor.id, now)),
    'tell-dates': press(pair, (facts, { actor }) => tellDates(facts, actor.id)),

    book: formAction({
      may: pair,
      form: (facts: RelationshipFacts, context) => ended(facts, context) ?? bookForm(facts, context),
      submit: (facts, values, context) => book(facts, { ...values, times: values.times ?? 1 }, context),
    }),

    'ground-rules': formAction({
      may: pair,
      form: (facts: RelationshipFacts, context) => ended(facts, context) ?? purposeForm(facts, context),
      submit: keepPurpose,
    }),
    arrangements: formAction({
      may: pair,
      form: (facts: RelationshipFacts, context) =>
        ended(facts, context) ?? firstPartMissing(facts) ?? arrangementsForm(facts, context),
      submit: propose,
    }),
    /** `version`: one that holds no more; `part`: of rules that one message does not hold. */
    rules: press(pair, (facts, { actor, args }) => ({
      confidential: true,
      reply: answer(rulesCard(facts, actor.id, { version: args['version'], part: args['part'] })),
    })),
    'earlier-rules': press(pair, (facts, { actor }) => ({
      reply: answer(earlierRulesCard(facts, actor.id)),
    })),
    'send-rules': press(pair, (facts, { actor, args }) => sendRules(facts, actor.id, args['version'])),
    agree: press(pair, (facts, context) => unlessEnded(facts, context) ?? agree(facts, context)),

    pause: formAction<RelationshipFacts, PauseFields>({
      may: pair,
      form: (facts, context) => ended(facts, context) ?? pauseForm(facts, context),
      submit: pause,
    }),
    resume: press(pair, (facts, context) => unlessEnded(facts, context) ?? resume(facts, context)),
    'resume-pause': timer(resumeByItself),

    end: formAction<RelationshipFacts, EndFields>({
      may: pair,
      form: (facts, context) => ended(facts, context) ?? endForm(facts, context),
      submit: end,
    }),

    portfolio: formAction<RelationshipFacts, PortfolioFields>({
      may: pair,
      form: portfolioForm,
      submit: sendPortfolio,
    }),
    certificate: press(pair, (facts, { actor }) => sendCertificate(facts, actor.id)),
    letter: formAction({ may: pair, form: letterForm, submit: sendLetter }),
    'accept-report-back': press(
      pair,
      (facts, context) => unlessEnded(facts, context) ?? acceptReportBack(facts, context),
    ),

    /** Of a directed pair whose scheme has new words. `person`: who has yet to accept them. */
    'remind-words': nudge<RelationshipFacts>({
      kind: 'answer',
      whose: (facts, { args }) => yetToAccept(facts).find((id) => id === args['person']),
      say: remindOfNewWords,
    }),
    'words-unanswered': timer(wordsUnanswered),

    done: press(pair, doneStep),
    'not-done': press(pair, undoStep),
    'change-step': formAction({ may: pair, form: stepForm, submit: changeStep }),
    'action-due': stepDue,

    /** Timer: ten days without a first meeting. Both are asked once. */
    'first-meeting-missing': timer<RelationshipFacts>((facts, { now }) =>
      hasNotStarted(facts) ? { timers: askAboutFirstMeeting(facts, now) } : {},
    ),

    /** Timer: each of the two, at an hour that suits them. */
    'first-meeting-ask': nudge<RelationshipFacts>({
      kind: 'check-in',
      whose: ({ relationship: { menteeId, mentorId } }, { args }) =>
        [menteeId, mentorId].find((id) => id === args['person']),
      say: (facts, personId) =>
        hasNotStarted(facts)
          ? {
              effects: [
                { effect: 'send', to: { person: personId }, card: firstMeetingCard(facts, personId) },
              ],
            }
          : {},
    }),
  },
});

function hasNotStarted({ relationship, meetings }: RelationshipFacts): boolean {
  return (
    relationship.state === 'active' && !meetings.some(({ state }) => state === 'met' || state === 'booked')
  );
}

function askAboutFirstMeeting({ relationship }: RelationshipFacts, now: Date): readonly TimerChange[] {
  return idsOf(relationship).map((person) => ({
    timer: 'set',
    key: `relationship:${relationship.id}:first-meeting:${person}`,
    to: target('relationship', 'first-meeting-ask', relationship.id, { person }),
    at: now,
    nudge: { person, asked: now },
  }));
}

function firstMeetingCard({ relationship, people }: RelationshipFacts, personId: string): Card {
  return card(
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
  );
}

function bookForm(facts: RelationshipFacts, { now, actor }: PersonContext) {
  const { relationship, people, agreement, scheme } = facts;
  const cadence = withinSentence(sayCadence(relationship.cadenceDays));
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

function book(
  facts: RelationshipFacts,
  values: { date: string; time: string; place: string; minutes: number; times: number },
  { now, actor, newId }: PersonContext,
): Outcome {
  const { relationship, people } = facts;
  const booked: Meeting[] = [];
  const series = values.times > 1 ? { seriesId: newId() } : {};
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
      ...series,
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

function ended(facts: RelationshipFacts, { actor }: PersonContext): Card | undefined {
  return facts.relationship.state === 'ended' ? endedCard(facts, actor.id) : undefined;
}

function unlessEnded(facts: RelationshipFacts, context: PersonContext): Outcome | undefined {
  const over = ended(facts, context);
  return over === undefined ? undefined : { reply: replaceWith(over) };
}
