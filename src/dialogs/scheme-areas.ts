/** The areas of work of a scheme, as its coordinators change them: added, called something else, retired, brought back. */

import type { PersonContext } from '../engine/dialog.ts';
import { refuse, replaceWith } from '../engine/reply.ts';
import { areaCalled, areasToChoose, renameArea, retireArea, retiredAreas } from '../mentoring/areas.ts';
import type { SchemeFacts } from '../mentoring/facts.ts';
import type { Area, Scheme } from '../mentoring/records/scheme.ts';
import { joinWords, sayNumberOf } from '../mentoring/wording.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { ActionButton, Card } from '../ui/view.ts';
import { button, buttons, card, list, note, text } from '../ui/view.ts';
import { LONGEST_AREA, MOST_AREAS, newAreas, readAreaNames } from './scheme-names.ts';
import { target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { labelWith } from './meeting-cards.ts';

/** Retired ones take no room in a form, but a list of them must still be read by somebody. */
const mostRetired = 60;
const retiredShown = 15;

type OfScheme = Pick<SchemeFacts, 'scheme'>;

/** What was just done, with the way to undo it. */
type Done = { readonly title: string; readonly says: string; readonly undo?: ActionButton };

export function areasCard(scheme: Scheme, done?: Done): Card {
  const current = areasToChoose(scheme);
  const retired = retiredAreas(scheme);
  return card(
    done?.title ?? `${scheme.name}: areas of work`,
    done === undefined ? undefined : text(done.says),
    done?.undo === undefined ? undefined : buttons(done.undo),
    text('What people can ask for and offer:'),
    list(current.map(({ label }) => label)),
    retired.length === 0 ? undefined : note(`Retired: ${sayRetired(retired)}.`),
    buttons(
      button('Add areas', target('scheme-desk', 'add-areas', scheme.id)),
      button('Rename an area', target('scheme-desk', 'rename-area', scheme.id)),
      current.length === 1
        ? undefined
        : button('Retire an area', target('scheme-desk', 'retire-area', scheme.id)),
      retired.length === 0
        ? undefined
        : button('Bring back an area', target('scheme-desk', 'bring-back-area', scheme.id)),
      button('Open the coordinators’ desk', target('scheme-desk', 'show', scheme.id)),
    ),
  );
}

export function addAreasForm({ scheme }: OfScheme) {
  const room = MOST_AREAS - areasToChoose(scheme).length;
  if (room <= 0) return noRoom(scheme);
  return form({
    title: 'Add areas of work',
    intro: [text('People can ask for these and offer them from then on. Nobody is written to about it.')],
    fields: {
      areas: {
        kind: 'longText',
        label: 'Areas to add',
        hint: `One on each line, at most ${room}, such as “Returning to work”.`,
        required: true,
        maxLength: 2000,
      },
    },
    submit: 'Add the areas',
  });
}

/** A retired one of the same name comes back as itself, so that old requests and offers of it count again. */
export function addAreas({ scheme }: OfScheme, values: { readonly areas: string }): Outcome {
  const read = readAreaNames(values.areas);
  if ('why' in read) return { reply: refuse({ areas: read.why }) };
  const known = read.names.flatMap((name) => areaCalled(scheme, name) ?? []);
  const there = known.filter(({ retired }) => retired !== true);
  const unknown = read.names.filter((name) => areaCalled(scheme, name) === undefined);
  const back = known.filter(({ retired }) => retired === true);
  if (unknown.length + back.length === 0)
    return { reply: refuse({ areas: `${joinWords(there.map(sayQuoted))} can be asked for already.` }) };
  const room = MOST_AREAS - areasToChoose(scheme).length;
  if (unknown.length + back.length > room)
    return {
      reply: refuse({
        areas: `There is room for ${sayNumberOf(room, 'more area', 'more areas')}. Please take some away here, or retire others first.`,
      }),
    };
  const added = newAreas(
    unknown,
    scheme.areas.map(({ value }) => value),
  );
  const areas = [
    ...back.reduce<readonly Area[]>(
      (all, { value }) => retireArea({ areas: all }, value, false),
      scheme.areas,
    ),
    ...added,
  ];
  const says =
    `${joinWords([...added, ...back].map(sayQuoted))} can be asked for and offered from now on.` +
    (there.length === 0 ? '' : ` ${joinWords(there.map(sayQuoted))} could be already.`);
  return keep(scheme, areas, {
    title: added.length + back.length === 1 ? 'Area added' : 'Areas added',
    says,
  });
}

export function renameAreaForm({ scheme }: OfScheme) {
  return form({
    title: 'Rename an area',
    intro: [
      text(
        'Requests and offers that name it say the new name from then on, so please keep what it means. For something else, add a new area and retire this one.',
      ),
    ],
    fields: {
      area: { kind: 'oneOf', label: 'Which area?', options: areasToChoose(scheme), required: true },
      label: { kind: 'text', label: 'Its new name', maxLength: LONGEST_AREA, required: true },
    },
    submit: 'Rename it',
  });
}

export function rename(
  { scheme }: OfScheme,
  { area: value, label }: FormValues<ReturnType<typeof renameAreaForm>['fields']>,
): Outcome {
  const before = scheme.areas.find((area) => area.value === value);
  const taken = areaCalled(scheme, label);
  if (taken !== undefined && taken.value !== value)
    return {
      reply: refuse({
        label:
          taken.retired === true
            ? 'A retired area has this name. You can bring that one back instead.'
            : 'Another area has this name already. Please choose a different one.',
      }),
    };
  if (before === undefined || before.label === label) return { reply: replaceWith(areasCard(scheme)) };
  return keep(scheme, renameArea(scheme, value, label), {
    title: 'Area renamed',
    says: `“${before.label}” is called “${label}” from now on, in requests and offers too.`,
    undo: button(
      'Undo: the old name again',
      target('scheme-desk', 'undo-area', scheme.id, { area: value, label: before.label }),
    ),
  });
}

export function retireAreaForm({ scheme }: OfScheme) {
  const current = areasToChoose(scheme);
  if (current.length === 1)
    return areasCard(scheme, {
      title: 'One area has to stay',
      says: 'Without any area nobody could ask for a mentor. Please add another first.',
    });
  if (retiredAreas(scheme).length >= mostRetired)
    return areasCard(scheme, {
      title: 'Too many areas are retired already',
      says: 'Please rename one that is of no use any more, or bring one back under a new name.',
    });
  return form({
    title: 'Retire an area',
    intro: [
      text(
        'Nobody can ask for it or newly offer it any more. Requests and offers that name it keep it, and you can bring it back.',
      ),
    ],
    fields: { area: { kind: 'oneOf', label: 'Which area?', options: current, required: true } },
    submit: 'Retire it',
  });
}

export function retire({ scheme }: OfScheme, { area: value }: { readonly area: string }): Outcome {
  return keep(scheme, retireArea(scheme, value, true), {
    title: 'Area retired',
    says: `${sayName(scheme, value)} cannot be asked for any more. Requests and offers that name it keep it.`,
    undo: button(
      labelWith('Undo: bring back', nameIn(scheme, value)),
      target('scheme-desk', 'undo-area', scheme.id, { area: value }),
    ),
  });
}

export function bringBackForm({ scheme }: OfScheme) {
  const retired = retiredAreas(scheme);
  if (retired.length === 0)
    return areasCard(scheme, { title: 'No area is retired', says: 'All of them can be asked for.' });
  if (areasToChoose(scheme).length >= MOST_AREAS) return noRoom(scheme);
  return form({
    title: 'Bring back an area',
    fields: { area: { kind: 'oneOf', label: 'Which area?', options: retired, required: true } },
    submit: 'Bring it back',
  });
}

export function bringBack({ scheme }: OfScheme, { area: value }: { readonly area: string }): Outcome {
  return keep(scheme, retireArea(scheme, value, false), {
    title: 'Area brought back',
    says: `${sayName(scheme, value)} can be asked for and offered again.`,
  });
}

/** Takes back a renaming, where the button holds the old name, or a retirement. Twice is the same as once. */
export function undoArea({ scheme }: OfScheme, { args }: PersonContext): Outcome {
  const { area: value, label } = args;
  const area = scheme.areas.find((one) => one.value === value);
  if (area === undefined) return { reply: replaceWith(areasCard(scheme)) };
  if (label === undefined) return bringBack({ scheme }, { area: area.value });
  return rename({ scheme }, { area: area.value, label });
}

function noRoom(scheme: Scheme): Card {
  return areasCard(scheme, {
    title: 'There is no room for another area',
    says: `A scheme has at most ${MOST_AREAS}, so that people read them to the end. Please retire or rename one first.`,
  });
}

function keep(scheme: Scheme, areas: readonly Area[], done: Done): Outcome {
  return {
    changes: [update('scheme', scheme.id, { areas })],
    reply: replaceWith(areasCard({ ...scheme, areas }, done)),
  };
}

function nameIn(scheme: Scheme, value: string): string {
  return scheme.areas.find((area) => area.value === value)?.label ?? 'the area';
}

function sayName(scheme: Scheme, value: string): string {
  return `“${nameIn(scheme, value)}”`;
}

function sayQuoted({ label }: { readonly label: string }): string {
  return `“${label}”`;
}

function sayRetired(retired: readonly { readonly label: string }[]): string {
  const shown = retired.slice(0, retiredShown).map(({ label }) => label);
  const more = retired.length - shown.length;
  return joinWords(more > 0 ? [...shown, `${more} more`] : shown);
}
