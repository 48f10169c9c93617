/** The pairs of a scheme as its coordinators see them: how each goes, in a band and a reason, and never what they say. */

import type { May } from '../engine/dialog.ts';
import { answer } from '../engine/reply.ts';
import type { PairsFacts } from '../mentoring/facts.ts';
import { impartialCoordinators } from '../mentoring/impartial.ts';
import { sayJudgedBy } from '../mentoring/own-prior.ts';
import type { Relationship } from '../mentoring/records/relationship.ts';
import { deskBandOf, deskBands, sayStanding } from '../mentoring/say-standing.ts';
import type { DeskBand } from '../mentoring/say-standing.ts';
import { sayNumberOf } from '../mentoring/wording.ts';
import type { Block, Card } from '../ui/view.ts';
import {
  bold,
  button,
  buttons,
  card,
  divider,
  empty,
  facts as factsBlock,
  list,
  note,
  text,
} from '../ui/view.ts';
import { shortName } from './asking-words.ts';
import { dialog, formAction, press, target, timer } from './define.ts';
import { askThePairs } from './pair-report-back.ts';
import { idsOf, someone } from './pair.ts';
import { pairsLetterForm, sendPairsLetter } from './pairs-letter.ts';
import type { LetterValues } from './pairs-letter.ts';
import { someButtons } from './some-buttons.ts';

const onOnePage = 15;

const aCoordinator: May<PairsFacts> = ({ scheme }, actor) =>
  scheme.coordinatorIds.includes(actor.id)
    ? true
    : `Only the coordinators of ${scheme.name} can see its pairs.`;

export const pairs = dialog({
  name: 'pairs',
  subject: 'pairs',
  actions: {
    /** `page`: from 0. In a channel others would read along: there it is counts alone. */
    show: press(aCoordinator, (facts, { actor, now, args, channel }) => ({
      confidential: true,
      reply: answer(
        channel === undefined
          ? pairsCard(facts, actor, now, pageIn(args))
          : card('In private, please', text('Others may read along here. Type “admin” to me in private.')),
      ),
    })),
    letter: formAction({
      may: aCoordinator,
      form: (facts: PairsFacts, context) =>
        pairsLetterForm(facts, pageOf(facts, context.actor.id, pageIn(context.args)).onPage, context),
      submit: (facts: PairsFacts, values: LetterValues, context) => sendPairsLetter(facts, values, context),
    }),
    /** Timer: a directed scheme has changed the words on what is reported back. */
    'new-words': timer<PairsFacts>(askThePairs),
    /** Timer: the scheme asks after other days how it goes. Each pair plans that in a turn of its own. */
    'check-ins': timer<PairsFacts>(({ pairs: all }, { now }) => ({
      timers: all
        .filter(({ relationship }) => relationship.state !== 'ended')
        .map(({ relationship: { id } }) => ({
          timer: 'set',
          key: `relationship:${id}:check-in-plan`,
          to: target('check-in', 'plan', id),
          at: now,
        })),
    })),
  },
});

const SAID: Readonly<Record<DeskBand, string>> = {
  'not started': 'Not started',
  asking: 'Being asked how it goes',
  quiet: 'Quiet',
  'going well': 'Going well',
  begun: 'Just begun',
  paused: 'Paused',
  'ended lately': 'Ended lately',
};

function pairsCard(
  facts: PairsFacts,
  coordinator: { readonly id: string; readonly zone: string },
  now: Date,
  page: number,
): Card {
  const { scheme } = facts;
  const { shown, onPage, at, last } = pageOf(facts, coordinator.id, page);
  if (shown.length === 0)
    return card(`${scheme.name}: pairs`, empty('There is no pair here that you can see.'), hidden);
  const turn = (label: string, to: number) =>
    button(label, target('pairs', 'show', scheme.id, { page: String(to) }));
  return card(
    `${scheme.name}: pairs`,
    scheme.kind === 'directed'
      ? text(
          'Directed mentoring: of each pair exactly that is reported back which both of them have accepted.',
        )
      : undefined,
    factsBlock(countsOf(shown)),
    divider(),
    ...groups(facts, onPage, coordinator.zone, now),
    last === 0
      ? undefined
      : note(`Page ${at + 1} of ${last + 1}, ${sayNumberOf(shown.length, 'pair', 'pairs')}.`),
    someButtons(
      at > 0 ? turn('Pairs before these', at - 1) : undefined,
      at < last ? turn('Pairs after these', at + 1) : undefined,
      scheme.kind === 'directed'
        ? button('Letter of attendance', target('pairs', 'letter', scheme.id, { page: String(at) }))
        : undefined,
    ),
    note(`Whether a pair has gone quiet is judged ${sayJudgedBy(scheme)}.`),
    hidden,
    buttons(button('Back to the desk', target('scheme-desk', 'show', scheme.id))),
  );
}

const hidden = note(
  'Only when they meet and what they have booked is known here, and never what they say or answer. Pairs are left out of which you are one, or of whom you manage or assess somebody.',
);

function pageIn(args: Readonly<Record<string, string>>): number {
  return Number(args['page'] ?? 0);
}

/** What this coordinator may see of the pairs, and the part of it that is looked at. */
function pageOf(facts: PairsFacts, coordinatorId: string, page: number) {
  const shown = shownTo(coordinatorId, facts).toSorted(
    (one, other) => deskBands.indexOf(deskBandOf(one)) - deskBands.indexOf(deskBandOf(other)),
  );
  const last = Math.max(0, Math.ceil(shown.length / onOnePage) - 1);
  const at = Math.min(Math.max(0, Math.trunc(page)), last);
  return { shown, onPage: shown.slice(at * onOnePage, (at + 1) * onOnePage), at, last };
}

/** Of a pair whose member they manage or assess a coordinator learns nothing, not even that there is one. */
function shownTo(coordinatorId: string, { pairs: all, scheme, reportingLines }: PairsFacts): Relationship[] {
  return all
    .filter(({ relationship, conflictIds }) =>
      impartialCoordinators(scheme, { ids: idsOf(relationship), conflictIds }, reportingLines).includes(
        coordinatorId,
      ),
    )
    .map(({ relationship }) => relationship);
}

function countsOf(shown: readonly Relationship[]): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    deskBands.map((band) => {
      const count = shown.filter((one) => deskBandOf(one) === band).length;
      return [SAID[band], count === 0 ? undefined : String(count)];
    }),
  );
}

function groups(
  { people, scheme }: PairsFacts,
  shown: readonly Relationship[],
  zone: string,
  now: Date,
): readonly Block[] {
  // Of a directed pair no more is passed on than both have accepted.
  const withReason = scheme.kind !== 'directed';
  return deskBands.flatMap((band) => {
    const these = shown.filter((one) => deskBandOf(one) === band);
    if (these.length === 0) return [];
    const lines = these.map((one) => {
      const [mentee, mentor] = idsOf(one).map((id) => shortName(someone(people, id).name));
      return `${mentor} and ${mentee}: ${sayStanding(one, now, zone, { withReason })}`;
    });
    return [text([bold(SAID[band])]), list(lines)];
  });
}
