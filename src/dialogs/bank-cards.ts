/** The mentors of a scheme as somebody sees them who chooses for themselves: a page of them, and one with every word. */

import { choiceOf } from '../mentoring/asking.ts';
import { amongThose, isAnything, MENTORS_ON_A_PAGE, MOST_WISHES, writeLook } from '../mentoring/bank.ts';
import type { BankLook } from '../mentoring/bank.ts';
import type { BankFacts, PoolMentor } from '../mentoring/facts.ts';
import { sayPlace } from '../mentoring/place.ts';
import type { Offer } from '../mentoring/records/offer.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { whyNoQuestion } from '../mentoring/questions.ts';
import {
  joinWithin,
  joinWords,
  labelsOf,
  nameOf,
  sayCount,
  sayHow,
  sayNumberOf,
  withinSentence,
} from '../mentoring/wording.ts';
import { cutText } from '../ui/fit.ts';
import type { Block, Button, Card, Text } from '../ui/view.ts';
import { bold, button, buttons, card, empty, facts as factsBlock, list, note, text } from '../ui/view.ts';
import { shortName, skillChoices } from './asking-words.ts';
import { target } from './define.ts';
import { nobodyBlocks as nobodyHereBlocks } from './lookout-cards.ts';
import { labelWith } from './meeting-cards.ts';
import { asSentence } from './outside-scheme-items.ts';
import { someButtons } from './some-buttons.ts';
import { tellApart } from './tell-apart.ts';

/** In a list the beginning of each is enough to see whom to look at more closely. */
const LETTERS_IN_LIST = 180;
const AREAS_IN_LIST = 3;
/** Of what somebody looks for: the mentors have to stand on the same card. */
const AREA_LETTERS = 500;

/** A page of the mentors whom somebody can ask now; those who fit best what they look for stand on top of the first. */
export function bankCard(facts: BankFacts, look: BankLook, now: Date): Card {
  const { scheme, people, found, shown } = facts;
  const { search } = look;
  const best = look.page === 0 || found === 0 ? facts.suggested : [];
  const everybody = [...best, ...shown];
  const last = Math.max(0, Math.ceil(found / MENTORS_ON_A_PAGE) - 1);
  const page = Math.min(look.page, last);
  const turn = (label: string, to: number): Button => button(label, toBank(scheme, { ...look, page: to }));
  return tellApart(
    card(
      'Mentors to choose from',
      text([
        bold(scheme.name),
        ': choose up to three, of whom the first who accepts becomes yours. Everybody here has a free place now. Nobody learns whom you look at.',
      ]),
      ...choiceBlocks(facts, look),
      wishesBlock(facts, look),
      ...(everybody.length === 0 ? nobodyBlocks(facts, look, now) : []),
      ...(best.length === 0
        ? []
        : [text([bold('Who fits best what you look for')]), list(best.map((one) => sayMentor(one, facts)))]),
      ...(shown.length === 0
        ? []
        : [
            text([bold(best.length === 0 ? 'Mentors' : 'Others who fit')]),
            list(shown.map((one) => sayMentor(one, facts))),
          ]),
      ...pageNote(look, { found, shown: shown.length, page, last }),
      buttons(
        ...everybody.map(({ offer }) =>
          button(
            labelWith('See', nameOf(people, offer.personId)),
            target('bank', 'mentor', scheme.id, writeLook({ ...look, mentorId: offer.personId })),
          ),
        ),
        // Words are not kept, so that there is nothing to turn to another page with.
        hasWords(look) || page === 0 ? undefined : turn('Earlier mentors', page - 1),
        hasWords(look) || page === last ? undefined : turn('More mentors', page + 1),
        button(
          isAnything(search) ? 'Look for something' : 'Look for something else',
          target('bank', 'filter', scheme.id, writeLook({ ...look, page: 0 })),
        ),
        isAnything(search)
          ? undefined
          : button(
              'Show all mentors',
              toBank(scheme, { search: { areas: [] }, page: 0, chosenIds: look.chosenIds }),
            ),
      ),
    ),
  );
}

/** One mentor, with everything they say of themselves to those who choose, and what can be done next. */
export function mentorCard(facts: BankFacts, look: BankLook, { offer }: PoolMentor, now: Date): Card {
  const { scheme, people } = facts;
  const name = nameOf(people, offer.personId);
  const why = whyNoQuestion(facts.questions, offer.personId, now);
  return card(
    shortName(name),
    text(offer.portrait),
    factsBlock({
      Scheme: scheme.name,
      'Can help with': joinWords(labelsOf(scheme.areas, offer.areas)),
      Skills: joinWords(labelsOf(skillChoices, offer.skills)),
      Where: sayPlace(offer.place),
      'Usually free': offer.usualTimes,
      Places: 'Has a free place now',
    }),
    ...(why === undefined ? [] : [note(WHY_NO_QUESTION[why])]),
    buttons(
      ...askButtons(facts, look, offer),
      why === undefined
        ? button(
            'Ask a question first',
            target('bank', 'question', scheme.id, writeLook({ ...look, mentorId: offer.personId })),
          )
        : undefined,
      button('Back to the mentors', toBank(scheme, look)),
    ),
  );
}

/** Somebody who was in the bank a moment ago, or never was: whatever the reason, the words are the same. */
export function notAvailableCard({ scheme }: Pick<BankFacts, 'scheme'>, look: BankLook): Card {
  return card(
    'Not available at the moment',
    text('This mentor cannot be asked at the moment. Others can: have a look at them.'),
    buttons(button('Back to the mentors', toBank(scheme, look))),
  );
}

/** The scheme has no bank; `anyMore`: it had one when the control was drawn. */
export function noBankHereCard(
  { scheme, person }: Pick<BankFacts, 'scheme' | 'person'>,
  anyMore?: 'any more',
): Card {
  return card(
    ['There is no list of mentors here', ...(anyMore === undefined ? [] : [anyMore])].join(' '),
    text(`In ${scheme.name} coordinators find a mentor for you. There is nothing left to choose here.`),
    buttons(button('Ask for a mentor', target('ask', 'start', person.id, { scheme: scheme.id }))),
  );
}

const WHY_NO_QUESTION = {
  waits: 'You have asked them something, and they have not answered yet.',
  unanswered:
    'They are not answering questions at the moment. You can ask them to be your mentor all the same.',
  enough: 'You have asked three questions within a day. You can ask another tomorrow.',
} as const;

/** Leads to the list, in the place of the card on which it stands. */
function toBank(scheme: Pick<Scheme, 'id'>, look: BankLook) {
  return target('bank', 'show', scheme.id, { ...writeLook({ ...look, mentorId: undefined }), turn: 'yes' });
}

function askButtons(
  { scheme, request }: BankFacts,
  look: BankLook,
  { personId }: Offer,
): readonly (Button | undefined)[] {
  if (request !== undefined) {
    const chosen = choiceOf(request);
    return [
      chosen.includes(personId) || chosen.length >= MOST_WISHES
        ? undefined
        : button('Ask this mentor, too', target('my-request', 'add-wish', request.id, { mentor: personId }), {
            style: 'primary',
            confirm: {
              title: 'Put your request to them, too?',
              text: 'They read what you wrote in your request, with your name.',
              yes: 'Ask them, too',
              no: 'Not now',
            },
          }),
      button('See my request', target('my-request', 'show', request.id)),
    ];
  }
  const { chosenIds } = look;
  const ask = (label: string, ids: readonly string[], style?: 'primary'): Button =>
    button(
      label,
      target('bank', 'ask', scheme.id, writeLook({ ...look, mentorId: undefined, chosenIds: ids })),
      {
        ...(style && { style }),
      },
    );
  const without = chosenIds.filter((id) => id !== personId);
  return [
    ask('Ask this mentor', [personId], 'primary'),
    without.length === chosenIds.length && chosenIds.length < MOST_WISHES
      ? button('Add to my choice', toBank(scheme, { ...look, chosenIds: [...chosenIds, personId] }))
      : undefined,
    without.length < chosenIds.length
      ? button('Take out of my choice', toBank(scheme, { ...look, chosenIds: without }))
      : undefined,
  ];
}

/** Whom they have chosen so far, in their order, and one tap to ask them. */
function choiceBlocks(facts: BankFacts, look: BankLook): readonly (Block | undefined)[] {
  const { scheme, people, request } = facts;
  if (request !== undefined)
    return [
      text('You have asked for a mentor here already.'),
      buttons(button('See my request', target('my-request', 'show', request.id))),
    ];
  if (look.chosenIds.length === 0) return [];
  const chosen = amongThose(facts, look.chosenIds);
  const gone = look.chosenIds.length - chosen.length;
  return [
    chosen.length === 0
      ? undefined
      : text(`Your choice so far: ${joinWords(chosen.map(({ offer }) => nameOf(people, offer.personId)))}.`),
    gone === 0
      ? undefined
      : note(
          `${gone === 1 ? 'One' : 'Some'} of those you chose cannot be asked at the moment, and would be left out.`,
        ),
    someButtons(
      chosen.length === 0
        ? undefined
        : button(
            chosen.length === 1 ? 'Ask the one I chose' : `Ask the ${sayCount(chosen.length)} I chose`,
            target(
              'bank',
              'ask',
              scheme.id,
              writeLook({ ...look, chosenIds: chosen.map(({ offer }) => offer.personId) }),
            ),
            { style: 'primary' },
          ),
    ),
  ];
}

function wishesBlock({ scheme }: BankFacts, { search }: BankLook): Block | undefined {
  if (isAnything(search)) return undefined;
  return factsBlock({
    'You look for help with': joinWithin(labelsOf(scheme.areas, search.areas), AREA_LETTERS),
    Skill: joinWords(labelsOf(skillChoices, search.skill === undefined ? [] : [search.skill])),
    Where: search.place === undefined ? undefined : sayPlace(search.place),
    'In your words': search.words,
  });
}

/** Nobody at all, or nobody who fits what they look for; whoever has asked already waits for an answer. */
function nobodyBlocks(facts: BankFacts, { search }: BankLook, now: Date): readonly Block[] {
  if (isAnything(search))
    return facts.request === undefined
      ? nobodyHereBlocks(facts, now)
      : [empty('Nobody else can be asked at the moment.')];
  const { scheme, person, request } = facts;
  const nobody = 'Nobody who can be asked at the moment fits all of that.';
  if (request !== undefined || !scheme.matching.includes('coordinator'))
    return [empty(nobody, 'You could look for less.')];
  return [
    empty(nobody, 'Look for less, or leave it to the coordinators.'),
    buttons(
      button(
        'Ask for a mentor',
        target('ask', 'start', person.id, { scheme: scheme.id, way: 'coordinator' }),
      ),
    ),
  ];
}

function pageNote(
  look: BankLook,
  { found, shown, page, last }: { found: number; shown: number; page: number; last: number },
): readonly Block[] {
  if (hasWords(look))
    return found > shown
      ? [
          note(
            `${sayNumberOf(found - shown, 'more mentor fits', 'more mentors fit')}. Another word would narrow it down.`,
          ),
        ]
      : [];
  return last > 0 ? [note(`Page ${page + 1} of ${last + 1}.`)] : [];
}

function hasWords({ search }: BankLook): boolean {
  return (search.words ?? '') !== '';
}

/** "Name: who they are. Can help with this and that, by video; usually free on Tuesdays." */
function sayMentor({ offer }: PoolMentor, { scheme, people }: BankFacts): Text {
  const areas = labelsOf(scheme.areas, offer.areas).map(withinSentence);
  const more = areas.length - AREAS_IN_LIST;
  const said = more > 0 ? [...areas.slice(0, AREAS_IN_LIST), `${sayCount(more)} more`] : areas;
  const skills = labelsOf(skillChoices, offer.skills).map(withinSentence);
  const sentences = [
    asSentence(cutText(offer.portrait, LETTERS_IN_LIST)),
    ...(said.length === 0 ? [] : [`Can help with ${joinWords(said)}.`]),
    ...(skills.length === 0 ? [] : [`Brings ${joinWords(skills)}.`]),
    `Meets ${sayHow(offer.place)}.`,
    ...(offer.usualTimes === '' ? [] : [asSentence(`Usually free: ${cutText(offer.usualTimes, 60)}`)]),
  ];
  return [bold(nameOf(people, offer.personId)), `: ${sentences.join(' ')}`];
}
