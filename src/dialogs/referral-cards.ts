/** What a colleague sees whom a declining mentor has named, and what the mentee sees of a contact outside. */

import { answerDue } from '../mentoring/asking.ts';
import type { ReferralFacts } from '../mentoring/facts.ts';
import { sayPlace } from '../mentoring/place.ts';
import { inZone, sayDate } from '../mentoring/time.ts';
import { joinWords, labelsOf, nameOf } from '../mentoring/wording.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, facts, note, text } from '../ui/view.ts';
import { shortName } from './asking-words.ts';
import { target } from './define.ts';
import { someone } from './pair.ts';

/** What it is about in general: neither who asks nor a word of theirs, until the colleague would look at it. */
export function referralCard(about: ReferralFacts, news: 'new' | 'reminder' = 'new'): Card {
  const { request, scheme, people, referral } = about;
  const by = nameOf(people, referral.byId);
  const colleague = someone(people, referral.colleagueId ?? '');
  const { zone } = colleague;
  const { remindAt, expireAt } = answerDue(scheme, referral.madeAt, colleague);
  const until = sayDate(inZone(expireAt, zone).date);
  return card(
    `${shortName(by)} thought of you`,
    text(
      news === 'new'
        ? `Somebody is looking for a mentor in ${scheme.name}. ${by} cannot take it on, and thinks that you could help.`
        : `${by} thinks that you could help somebody who is looking for a mentor in ${scheme.name}, and no answer has come yet. One tap is enough.`,
    ),
    facts({
      'Help with': joinWords(labelsOf(scheme.areas, request.areas)),
      Where: sayPlace(request.place),
    }),
    text(
      'With a yes you read who asks and what they write, and then accept or decline. You need not offer to mentor for that: it would be this one person only.',
    ),
    note(
      `${
        news === 'new'
          ? `Please answer by ${sayDate(inZone(remindAt, zone).date)}; it stays open to you until ${until}.`
          : `It stays open to you until ${until}.`
      } A no needs no reason, and the person asking never learns of it.`,
    ),
    buttons(
      button('Yes, I would look at it', target('referral', 'yes', referral.id), { style: 'primary' }),
      button('Not for me', target('referral', 'no', referral.id)),
    ),
  );
}

/** In the place of the question, once the colleague has said yes. */
export const lookingCard: Card = card(
  'Thank you for looking at it',
  text('You find the request in a newer message below, and can accept or decline it there.'),
);

export const refusedCard: Card = card(
  'Thank you for answering',
  text('There is nothing left to do here. The person asking does not learn that you were asked.'),
);

/** However it came to be over, the words are the same. */
export const endedReferralCard: Card = card(
  'This is no longer open',
  text('It needs nothing more from you. Thank you for being ready to help.'),
);

/** For the mentee. Who suggested it stays unsaid. */
export function contactCard({ request, scheme }: ReferralFacts, contact: string): Card {
  return card(
    'Somebody outside who could help',
    text(
      `A colleague has suggested whom you could turn to for a mentor. The coordinators of ${scheme.name} pass it on to you:`,
    ),
    text(`“${contact}”`),
    note('Your request stays open, and the coordinators go on looking.'),
    buttons(button('See how my request stands', target('my-request', 'show', request.id))),
  );
}
