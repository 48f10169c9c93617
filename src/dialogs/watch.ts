/** The watch asks, and the two of a pair answer: whether they have met, how it goes, or that it has come to its end. */

import type { May, PersonContext } from '../engine/dialog.ts';
import { go, replaceWith } from '../engine/reply.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { WatchAnswerKind } from '../mentoring/records/watch.ts';
import { addDays, inZone } from '../mentoring/time.ts';
import { nextStep } from '../mentoring/watch.ts';
import { lastNews } from '../mentoring/watch-history.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import { text } from '../ui/view.ts';
import type { Card } from '../ui/view.ts';
import { askBoth, askOne } from './ask-both.ts';
import { contactMe, contactMeForm } from './contact-me.ts';
import { dialog, formAction, insert, press, target, timer } from './define.ts';
import type { Outcome } from './define.ts';
import { endedCard } from './ended-cards.ts';
import { endForThem } from './ending.ts';
import { sendAfresh, watchSlot } from './living-card.ts';
import { otherDay, otherDayForm, metOn, metOnForm, metInWeek } from './met-since.ts';
import { notStartedNews } from './not-started.ts';
import { ofThePair, otherId, otherName } from './pair.ts';
import { reopen } from './reopen.ts';
import {
  bothNaturalCard,
  goingOnWellCard,
  notLatelyCard,
  notNowCard,
  notWorkingCard,
} from './watch-cards.ts';
import { judgedAnew } from './watched.ts';

/** Whoever wants quiet for longer pauses the mentoring, or ends it. */
const longestQuietDays = 365;

const pair: May<RelationshipFacts> = ofThePair;

export const watch = dialog({
  name: 'watch',
  subject: 'relationship',
  actions: {
    /** Timer: the instant at which something is to be asked, as far as was known when it was set. */
    look: timer<RelationshipFacts>((facts, { now }) => {
      const due = nextStep(facts, now);
      // Somebody's leave, say, has been declared since: there is no haste.
      if (due === undefined || due.at > now) return judgedAnew(facts, now);
      switch (due.step) {
        case 'not-started':
          return { ...askBoth(facts, 'not-started', now), effects: notStartedNews(facts) };
        case 'met-since':
          return askBoth(facts, 'met-since', now);
        case 'how-is-it':
        case 'last-call':
          return askBoth(facts, 'how-is-it', now);
        case 'close':
          return endForThem(facts, 'faded', now);
        default:
          return due.step satisfies never;
      }
    }),

    /** Timer: one of the two is asked, at an hour that suits them. */
    ask: askOne,

    met: press(pair, (facts, context) => unlessEnded(facts, context) ?? metInWeek(facts, context)),
    'met-on': formAction({
      may: pair,
      form: (facts: RelationshipFacts, context) => ended(facts, context) ?? metOnForm(facts, context),
      submit: metOn,
    }),
    /** They met, but on another day than one press said. */
    'other-day': formAction({
      may: pair,
      form: (facts: RelationshipFacts, context) => ended(facts, context) ?? otherDayForm(facts, context),
      submit: otherDay,
    }),

    'not-lately': press(pair, (facts, context) =>
      answered(facts, 'not-lately', context, notLatelyCard(facts, context.actor.id)),
    ),
    fine: press(pair, (facts, context) =>
      answered(facts, 'fine', context, goingOnWellCard(facts, context.actor.id)),
    ),
    busy: press(pair, (facts, context) => goesOn(facts, 'busy', context)),
    keep: press(pair, (facts, context) => goesOn(facts, 'keep', context)),
    natural: press(pair, (facts, context) => unlessEnded(facts, context) ?? natural(facts, context)),
    'not-working': press(pair, (facts, context) =>
      answered(facts, 'not-working', context, notWorkingCard(facts, context.actor.id)),
    ),
    'not-now': formAction({
      may: pair,
      form: (facts: RelationshipFacts, context) => ended(facts, context) ?? notNowForm(facts, context),
      submit: notNow,
    }),

    'contact-me': formAction({
      may: pair,
      form: (facts: RelationshipFacts, context) => ended(facts, context) ?? contactMeForm(facts, context),
      submit: contactMe,
    }),

    /** What has come to rest by itself goes on. */
    reopen: press(pair, reopen),
  },
});

/** Keeps an answer. What it says stays with whoever gave it. */
function answered(
  facts: RelationshipFacts,
  kind: WatchAnswerKind,
  context: PersonContext,
  shown: Card,
  notBefore?: string,
): Outcome {
  const over = unlessEnded(facts, context);
  if (over !== undefined) return over;
  const { now, actor, newId } = context;
  return {
    changes: [
      insert('watchAnswer', {
        id: newId(),
        relationshipId: facts.relationship.id,
        personId: actor.id,
        givenAt: now,
        answer: kind,
        ...(notBefore !== undefined && { notBefore }),
      }),
    ],
    reply: replaceWith(shown),
  };
}

/** Nobody is asked for a cadence. */
function goesOn(facts: RelationshipFacts, kind: 'busy' | 'keep', context: PersonContext): Outcome {
  const { now, actor } = context;
  const until = addDays(inZone(now, actor.zone).date, facts.relationship.cadenceDays);
  const title = kind === 'keep' ? 'It goes on' : 'Good to hear';
  return answered(facts, kind, context, goingOnWellCard(facts, actor.id, { title, until }), until);
}

/** On to the ending, which is told only when it is sent. Where both have said the same, the other hears of that. */
function natural(facts: RelationshipFacts, context: PersonContext): Outcome {
  const { relationship, heard } = facts;
  const { actor } = context;
  const toForm = go(target('relationship', 'end', relationship.id, { kind: 'natural' }));
  const kept = answered(facts, 'natural', context, notLatelyCard(facts, actor.id));
  const other = otherId(relationship, actor.id);
  const theirs = heard.naturalSaid[other];
  if (theirs === undefined || theirs < lastNews(facts)) return { ...kept, reply: toForm };
  return {
    ...kept,
    effects: sendAfresh(other, watchSlot(relationship.id), bothNaturalCard(facts, other)),
    reply: toForm,
  };
}

function notNowForm(facts: RelationshipFacts, { now, actor }: PersonContext) {
  const { relationship, people } = facts;
  const today = inZone(now, actor.zone).date;
  return form({
    title: 'Not now',
    intro: [
      text(
        `Until when shall we leave you in peace? ${otherName(relationship, people, actor.id)} is not told, and is not asked until then either.`,
      ),
    ],
    fields: {
      until: {
        kind: 'date',
        label: 'Ask me again on',
        required: true,
        min: addDays(today, 1),
        max: addDays(today, longestQuietDays),
        value: addDays(today, relationship.cadenceDays),
      },
    },
    submit: 'Ask me then',
  });
}

function notNow(
  facts: RelationshipFacts,
  { until }: FormValues<ReturnType<typeof notNowForm>['fields']>,
  context: PersonContext,
): Outcome {
  return answered(facts, 'not-now', context, notNowCard(until), until);
}

function ended(facts: RelationshipFacts, { actor }: PersonContext): Card | undefined {
  return facts.relationship.state === 'ended' ? endedCard(facts, actor.id) : undefined;
}

function unlessEnded(facts: RelationshipFacts, context: PersonContext): Outcome | undefined {
  const over = ended(facts, context);
  return over === undefined ? undefined : { reply: replaceWith(over) };
}
