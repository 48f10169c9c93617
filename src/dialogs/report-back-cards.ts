/** What people read when the words on what is reported back have changed, before their mentoring begins and while it goes on. */

import { hasAccepted, markOf, reportBackOf } from '../mentoring/report-back.ts';
import type { Request } from '../mentoring/records/request.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { nameOf } from '../mentoring/wording.ts';
import type { RequestFacts } from '../mentoring/facts.ts';
import type { ActionButton, Card } from '../ui/view.ts';
import { button, buttons, card, note, text } from '../ui/view.ts';
import { target } from './define.ts';
import { reportBackBlocks } from './report-back-form.ts';

/** Where somebody is asked to accept new words: about a request, or about a pair. */
export function wordsSlot(id: string): string {
  return `report-back:${id}`;
}

/** For the one who asked: nobody can begin with them before they have accepted the words of now. */
export function newWordsCard(scheme: Scheme, request: Request, news: 'new' | 'reminder' = 'new'): Card {
  return card(
    'New words on what is reported back',
    text(
      news === 'new'
        ? `${scheme.name} has put in new words what is reported back. What you accepted was for the words before, so no mentor can begin with you until you have accepted these.`
        : `These words wait for your answer. No mentor can begin with you in ${scheme.name} until you have accepted them.`,
    ),
    ...reportBackBlocks(scheme),
    note('If you have questions, please ask the coordinators first. You can also withdraw your request.'),
    buttons(
      acceptWordsButton(scheme, request),
      button('Show my request', target('my-request', 'show', request.id)),
    ),
  );
}

/** Only where there is something to accept. */
export function acceptWordsButton(
  scheme: Pick<Scheme, 'kind' | 'reportBack'>,
  request: Request,
): ActionButton | undefined {
  const wording = reportBackOf(scheme);
  if (wording === undefined || hasAccepted(scheme, request)) return undefined;
  return button(
    'I accept exactly these words',
    target('report-back', 'accept', request.id, { words: markOf(wording) }),
    { style: 'primary' },
  );
}

export function wordsAcceptedCard(scheme: Scheme): Card {
  return card(
    'You have accepted these words',
    ...reportBackBlocks(scheme),
    note('Your mentor accepts the same words before you first meet.'),
  );
}

export const nothingToAcceptCard: Card = card(
  'Nothing to accept',
  text('There is nothing left to do here: what you accepted before holds, or your request has closed.'),
);

/** For the mentor, in place of the form: the one who asked has to say yes first. */
export function menteeAcceptsFirstCard({ request, people }: RequestFacts, proposalId: string): Card {
  return card(
    'New words wait for an answer',
    text(
      `The words on what is reported back have changed since ${nameOf(people, request.menteeId)} asked. They have been asked to accept the new ones. Once they have, this request comes to you again and you can accept.`,
    ),
    note('The request stays open to you meanwhile, and your days to answer stand still.'),
    buttons(button('Decline this request', target('answer-proposal', 'decline', proposalId))),
  );
}

/** For the other coordinators of the scheme. */
export function rewordedCard(scheme: Scheme): Card {
  return card(
    'New words on what is reported back',
    text(
      `A coordinator of ${scheme.name} has put in new words what is reported back. Whoever asks or meets there is asked to accept them.`,
    ),
    ...reportBackBlocks(scheme),
    buttons(button('Show the settings', target('scheme-settings', 'show', scheme.id))),
  );
}
