/** What somebody reads who waits until a mentor of a bank can be asked, and what else they can do meanwhile. */

import type { BankFacts } from '../mentoring/facts.ts';
import type { Lookout } from '../mentoring/records/lookout.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { addDays, inZone, sayDate } from '../mentoring/time.ts';
import type { ActionButton, Block, Card } from '../ui/view.ts';
import { button, buttons, card, empty, note, text } from '../ui/view.ts';
import { target } from './define.ts';
import { signpostBlocks } from './outside-scheme-signpost.ts';
import { elsewhere } from './request-cards.ts';
import { tellApart } from './tell-apart.ts';

/** They hear something so often, and so many times; then it ends, unless they ask for it again. */
export const NEWS_DAYS = 14;
export const MOST_NEWS = 3;

/** In the bank, where nobody can be asked: what happens next, and where else to look. */
export function nobodyBlocks(facts: BankFacts, now: Date): readonly Block[] {
  const { scheme, person, lookout } = facts;
  return [
    empty(
      'Nobody here can be asked at the moment.',
      `In ${scheme.name} everybody who offers has as many to mentor as they can take. Places come free, and colleagues join.`,
    ),
    ...(lookout === undefined
      ? [
          text(
            'We can tell you as soon as somebody can be asked. Or ask a coordinator, who looks for a mentor with you.',
          ),
        ]
      : [
          text(
            `You are told here as soon as somebody can be asked, and hear from us by ${sayDate(newsOn(lookout, person.zone, now))} even if nobody can.`,
          ),
        ]),
    buttons(
      lookout === undefined ? tellMeButton(scheme) : stopButton(lookout),
      coordinatorButton(scheme, person.id),
    ),
    ...elsewhereBlocks(facts, now),
  ];
}

/** Somebody can be asked now. */
export function somebodyCard({ scheme }: BankFacts): Card {
  return card(
    'A mentor can be asked now',
    text(
      `You wanted to know: in ${scheme.name} there is somebody to choose from again. Others may be looking, too.`,
    ),
    buttons(button('Look at the mentors', target('bank', 'show', scheme.id), { style: 'primary' })),
  );
}

/** The word in between. `last`: nothing follows unless they ask for it again. */
export function nobodyYetCard(
  facts: BankFacts & { readonly lookout: Lookout },
  now: Date,
  last: boolean,
): Card {
  const { scheme, person, lookout } = facts;
  return tellApart(
    card(
      last ? 'Still nobody to choose from' : 'Nobody to choose from yet',
      text(
        last
          ? `In ${scheme.name} nobody can be asked so far, and we stop looking for now. You can have us look for six more weeks, or ask a coordinator, who looks for a mentor with you.`
          : `In ${scheme.name} nobody can be asked so far. We look every morning, and tell you as soon as somebody can.`,
      ),
      buttons(
        last ? tellMeButton(scheme, 'Look for six more weeks') : stopButton(lookout),
        coordinatorButton(scheme, person.id),
      ),
      ...elsewhereBlocks(facts, now),
    ),
  );
}

export function stoppedCard({ scheme, person }: BankFacts): Card {
  return card(
    'You are not told any more',
    text(`Whether somebody of ${scheme.name} can be asked you can see at any time.`),
    buttons(
      button('Look at the mentors', target('bank', 'show', scheme.id)),
      coordinatorButton(scheme, person.id),
    ),
  );
}

function tellMeButton(
  { id }: Pick<Scheme, 'id'>,
  label = 'Tell me when somebody can be asked',
): ActionButton {
  return button(label, target('bank', 'tell-me', id), { style: 'primary' });
}

function stopButton({ id }: Lookout): ActionButton {
  return button('I need not be told any more', target('lookout', 'stop', id));
}

/** A request without a choice of one's own: also where the scheme leaves it to people to choose for themselves. */
function coordinatorButton({ id }: Pick<Scheme, 'id'>, personId: string): ActionButton {
  return button('Ask a coordinator', target('ask', 'start', personId, { scheme: id, way: 'coordinator' }));
}

function elsewhereBlocks({ person, outsideSchemes }: BankFacts, now: Date): readonly Block[] {
  const suggested = signpostBlocks({
    outsideSchemes,
    areas: [],
    menteeId: person.id,
    today: inZone(now, person.zone).date,
  });
  return [
    note('Meanwhile, these may have a mentoring scheme for you:'),
    ...(suggested.length > 0 ? suggested : [elsewhere]),
  ];
}

/** The day of the next word in between. */
function newsOn({ since }: Lookout, zone: string, now: Date): string {
  const today = inZone(now, zone).date;
  let day = addDays(inZone(since, zone).date, NEWS_DAYS);
  while (day <= today) day = addDays(day, NEWS_DAYS);
  return day;
}
