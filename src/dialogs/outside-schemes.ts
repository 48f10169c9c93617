/** "schemes": the mentoring schemes of the organisation, and the directory of those outside it. */

import type { May, PersonContext } from '../engine/dialog.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import type { PersonFacts } from '../mentoring/facts.ts';
import { findOutsideSchemes } from '../mentoring/outside-scheme-search.ts';
import { directoryOf } from '../mentoring/outside-schemes.ts';
import { inZone } from '../mentoring/time.ts';
import { sayCount, sayNumberOf } from '../mentoring/wording.ts';
import type { FormValues } from '../ui/form.ts';
import type { Button, Card } from '../ui/view.ts';
import { bold, button, buttons, card, divider, empty, list, note, text } from '../ui/view.ts';
import { oneself } from './asking-rights.ts';
import { dialog, formAction, insert, press, target } from './define.ts';
import type { Outcome } from './define.ts';
import { detailsCard, directoryCard } from './outside-scheme-cards.ts';
import { entryForm, readEntry } from './outside-scheme-form.ts';
import type { EntryValues } from './outside-scheme-form.ts';
import { findForm, foundCard, wantedOf } from './outside-scheme-found.ts';
import { ENTRIES_ON_A_PAGE, pageOf, sayFound, seeButton, unconfirmedNote } from './outside-scheme-items.ts';
import { elsewhere } from './request-cards.ts';
import { ownSchemeBlocks } from './scheme-list.ts';
import { someButtons } from './some-buttons.ts';
import { tellApart } from './tell-apart.ts';

const ownOnAPage = 5;
/** More than anybody looks after, and all of them are read at every turn of a person's. */
const mostEntries = 200;

const aCoordinator: May<PersonFacts> = (facts, actor) => {
  const own = oneself(facts, actor);
  if (own !== true || coordinates(facts)) return own;
  return 'Only coordinators of a scheme here look after the directory.';
};

export const schemes = dialog({
  name: 'schemes',
  subject: 'person',
  actions: {
    /** Words after the command are looked for at once: "schemes research in London". */
    show: press(oneself, (facts: PersonFacts, { words, now }) => ({
      reply: answer(
        words.trim() === ''
          ? schemesCard(facts, now)
          : foundCard(facts, { words: words.trim().slice(0, 200) }, undefined, now),
      ),
    })),
    ours: press(oneself, (facts: PersonFacts, { args, now }) => ({
      reply: replaceWith(oursCard(facts, args['page'], now)),
    })),
    outside: press(oneself, (facts: PersonFacts, { args, now }) => ({
      reply: replaceWith(foundCard(facts, wantedOf(args), args['page'], now)),
    })),
    find: formAction({
      may: oneself,
      form: (_: PersonFacts, { args }) => findForm(args),
      submit: (facts: PersonFacts, values: FormValues<ReturnType<typeof findForm>['fields']>, { now }) => ({
        reply: answer(foundCard(facts, values, undefined, now)),
      }),
    }),
    manage: press(aCoordinator, (facts: PersonFacts, context) => {
      const { page } = context.args;
      const shown = managed(facts, context);
      return { reply: page === undefined ? answer(shown) : replaceWith(shown) };
    }),
    add: formAction({
      may: aCoordinator,
      form: (facts: PersonFacts, context) =>
        (facts.outsideSchemes ?? []).length >= mostEntries
          ? card(
              'The directory is full',
              text(`It holds ${mostEntries} entries. Please put a retired one back and correct that.`),
            )
          : entryForm(undefined, todayOf(facts, context.now)),
      submit: add,
    }),
  },
});

/** Our own first, each with what can be done there; then the beginning of the directory. */
function schemesCard(facts: PersonFacts, now: Date): Card {
  const { person, organisationName, outsideSchemes } = facts;
  const today = todayOf(facts, now);
  const own = pageOf(facts.schemes, '0', ownOnAPage);
  const found = findOutsideSchemes(directoryOf(outsideSchemes), {});
  const shown = found.slice(0, ENTRIES_ON_A_PAGE);
  return tellApart(
    card(
      'Mentoring schemes',
      text([bold(`At ${organisationName}`)]),
      ...ownSchemeBlocks(facts, own.shown, today),
      own.last > 0
        ? someButtons(button('More of our schemes', target('schemes', 'ours', person.id, { page: '1' })))
        : undefined,
      divider(),
      text([bold('Elsewhere')]),
      ...(shown.length === 0
        ? [empty('The directory of outside schemes is empty.', 'You could ask one of these:'), elsewhere]
        : [
            text(
              `The directory lists ${sayNumberOf(found.length, 'scheme or source', 'schemes and sources')} of mentoring outside ${organisationName}` +
                (found.length > shown.length ? `. The first ${sayCount(shown.length)}, by name:` : ':'),
            ),
            list(shown.map((one) => sayFound(one, today))),
            unconfirmedNote(
              shown.map(({ entry }) => entry),
              today,
            ),
          ]),
      someButtons(...shown.map(({ entry }) => seeButton(entry))),
      buttons(
        button('Find what fits me', target('schemes', 'find', person.id), { style: 'primary' }),
        found.length > shown.length
          ? button('All outside schemes', target('schemes', 'outside', person.id))
          : undefined,
        coordinates(facts)
          ? button('Look after the directory', target('schemes', 'manage', person.id))
          : undefined,
      ),
    ),
  );
}

/** A page of our own schemes, where there are many. */
function oursCard(facts: PersonFacts, asked: string | undefined, now: Date): Card {
  const { shown, page, last } = pageOf(facts.schemes, asked, ownOnAPage);
  const turn = (label: string, to: number): Button =>
    button(label, target('schemes', 'ours', facts.person.id, { page: `${to}` }));
  return tellApart(
    card(
      'Our mentoring schemes',
      ...ownSchemeBlocks(facts, shown, todayOf(facts, now)),
      last > 0 ? note(`Page ${page + 1} of ${last + 1}.`) : undefined,
      someButtons(
        page > 0 ? turn('Earlier schemes', page - 1) : undefined,
        page < last ? turn('More schemes', page + 1) : undefined,
        button('All outside schemes', target('schemes', 'outside', facts.person.id)),
      ),
    ),
  );
}

function add(facts: PersonFacts, values: EntryValues, context: PersonContext): Outcome {
  const kept = facts.outsideSchemes ?? [];
  const read = readEntry(values, directoryOf(kept));
  if ('errors' in read) return { reply: refuse(read.errors) };
  const row = { id: context.newId(), ...read, retired: false };
  const entry = directoryOf([...kept, row]).find(({ id }) => id === row.id);
  if (entry === undefined) throw new Error('An entry with words of its own is in the directory');
  return {
    changes: [insert('outsideScheme', row)],
    reply: answer(
      detailsCard(entry, {
        today: todayOf(facts, context.now),
        coordinatorId: facts.person.id,
        news: 'Added. Everybody here can find it now.',
      }),
    ),
  };
}

function managed(facts: PersonFacts, { args, now }: PersonContext): Card {
  return directoryCard(directoryOf(facts.outsideSchemes), {
    personId: facts.person.id,
    today: todayOf(facts, now),
    page: args['page'],
  });
}

function coordinates({ schemes: all, person }: PersonFacts): boolean {
  return all.some(({ coordinatorIds }) => coordinatorIds.includes(person.id));
}

function todayOf({ person }: PersonFacts, now: Date): string {
  return inZone(now, person.zone).date;
}
