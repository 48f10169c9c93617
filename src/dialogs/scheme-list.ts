/** The organisation's own schemes: a list to choose from, and what somebody can do in each. */

import { isUnderWay } from '../mentoring/asking.ts';
import { hasBank } from '../mentoring/bank.ts';
import { isOfferOpen } from '../mentoring/eligibility.ts';
import type { PersonFacts } from '../mentoring/facts.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { cutText } from '../ui/fit.ts';
import type { Block } from '../ui/view.ts';
import { bold, button, buttons, empty, list, text } from '../ui/view.ts';
import { target } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { asSentence } from './outside-scheme-items.ts';

/** So many are shown with every word about them; of more than these, the beginning says enough to choose by. */
const fewSchemes = 6;
const shortAbout = 80;

/** `standing` is a sentence about where somebody stands in a scheme, if anywhere. */
export function schemeList(
  schemes: readonly Scheme[],
  standing: (scheme: Scheme) => string | undefined = () => undefined,
): Block<never> {
  const short = schemes.length > fewSchemes;
  return list(
    schemes.map((scheme) => {
      const about = short ? cutText(scheme.about, shortAbout) : scheme.about;
      const said = standing(scheme);
      return [bold(scheme.name), `: ${about}${said === undefined ? '' : ` ${said}`}`];
    }),
  );
}

/** Each of these schemes with what it is for, where this person stands in it, and what they can do there. */
export function ownSchemeBlocks(
  facts: PersonFacts,
  shown: readonly Scheme[],
  today: string,
): readonly Block[] {
  if (facts.schemes.length === 0)
    return [
      empty(
        `${facts.organisationName} has no mentoring scheme here yet.`,
        'Whoever looks after mentoring can set one up. Until then, these may have a place for you:',
      ),
    ];
  return shown.flatMap((scheme) => {
    const { offering, asking, sentences } = standingIn(facts, scheme, today);
    const only = facts.schemes.length === 1;
    const here = (label: string, words: string): string => (only ? label : labelWith(words, scheme.name));
    const { id } = facts.person;
    const args = { scheme: scheme.id };
    return [
      text([
        bold(scheme.name),
        `: ${sentences.length === 0 ? scheme.about : [asSentence(scheme.about), ...sentences].join(' ')}`,
      ]),
      buttons(
        asking === undefined
          ? scheme.acceptsRequests
            ? button(here('Ask for a mentor here', 'Ask in'), target('ask', 'start', id, args))
            : undefined
          : button(here('My request here', 'My request in'), target('my-request', 'show', asking)),
        hasBank(scheme)
          ? button(here('Look at the mentors', 'Mentors of'), target('bank', 'show', scheme.id))
          : undefined,
        button(
          offering ? here('My offer here', 'My offer in') : here('Offer to mentor here', 'Offer in'),
          target('offer', 'start', id, args),
        ),
      ),
    ];
  });
}

function standingIn(
  { offers, requests }: PersonFacts,
  scheme: Scheme,
  today: string,
): {
  readonly offering: boolean;
  readonly asking: string | undefined;
  readonly sentences: readonly string[];
} {
  const offer = offers.find((one) => one.schemeId === scheme.id && one.state !== 'closed');
  const request = requests.find((one) => one.schemeId === scheme.id && isUnderWay(one));
  return {
    offering: offer !== undefined,
    asking: request?.id,
    sentences: [
      ...(scheme.kind === 'directed'
        ? ['It is for directed mentoring, which a regulator has made a condition of practice.']
        : []),
      ...(request === undefined ? [] : ['You have asked for a mentor here.']),
      ...(request === undefined && !scheme.acceptsRequests
        ? ['It takes no new requests at the moment.']
        : []),
      ...(offer === undefined
        ? []
        : [isOfferOpen(offer, today) ? 'You offer to mentor here.' : 'Your offer here is paused.']),
    ],
  };
}
