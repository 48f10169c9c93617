/** Why a meeting did not take place, for those who want to say: one of a few classes, and never a reason in words. */

import type { PersonContext } from '../engine/dialog.ts';
import { replaceWith } from '../engine/reply.ts';
import type { MeetingFacts } from '../mentoring/facts.ts';
import { asNotMetReason, notMetChoices } from '../mentoring/not-met.ts';
import type { Choice } from '../mentoring/records/scheme.ts';
import { form } from '../ui/form.ts';
import type { Form } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { buttons, card, text } from '../ui/view.ts';
import { dayOf } from './answered.ts';
import { update } from './define.ts';
import type { Outcome } from './define.ts';
import { bookButton } from './meeting-cards.ts';
import { meetingNow } from './meeting-now.ts';
import { otherName } from './pair.ts';

export type WhyFields = {
  readonly reason: {
    readonly kind: 'oneOf';
    readonly label: string;
    readonly required: true;
    readonly options: readonly Choice[];
    readonly value: string | undefined;
  };
};

export function whyForm(facts: MeetingFacts, { actor, now }: PersonContext): Form<WhyFields> | Card {
  const { meeting, relationship, people } = facts;
  const happened = meeting.state !== 'missed' && meeting.state !== 'cancelled';
  if (happened || relationship.state === 'ended') return meetingNow(facts, actor.id, now);
  return form<WhyFields>({
    title: 'Why you did not meet',
    intro: [
      text(
        `Your meeting on ${dayOf(facts, actor.id)}. You and ${otherName(relationship, people, actor.id)} see what you choose, and nobody else does.`,
      ),
    ],
    fields: {
      reason: {
        kind: 'oneOf',
        label: 'What came between',
        required: true,
        options: notMetChoices,
        value: meeting.notMetReason,
      },
    },
    submit: 'Keep it',
  });
}

export function keepWhy(
  facts: MeetingFacts,
  { reason }: { readonly reason: string },
  { actor }: PersonContext,
): Outcome {
  const { meeting, relationship, people } = facts;
  return {
    changes: [update('meeting', meeting.id, { notMetReason: asNotMetReason(reason) })],
    reply: replaceWith(
      card(
        `Noted for ${dayOf(facts, actor.id)}`,
        text('Thank you. It stands beside this meeting in your list, for the two of you.'),
        buttons(bookButton(relationship, people, actor.id)),
      ),
    ),
  };
}
