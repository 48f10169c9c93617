/** What the watch says to the two of a pair, and what it answers them. */

import type { RelationshipFacts } from '../mentoring/facts.ts';
import { sayDate } from '../mentoring/time.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, note, text } from '../ui/view.ts';
import { shortName } from './asking-words.ts';
import { target } from './define.ts';
import { bookButton } from './meeting-cards.ts';
import { otherName } from './pair.ts';

/** The first question, to both; one answer is enough. */
export function metSinceCard(facts: RelationshipFacts, personId: string): Card {
  const { relationship, people } = facts;
  const { id } = relationship;
  const lastMetOn = relationship.watch?.lastMetOn;
  return card(
    'Have you met since?',
    text(
      `The last meeting with ${otherName(relationship, people, personId)} that was noted here ${
        lastMetOn === undefined ? 'is a while ago' : `was on ${sayDate(lastMetOn)}`
      }. Many meetings happen in passing and are not noted. One answer is enough for both of you.`,
    ),
    buttons(
      button('We met this week', target('watch', 'met', id, { when: 'this-week' }), { style: 'primary' }),
      button('We met last week', target('watch', 'met', id, { when: 'last-week' })),
      button('We met on another day', target('watch', 'met-on', id)),
      button('We have not met lately', target('watch', 'not-lately', id)),
      button('We have a date', target('relationship', 'book', id)),
      button('We are fine as we are', target('watch', 'fine', id)),
    ),
  );
}

/** The second question, to each of the two alone. `endsOn`: asked for the last time, and silence ends it on that day. */
export function howIsItCard(facts: RelationshipFacts, personId: string, endsOn?: string): Card {
  const { relationship, people } = facts;
  const { id } = relationship;
  const other = otherName(relationship, people, personId);
  return card(
    `How is it going with ${shortName(other)}?`,
    text(
      endsOn === undefined
        ? `You and ${other} have not met for longer than is usual for you. That may be just right.`
        : `You and ${other} have not met for a good while. If neither of you answers, we take your mentoring as ended on ${sayDate(endsOn)}. One press keeps it.`,
    ),
    note(
      `Your answer is yours alone. Neither ${other} nor anybody else sees it, unless both of you say that it has come to its natural end.`,
    ),
    buttons(
      endsOn === undefined
        ? button('Going well, just busy', target('watch', 'busy', id), { style: 'primary' })
        : button('Keep it going', target('watch', 'keep', id), { style: 'primary' }),
      bookButton(relationship, people, personId),
      button('It has come to its natural end', target('watch', 'natural', id)),
      button('It is not working', target('watch', 'not-working', id)),
      button('Not now, ask me later', target('watch', 'not-now', id)),
    ),
  );
}

/** To both, two weeks on: is it to be? */
export function notStartedCard(facts: RelationshipFacts, personId: string): Card {
  const { relationship, people } = facts;
  const { id } = relationship;
  const other = otherName(relationship, people, personId);
  return card(
    `Shall it begin with ${shortName(other)}?`,
    text(
      `As far as is noted here, you and ${other} have not met yet, and nothing is booked. If you still mean to, one of you can book a time now.`,
    ),
    text('If it is not to be, nobody is at fault: either of you can end it, and ask or be asked anew.'),
    buttons(
      bookButton(relationship, people, personId),
      button('We have met', target('watch', 'met-on', id)),
      button('Pause the mentoring', target('relationship', 'pause', id)),
      button('End it, it never started', target('relationship', 'end', id, { kind: 'never-started' })),
    ),
    note('Coordinators see that you have not started, and nothing else.'),
  );
}

export function notLatelyCard(facts: RelationshipFacts, personId: string): Card {
  const { relationship, people } = facts;
  return card(
    'Thank you for saying so',
    text(
      'That happens to everybody. You can book a time, pause until a date that suits you better, or leave it as it is.',
    ),
    buttons(
      bookButton(relationship, people, personId),
      button('Pause the mentoring', target('relationship', 'pause', relationship.id)),
    ),
  );
}

/** They go on. `until`: nobody is asked before that day. */
export function goingOnWellCard(
  facts: RelationshipFacts,
  personId: string,
  { title = 'Good to hear', until }: { readonly title?: string; readonly until?: string } = {},
): Card {
  const { relationship, people } = facts;
  const asked = until === undefined ? 'for a while' : `before ${sayDate(until)}`;
  return card(
    title,
    text(
      `Your mentoring with ${otherName(relationship, people, personId)} goes on, and neither of you is asked again ${asked}.`,
    ),
    buttons(bookButton(relationship, people, personId)),
  );
}

export function notWorkingCard(facts: RelationshipFacts, personId: string): Card {
  const { relationship, people, scheme } = facts;
  const { id } = relationship;
  const other = otherName(relationship, people, personId);
  return card(
    'Thank you for saying so',
    text(
      `Not every pair suits, and that is nobody’s fault. ${other} is not told what you answered, and neither is anybody else. What would help?`,
    ),
    buttons(
      button('Ask a coordinator to contact me', target('watch', 'contact-me', id)),
      button('End it without a reason', target('relationship', 'end', id, { kind: 'no-fault' })),
      button('Leave it as it is', target('watch', 'not-now', id)),
    ),
    note(`A coordinator of ${scheme.name} can also help to find another mentor.`),
  );
}

export function notNowCard(until: string): Card {
  return card(
    `Not before ${sayDate(until)}`,
    text('Neither of you is asked anything about how it goes until then.'),
  );
}

/** To the one who said it first, once the other has said the same. */
export function bothNaturalCard(facts: RelationshipFacts, personId: string): Card {
  const { relationship, people } = facts;
  return card(
    'You both feel the same',
    text(
      `You and ${otherName(relationship, people, personId)} have each said that your mentoring has come to its natural end. Thank you both for what you gave to it. One of you can end it now, with a few words if you like.`,
    ),
    buttons(
      button('End it with thanks', target('relationship', 'end', relationship.id, { kind: 'natural' }), {
        style: 'primary',
      }),
      button('Plan the last meeting', target('last-meeting', 'plan', relationship.id)),
      button('Keep it going', target('watch', 'keep', relationship.id)),
    ),
  );
}
