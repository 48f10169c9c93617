/** The chain of suggestions as a request's coordinators see it: who named whom, and what came of it. Theirs alone. */

import type { RequestFacts } from '../mentoring/facts.ts';
import type { Referral } from '../mentoring/records/proposal.ts';
import { contactToPassOn } from '../mentoring/referring.ts';
import { inZone, sayDate } from '../mentoring/time.ts';
import { nameOf, sayNumberOf, zoneOf } from '../mentoring/wording.ts';
import type { Block, Button, Text } from '../ui/view.ts';
import { bold, button, list, note, text } from '../ui/view.ts';
import { target } from './define.ts';

/** With the answers above and the candidates below, there is room for so many. */
const mostSuggestions = 4;

type About = Pick<RequestFacts, 'referrals' | 'people'>;

export function suggestionBlocks({ referrals, people }: About): readonly Block<never>[] {
  if (referrals.length === 0) return [];
  const earlier = referrals.length - mostSuggestions;
  return [
    text('Suggested by those who declined:'),
    list(
      referrals
        .slice(-mostSuggestions)
        .map((one): Text => [bold(nameOf(people, one.byId)), ` suggested ${saySuggestion(one, people)}`]),
    ),
    ...(earlier > 0 ? [note(`And ${sayNumberOf(earlier, 'suggestion', 'suggestions')} before.`)] : []),
  ];
}

export function passOnButton(about: About): Button | undefined {
  const contact = contactToPassOn(about);
  return contact === undefined
    ? undefined
    : button('Pass the contact on', target('referral', 'pass-on', contact.id), {
        confirm: {
          title: 'Pass it on to the person asking?',
          text: 'They read the contact as it was written, and not who suggested it. Their request stays open.',
          yes: 'Pass it on',
          no: 'Not now',
        },
      });
}

function saySuggestion(one: Referral, people: RequestFacts['people']): string {
  const colleague = nameOf(people, one.colleagueId ?? '');
  const on = (at: Date): string => sayDate(inZone(at, zoneOf(people, one.byId)).date);
  switch (one.state) {
    case 'asked':
      return `${colleague}: asked on ${on(one.madeAt)}, no answer yet`;
    // Why is never said, for nobody: otherwise what is left unsaid would tell of a private choice.
    case 'not-asked':
      return `${colleague}, who could not be asked`;
    case 'agreed':
      return `${colleague}, who wanted to look at it`;
    case 'refused':
      return `${colleague}: not for them`;
    case 'lapsed':
      return `${colleague}, who gave no answer`;
    case 'outside': {
      const passedOn = one.answeredAt === undefined ? '' : ` (passed on, ${on(one.answeredAt)})`;
      return `${one.contact === undefined ? 'somebody outside' : `“${one.contact}”`}${passedOn}`;
    }
    default:
      return one.state satisfies never;
  }
}
