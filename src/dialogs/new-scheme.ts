/** Setting a scheme up: an organisation's first one, and any further one, for which the kind is chosen first. */

import type { May, PersonContext } from '../engine/dialog.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import type { PersonFacts } from '../mentoring/facts.ts';
import type { Scheme, SchemeKind } from '../mentoring/records/scheme.ts';
import { ATTENDANCE_ONLY, contradictionsIn, fittedToKind } from '../mentoring/scheme-rules.ts';
import { usualScheme } from '../mentoring/usual-scheme.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, list, note, text } from '../ui/view.ts';
import { oneself } from './asking-rights.ts';
import { shortName } from './asking-words.ts';
import { secondNeeded } from './coordinator-cards.ts';
import { dialog, formAction, insert, press, target } from './define.ts';
import type { Outcome } from './define.ts';
import { LONGEST_NAME, newAreas, readAreaNames } from './scheme-names.ts';
import { checkInFields, LONGEST_ABOUT, LONGEST_WORDING } from './scheme-settings-forms.ts';
import { kinds, sayKind } from './scheme-words.ts';

/** So many can be told apart where somebody chooses one. */
const mostSchemes = 20;

/** What NHS schemes tell everybody; a coordinator can make it their own. */
const confidentiality =
  'What you say to each other stays between the two of you. There are limits: if somebody is at serious risk of harm, ' +
  'if patient safety or probity is at stake, or if the law requires it, it has to be passed on. ' +
  'Wherever possible, you are told first. Please never write anything that could identify a patient.';

const mayFound: May<PersonFacts> = (facts, actor) => {
  const own = oneself(facts, actor);
  if (own !== true || facts.administrator) return own;
  return (
    facts.schemes.some(({ coordinatorIds }) => coordinatorIds.includes(actor.id)) ||
    'Only coordinators, and whoever administers this workspace, can set up another scheme.'
  );
};

export const newScheme = dialog({
  name: 'new-scheme',
  subject: 'person',
  actions: {
    choose: press(mayFound, (facts: PersonFacts) => ({
      reply: answer(noRoomFor(facts) ?? chooseKindCard(facts)),
    })),
    formal: formAction({ may: mayFound, form: ordinaryForm('formal'), submit: foundAs('formal') }),
    informal: formAction({ may: mayFound, form: ordinaryForm('informal'), submit: foundAs('informal') }),
    targeted: formAction({ may: mayFound, form: targetedForm, submit: foundAs('targeted') }),
    directed: formAction({ may: mayFound, form: directedForm, submit: foundAs('directed') }),
  },
});

function chooseKindCard({ person }: PersonFacts): Card {
  return card(
    'Set up another scheme',
    text('What kind is it to be? Formal and informal may change places later; the others are settled now.'),
    list(kinds.map((kind) => `${sayKind(kind)}.`)),
    buttons(
      ...kinds.map((kind) =>
        button(`Set up a ${kind} scheme`.replace(' a i', ' an i'), target('new-scheme', kind, person.id)),
      ),
    ),
    note('You become its coordinator. It has its own mentors, areas and settings.'),
  );
}

function noRoomFor({ schemes }: PersonFacts): Card | undefined {
  return schemes.length < mostSchemes
    ? undefined
    : card(
        'There is no room for another scheme',
        text(
          `An organisation has at most ${mostSchemes}, so that people can tell them apart. One that is no longer needed can be given a new name and purpose at its desk.`,
        ),
      );
}

/** What every scheme is asked at its beginning. */
export function schemeFields({ organisationName }: PersonFacts) {
  return {
    name: {
      kind: 'text',
      label: 'Name of the scheme',
      hint: `Such as “Mentoring at ${shortName(organisationName)}”.`,
      required: true,
      maxLength: LONGEST_NAME,
    },
    about: {
      kind: 'longText',
      label: 'Who it is for',
      hint: 'One or two sentences.',
      required: true,
      maxLength: LONGEST_ABOUT,
    },
    areas: {
      kind: 'longText',
      label: 'Areas that people may ask for',
      hint: 'One on each line, such as “Returning to work” or “Leadership”.',
      required: true,
      maxLength: 2000,
    },
    ...checkInFields(usualScheme),
  } as const;
}

export const usualStart =
  'You become its coordinator. Everything else has a sensible start: meetings every four weeks for an hour, and mentors asked to answer within a week. You can change it at the coordinators’ desk.';

function ordinaryForm(kind: 'formal' | 'informal') {
  return (facts: PersonFacts) =>
    noRoomFor(facts) ??
    form({
      title: kind === 'formal' ? 'A formal scheme' : 'An informal scheme',
      intro: [text(usualStart)],
      fields: schemeFields(facts),
      submit: 'Set up the scheme',
    });
}

function targetedForm(facts: PersonFacts) {
  return (
    noRoomFor(facts) ??
    form({
      title: 'A targeted scheme',
      intro: [text(usualStart)],
      fields: {
        ...schemeFields(facts),
        eligibility: {
          kind: 'longText',
          label: 'What people declare when they ask',
          hint: 'In the first person, such as “I identify as one of the people this scheme is for.” They declare it themselves, nobody checks it, and only this scheme’s own coordinators see it.',
          required: true,
          maxLength: LONGEST_WORDING,
        },
      },
      submit: 'Set up the scheme',
    })
  );
}

function directedForm(facts: PersonFacts) {
  return (
    noRoomFor(facts) ??
    form({
      title: 'A directed scheme',
      intro: [
        text(usualStart),
        text(
          'Only a coordinator matches here, and both accept what is reported back before anything starts.',
        ),
      ],
      fields: {
        ...schemeFields(facts),
        reportBack: {
          kind: 'longText',
          label: 'Exactly what is reported back',
          hint: 'Both see and accept these very words. Nothing else is reported.',
          required: true,
          maxLength: LONGEST_WORDING,
          value: ATTENDANCE_ONLY,
        },
      },
      submit: 'Set up the scheme',
    })
  );
}

/** What a form says of it, or a command line, which leaves the numbers of check-ins as they usually are. */
export type NewScheme = Pick<FormValues<ReturnType<typeof schemeFields>>, 'name' | 'about' | 'areas'> &
  Partial<Pick<Scheme, 'eligibility' | 'reportBack' | 'checkInFirstDays' | 'checkInEveryDays'>>;

function foundAs(kind: SchemeKind) {
  return (facts: PersonFacts, values: NewScheme, context: PersonContext): Outcome =>
    found(facts, kind, values, context);
}

/** The scheme begins, and whoever set it up coordinates it. */
export function found(
  facts: PersonFacts,
  kind: SchemeKind,
  { areas: lines, ...said }: NewScheme,
  { actor, newId }: PersonContext,
): Outcome {
  const areas = readAreaNames(lines);
  if ('why' in areas) return { reply: refuse({ areas: areas.why }) };
  const taken = facts.schemes.some(({ name }) => name.toLowerCase() === said.name.toLowerCase());
  if (taken)
    return { reply: refuse({ name: 'Another scheme here has this name. Please choose a different one.' }) };
  const scheme = fittedToKind({
    ...usualScheme,
    ...said,
    kind,
    id: newId(),
    areas: newAreas(areas.names),
    coordinatorIds: [actor.id],
    confidentiality,
  });
  const errors = contradictionsIn(scheme);
  if (Object.keys(errors).length > 0) return { reply: refuse(errors) };
  return { changes: [insert('scheme', scheme)], reply: replaceWith(foundedCard(facts, scheme, actor.id)) };
}

function foundedCard({ organisationName }: PersonFacts, scheme: Scheme, founderId: string): Card {
  return card(
    `${scheme.name} is set up`,
    text(`People at ${organisationName} can now ask for a mentor and offer to mentor. Next:`),
    list([
      'Offer to mentor yourself, or ask colleagues to type “offer”.',
      'Type “admin” in the channel where a weekly digest should go.',
      'Look at the settings.',
    ]),
    note(`${sayKind(scheme.kind)}.`),
    scheme.kind === 'targeted'
      ? note('What people declare when they ask is seen by the coordinators of this scheme only.')
      : undefined,
    note(secondNeeded),
    buttons(
      button('Open the coordinators’ desk', target('scheme-desk', 'show', scheme.id), { style: 'primary' }),
      button('Change the settings', target('scheme-settings', 'show', scheme.id)),
      button('Add a coordinator', target('scheme-desk', 'add-coordinator', scheme.id)),
      button('Offer to mentor', target('offer', 'start', founderId, { scheme: scheme.id })),
    ),
  );
}
