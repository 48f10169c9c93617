/** Days on which the whole organisation is closed: on them nobody is reminded, and no clock runs. Any coordinator keeps them. */

import type { May, PersonContext } from '../engine/dialog.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import type { SchemeFacts } from '../mentoring/facts.ts';
import type { Closure } from '../mentoring/records/organisation.ts';
import { sayPeriod } from '../mentoring/reminder-words.ts';
import { addDays, daysBetween, inZone, sayDay } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, empty, list, note, text } from '../ui/view.ts';
import { aCoordinator as mayCoordinate } from './asking-rights.ts';
import { dialog, formAction, insert, press, remove, target } from './define.ts';
import type { Outcome } from './define.ts';
import { someone } from './pair.ts';

const aCoordinator: May<SchemeFacts> = mayCoordinate;

/** Each has a button. */
const MOST_CLOSURES = 15;
const MOST_NAME = 60;
/** A slip of the year, and not a holiday. */
const LONGEST_DAYS = 31;

export const closures = dialog({
  name: 'closures',
  subject: 'scheme',
  actions: {
    show: press(aCoordinator, (facts, { actor, now }) => ({
      reply: answer(closuresCard(facts.scheme.id, closuresOf(facts, actor.id, now))),
    })),
    add: formAction({
      may: aCoordinator,
      form: (facts: SchemeFacts, context) => full(facts, context) ?? closureForm(context),
      submit: add,
    }),
    remove: press(aCoordinator, (facts, { actor, now, args }) => {
      const all = closuresOf(facts, actor.id, now);
      const gone = all.find(({ id }) => id === args['closure']);
      const left = all.filter((one) => one !== gone);
      return {
        changes: gone === undefined ? [] : [remove('closure', gone.id)],
        reply: replaceWith(
          closuresCard(
            facts.scheme.id,
            left,
            gone === undefined ? 'That was taken out already. ' : 'Taken out. ',
          ),
        ),
      };
    }),
  },
});

function closuresOf({ people }: SchemeFacts, actorId: string, now: Date): readonly Closure[] {
  const { courtesy, zone } = someone(people, actorId);
  const today = inZone(now, zone).date;
  return (courtesy?.closures ?? []).filter(({ lastDay }) => lastDay >= today);
}

function closuresCard(schemeId: string, all: readonly Closure[], done = ''): Card {
  return card(
    'Closure days',
    text(
      `${done}Days on which your whole organisation is closed. Nobody is reminded on them but of meetings.`,
    ),
    all.length === 0
      ? empty('No closure day is coming.', 'Bank holidays are known already, and each person chooses whose.')
      : list(all.map(({ name, firstDay, lastDay }) => `${name}: ${sayPeriod(firstDay, lastDay)}`)),
    buttons(
      all.length < MOST_CLOSURES
        ? button('Add closure days', target('closures', 'add', schemeId), { style: 'primary' })
        : undefined,
      ...all.map(({ id, firstDay, lastDay }) =>
        button(
          `Take out ${firstDay === lastDay ? sayDay(firstDay) : `${sayDay(firstDay)} to ${sayDay(lastDay)}`}`,
          target('closures', 'remove', schemeId, { closure: id }),
        ),
      ),
    ),
    note('They hold for every scheme here. What is over leaves this list by itself.'),
  );
}

function full(facts: SchemeFacts, { actor, now }: PersonContext): Card | undefined {
  const all = closuresOf(facts, actor.id, now);
  return all.length < MOST_CLOSURES ? undefined : closuresCard(facts.scheme.id, all);
}

function closureForm({ now, actor }: PersonContext) {
  const today = inZone(now, actor.zone).date;
  const max = addDays(today, 3 * 365);
  return form({
    title: 'Closure days',
    intro: [text('For every scheme of your organisation. For a single day, give it twice.')],
    fields: {
      name: { kind: 'text', label: 'What they are', required: true, maxLength: MOST_NAME },
      firstDay: { kind: 'date', label: 'First day', required: true, min: today, max },
      lastDay: { kind: 'date', label: 'Last day', required: true, min: today, max },
    },
    submit: 'Add',
  });
}

type ClosureValues = FormValues<ReturnType<typeof closureForm>['fields']>;

function add(facts: SchemeFacts, values: ClosureValues, { actor, now, newId }: PersonContext): Outcome {
  const { name, firstDay, lastDay } = values;
  if (lastDay < firstDay)
    return { reply: refuse({ lastDay: 'Please give a last day that is not before the first.' }) };
  if (daysBetween(firstDay, lastDay) >= LONGEST_DAYS)
    return { reply: refuse({ lastDay: 'That is more than a month. Please give a shorter time.' }) };
  const known = closuresOf(facts, actor.id, now);
  const same = known.find((one) => one.firstDay === firstDay && one.lastDay === lastDay);
  if (same !== undefined)
    return { reply: refuse({ firstDay: `These days are on the list already, as “${same.name}”.` }) };
  const closure: Closure = { id: newId(), firstDay, lastDay, name };
  const all = [...known, closure].toSorted((a, b) => a.firstDay.localeCompare(b.firstDay));
  return {
    changes: [insert('closure', closure)],
    reply: replaceWith(closuresCard(facts.scheme.id, all, 'Added. ')),
  };
}
