/** What a coordinator sees of a round: while it is planned, the pairs page by page, and what has come of it. */

import type { Progress } from '../engine/ports.ts';
import type { RequestFacts, RoundReviewFacts, RoundRow } from '../mentoring/facts.ts';
import type { Round, RoundPair } from '../mentoring/records/round.ts';
import { reasonsNow, ROUND_KEPT_DAYS, ROUND_PAGE } from '../mentoring/round-page.ts';
import { addDays, inZone, sayDate } from '../mentoring/time.ts';
import { capitalise, nameOf, sayNumberOf } from '../mentoring/wording.ts';
import type { Block, Card } from '../ui/view.ts';
import { bold, button, buttons, card, divider, empty, facts as factsBlock, note, text } from '../ui/view.ts';
import { shortName } from './asking-words.ts';
import { target } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { someone } from './pair.ts';
import { someButtons } from './some-buttons.ts';
import { tellApart } from './tell-apart.ts';

/** More than these of each side are nobody's reading; the strongest come first. */
const REASONS_SAID = 4;

/** Which of a round's requests a page is about. */
export type RoundList = 'pairs' | 'unmatched' | 'dropped';

export function roundSlot(roundId: string): string {
  return `round:${roundId}`;
}

export function planningCard(progress?: Progress): Card {
  return card(
    'Planning a round',
    text('Everybody who waits is being matched. This message becomes the plan when it is done.'),
    ...(progress === undefined ? [] : [progressBlock(progress)]),
  );
}

const DOING: Readonly<Record<string, string>> = {
  reading: 'Reading requests',
  comparing: 'Comparing everybody with everybody',
  matching: 'Finding the best plan',
  explaining: 'Writing reasons',
};

function progressBlock({ doing, done, total }: Progress): Block<never> {
  return { type: 'progress', label: DOING[doing] ?? doing, done, total: Math.max(1, total) };
}

/** The round's own message: how it stands, and the way to everything else. */
export function roundCard(about: RoundReviewFacts): Card {
  const { round, scheme } = about;
  switch (round.state) {
    case 'planning':
      return planningCard();
    case 'ready':
      return readyCard(about);
    case 'sending':
      return sendingCard(about);
    case 'sent':
      return sentCard(about);
    case 'discarded':
      return discardedCard();
    case 'failed':
      return failedCard(scheme.id);
    default:
      return round.state satisfies never;
  }
}

function readyCard({ round, scheme, people, counts }: RoundReviewFacts): Card {
  const { planned, out, unmatched } = counts;
  const since = inZone(round.startedAt, someone(people, round.byId).zone).date;
  return card(
    `${shortName(scheme.name)}: a round to look through`,
    planned + out === 0
      ? empty('Nobody could be matched.', 'Those who are left say why, one by one.')
      : text(
          'Nobody has been asked yet. Look through the pairs, take out or change what does not suit, then send all of them.',
        ),
    factsBlock({
      'Would be asked': String(planned),
      'Taken out': out === 0 ? undefined : String(out),
      'Without a mentor': unmatched === 0 ? undefined : String(unmatched),
    }),
    note(
      `If it is not sent by ${sayDate(addDays(since, ROUND_KEPT_DAYS))} it is discarded by itself: by then it would be planned otherwise.`,
    ),
    buttons(
      planned + out === 0 ? undefined : listButton('Look through the pairs', round.id, 'pairs'),
      unmatched === 0 ? undefined : listButton('See who is left', round.id, 'unmatched'),
      planned === 0 ? undefined : sendButton(round.id, planned),
      discardButton(round.id),
    ),
  );
}

function sendButton(roundId: string, planned: number) {
  const all = planned === 1 ? 'the one request' : `all ${planned} requests`;
  return button(`Send ${planned === 1 ? 'it' : `all ${planned}`}`, target('round', 'send', roundId), {
    style: 'primary',
    confirm: {
      title: `Send ${all}?`,
      text: 'Each mentor is asked in a message of their own. Whoever can no longer be asked is left out, and you read who.',
      yes: 'Send',
      no: 'Not yet',
    },
  });
}

export function discardButton(roundId: string) {
  return button('Discard the round', target('round', 'discard', roundId), {
    style: 'danger',
    confirm: {
      title: 'Discard the round?',
      text: 'Nobody is asked, and everybody waits as before. You can plan another at any time.',
      yes: 'Discard it',
      no: 'Keep it',
    },
  });
}

function sendingCard({ scheme, counts }: RoundReviewFacts): Card {
  const total = counts.planned + counts.sent + counts.dropped;
  return card(
    `${shortName(scheme.name)}: sending the round`,
    text('Mentors are being asked, one after the other. You need not wait for it.'),
    { type: 'progress', label: 'Asked', done: total - counts.planned, total: Math.max(1, total) },
  );
}

export function sentCard({ round, scheme, counts }: RoundReviewFacts): Card {
  const { sent, dropped, out, unmatched } = counts;
  return card(
    `${shortName(scheme.name)}: the round is sent`,
    text(
      sent === 0
        ? 'No mentor could be asked any more.'
        : `${capitalise(sayNumberOf(sent, 'request is', 'requests are'))} with a mentor now. You hear when one of them needs you.`,
    ),
    factsBlock({
      'Left out, as they no longer fitted': dropped === 0 ? undefined : String(dropped),
      'Taken out by you': out === 0 ? undefined : String(out),
      'Without a mentor': unmatched === 0 ? undefined : String(unmatched),
    }),
    someButtons(
      dropped === 0 ? undefined : listButton('See who was left out', round.id, 'dropped'),
      unmatched === 0 ? undefined : listButton('See who is left', round.id, 'unmatched'),
      button('Open the coordinators’ desk', target('scheme-desk', 'show', scheme.id)),
    ),
  );
}

/** `byName`: the coordinator who has put an end to it, for whoever planned it; nobody where it had waited too long. */
export function discardedCard(by?: { readonly name: string } | 'time'): Card {
  const why =
    by === 'time'
      ? 'It had waited too long to be sent as it was planned. '
      : by === undefined
        ? ''
        : `${by.name} has discarded it. `;
  return card('The round is discarded', text(`${why}Nobody was asked, and everybody waits as before.`));
}

export function failedCard(schemeId: string): Card {
  return card(
    'The round could not be planned',
    text(
      'Something went wrong on our side, three times in a row. Nobody was asked, and everybody waits as before. Please try again later; whoever looks after Rapport here can see what happened.',
    ),
    buttons(button('Plan a round', target('scheme-desk', 'round', schemeId))),
  );
}

/** Takes the place of a request's card for its coordinators. */
export function putInRoundCard(
  { request, people }: Pick<RequestFacts, 'request' | 'people'>,
  mentorId: string,
): Card {
  return card(
    `${shortName(nameOf(people, request.menteeId))} asks for a mentor`,
    text(`Put to ${nameOf(people, mentorId)} in a round, and waits for their answer.`),
    buttons(button('Show the request', target('triage', 'show', request.id))),
  );
}

/** For a control of a page that was drawn while pairs could still be changed. */
export function roundOverCard(roundId: string): Card {
  return card(
    'The round is over',
    text('Pairs can be changed until it is sent or discarded.'),
    buttons(button('Back to the round', target('round', 'show', roundId, { back: 'yes' }))),
  );
}

/** A page of one of the round's lists. */
export function roundListCard(about: RoundReviewFacts, list: RoundList, page: number, now: Date): Card {
  const { round, shown } = about;
  const total = totalOf(about, list);
  const pages = Math.max(1, Math.ceil(total / ROUND_PAGE));
  return tellApart(
    card(
      `${TITLES[list]}${pages > 1 ? `: page ${page + 1} of ${pages}` : ''}`,
      ...(shown.length === 0
        ? [empty('There is nobody on this page.')]
        : shown.flatMap((row, index) => [
            ...(index === 0 ? [] : [divider()]),
            ...(list === 'pairs' ? pairBlocks(about, row, page, now) : leftBlocks(about, row, page)),
          ])),
      divider(),
      buttons(
        page > 0 ? listButton('Page before', round.id, list, page - 1) : undefined,
        page + 1 < pages ? listButton('Next page', round.id, list, page + 1) : undefined,
        button('Back to the round', target('round', 'show', round.id, { back: 'yes' })),
      ),
    ),
  );
}

const TITLES: Readonly<Record<RoundList, string>> = {
  pairs: 'Who would be asked for whom',
  unmatched: 'Without a mentor',
  dropped: 'Left out when the round was sent',
};

function totalOf({ counts }: RoundReviewFacts, list: RoundList): number {
  return list === 'pairs' ? counts.planned + counts.out : counts[list];
}

function pairBlocks(about: RoundReviewFacts, row: RoundRow, page: number, now: Date): readonly Block[] {
  const { scheme, people, round } = about;
  const { pair, request } = row;
  const mentee = nameOf(people, request.menteeId);
  const mentor = nameOf(people, pair.mentorId ?? '');
  const reasons = reasonsNow(scheme, people, row, now);
  const out = pair.state === 'out';
  return [
    text([bold(mentee), ' with ', bold(mentor), ...(out ? [', taken out'] : [])]),
    ...saidOf('Why the mentor', reasons.mentor),
    ...saidOf('Why the mentee', reasons.mentee),
    ...(pair.nothingInCommon ? [note('They share none of the areas: worth a second look.')] : []),
    ...(round.state === 'ready' ? [pairButtons(pair, mentee, page)] : []),
  ];
}

function saidOf(whose: string, sentences: readonly string[]): readonly Block<never>[] {
  return sentences.length === 0
    ? []
    : [text([bold(whose), `: ${sentences.slice(0, REASONS_SAID).join('. ')}.`])];
}

function pairButtons({ id, state }: RoundPair, mentee: string, page: number): Block {
  const at = { page: String(page) };
  return buttons(
    state === 'out'
      ? button(labelWith('Put back', mentee), target('round-pair', 'take-out', id, { ...at, back: 'yes' }))
      : button(labelWith('Take out', mentee), target('round-pair', 'take-out', id, at)),
    button(labelWith('Another for', mentee), target('round-choice', 'choose', id, at)),
  );
}

/** Somebody for whom nobody was found, or who was left out, and why. */
function leftBlocks(
  { people, round }: RoundReviewFacts,
  { pair, request }: RoundRow,
  page: number,
): readonly Block[] {
  const mentee = nameOf(people, request.menteeId);
  const mentor = pair.mentorId === undefined ? undefined : nameOf(people, pair.mentorId);
  return [
    text([
      bold(mentee),
      ...(mentor === undefined ? [] : [' with ', bold(mentor)]),
      ...(pair.why === undefined ? [] : [`: ${pair.why}`]),
    ]),
    buttons(
      round.state === 'ready' && pair.state === 'unmatched'
        ? button(
            labelWith('Choose for', mentee),
            target('round-choice', 'choose', pair.id, { page: String(page), list: 'unmatched' }),
          )
        : undefined,
      button(labelWith('Open request of', mentee), target('triage', 'show', request.id)),
    ),
  ];
}

function listButton(label: string, roundId: Round['id'], list: RoundList, page?: number) {
  // The first page is opened beside the round's own message; the others take its place.
  const args = page === undefined ? { list } : { list, page: String(page) };
  return button(label, target('round', 'list', roundId, args));
}
