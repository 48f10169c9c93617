/** What somebody who offers to mentor sees of their offer, and who else sees it. */

import { isOfferOpen } from '../mentoring/eligibility.ts';
import { hasBank } from '../mentoring/bank.ts';
import type { PersonFacts } from '../mentoring/facts.ts';
import { sayPlace } from '../mentoring/place.ts';
import type { Offer } from '../mentoring/records/offer.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { inZone, sayDate } from '../mentoring/time.ts';
import { lackingModules } from '../mentoring/training.ts';
import { joinWords, labelsOf, sayNumberOf } from '../mentoring/wording.ts';
import type { Block, Card } from '../ui/view.ts';
import { button, buttons, card, empty, facts, note, text } from '../ui/view.ts';
import { skillChoices } from './asking-words.ts';
import { target } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { schemeList } from './scheme-list.ts';
import { tellApart } from './tell-apart.ts';
import { sayModules } from './training-words.ts';

/** An offer as it stands, and what can be done with it. */
export function offerCard(offer: Offer, scheme: Scheme, about: PersonFacts, now: Date): Card {
  const today = inZone(now, about.person.zone).date;
  const open = isOfferOpen(offer, today);
  return card(
    titleOf(offer, open),
    text(sayOffer(offer, scheme, open)),
    ...waiting(about, offer, open),
    ...trainingBlocks(about, offer, scheme, today),
    ...(offer.portrait === '' ? [] : [text([{ bold: 'About you: ' }, offer.portrait])]),
    facts({
      Scheme: scheme.name,
      'Can help with': joinWords(labelsOf(scheme.areas, offer.areas)),
      Skills: joinWords(labelsOf(skillChoices, offer.skills)),
      'Likes to help': offer.likesToHelp,
      'At once': sayNumberOf(offer.capacity, 'person', 'people'),
      Where: sayPlace(offer.place),
      'Usually free': offer.usualTimes,
      'Time agreed in the job plan': offer.timeAgreed ? 'Yes' : 'No',
      'Last trained as a mentor': offer.trainedOn === undefined ? undefined : sayDate(offer.trainedOn),
    }),
    note(
      `What others can see: the coordinators of ${scheme.name} see all of this when they choose whom to ask. ${sayOthers(offer, scheme)}`,
    ),
    actions(offer, scheme, about.person.id, open),
  );
}

/** Several schemes: each with what this person offers there. */
export function chooseOfferSchemeCard(schemes: readonly Scheme[], about: PersonFacts, now: Date): Card {
  const today = inZone(now, about.person.zone).date;
  return tellApart(
    card(
      'Which scheme is it about?',
      schemeList(schemes, (scheme) => {
        const offer = about.offers.find((one) => one.schemeId === scheme.id && one.state !== 'closed');
        if (offer === undefined) return undefined;
        return isOfferOpen(offer, today) ? 'You offer here.' : 'Your offer here is paused.';
      }),
      buttons(
        ...schemes.map((scheme) =>
          button(
            labelWith('My offer in', scheme.name),
            target('offer', 'start', about.person.id, { scheme: scheme.id }),
          ),
        ),
      ),
    ),
  );
}

export function noOfferCard({ schemes, person }: PersonFacts): Card {
  return schemes.length === 0
    ? card(
        'No scheme has been set up here yet',
        empty(
          'Offers belong to a mentoring scheme, and there is none here yet.',
          'Please ask whoever looks after mentoring here, or try again later.',
        ),
      )
    : card(
        'You have not offered to mentor yet',
        text('Once you have, you can pause your offer, open it again or close it here.'),
        buttons(button('Offer to mentor', target('offer', 'start', person.id), { style: 'primary' })),
      );
}

function sayOthers({ portrait }: Offer, scheme: Scheme): string {
  if (!hasBank(scheme))
    return 'Somebody who asks for a mentor learns your name only once you have accepted, or if you write to them.';
  return portrait === ''
    ? 'You are not in the list of mentors from which people choose, because you have written nothing about yourself. “Change my offer” is the place for it.'
    : 'Whoever looks for a mentor finds you in the list, with your name, for as long as you have a free place: what is about you, what you can help with, your skills, how you meet and when you are free.';
}

function titleOf(offer: Offer, open: boolean): string {
  if (open) return 'Your offer to mentor is open';
  return offer.state === 'paused' ? 'Your offer to mentor is paused' : 'Your offer to mentor is closed';
}

function sayOffer(offer: Offer, scheme: Scheme, open: boolean): string {
  if (open)
    return `Thank you. When somebody asks ${scheme.name} for help that you could give, the coordinators may put it to you.`;
  return offer.state === 'paused' && offer.pausedUntil !== undefined
    ? `You are not asked to take on anybody new until ${sayDate(offer.pausedUntil)}. Then it opens by itself.`
    : 'You are not asked to take on anybody new. Thank you for having offered; the door stays open.';
}

/** Requests that were put to them before they changed their mind still need a word. */
function waiting({ proposals }: PersonFacts, offer: Offer, open: boolean): readonly Block[] {
  const unanswered = proposals.filter(({ request }) => request.schemeId === offer.schemeId).length;
  if (unanswered === 0) return [];
  const one = unanswered === 1;
  return [
    text(
      `${one ? 'One request still waits' : 'Some requests still wait'} for your answer.` +
        (open
          ? ''
          : ` To accept ${one ? 'it' : 'one'} you would open your offer again; you can decline at any time.`),
    ),
  ];
}

/** What a mentor has to do first is said where they offer, and not only once somebody waits. */
function trainingBlocks(
  { person, trainings }: PersonFacts,
  offer: Offer,
  scheme: Scheme,
  today: string,
): readonly Block[] {
  const lacking = lackingModules(scheme, ['mentor'], person.id, trainings, today);
  if (offer.state === 'closed' || lacking.length === 0) return [];
  return [
    text(
      `${scheme.name} asks its mentors for ${sayModules(lacking)}. You are asked to take on somebody once it counts.`,
    ),
    buttons(button('See my training', target('training', 'show', person.id))),
  ];
}

function actions(offer: Offer, scheme: Scheme, personId: string, open: boolean): Block {
  const to = (action: string) => target('offer', action, personId, { scheme: scheme.id });
  return buttons(
    button(offer.state === 'closed' ? 'Offer to mentor again' : 'Change my offer', to('start')),
    offer.state === 'closed'
      ? undefined
      : button(open ? 'Pause my offer' : 'Change the date of my pause', to('pause')),
    offer.state === 'paused' && !open ? button('Open my offer again now', to('resume')) : undefined,
    offer.state === 'closed'
      ? undefined
      : button('Close my offer', to('close'), {
          style: 'danger',
          confirm: {
            title: 'Close your offer?',
            text: 'You are not asked to mentor anybody new. People whom you mentor already are not affected.',
            yes: 'Close my offer',
            no: 'Keep it open',
          },
        }),
  );
}
