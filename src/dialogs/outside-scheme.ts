/** One entry of the directory of outside schemes: anybody reads it, coordinators keep it right. */

import type { May, PersonContext } from '../engine/dialog.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import type { OutsideSchemeFacts } from '../mentoring/facts.ts';
import { directoryOf } from '../mentoring/outside-schemes.ts';
import type { OutsideScheme } from '../mentoring/outside-schemes.ts';
import type { Change } from '../mentoring/records/change.ts';
import type { OutsideSchemeEntry } from '../mentoring/records/organisation.ts';
import { inZone } from '../mentoring/time.ts';
import { dialog, formAction, insert, press, update } from './define.ts';
import type { Outcome } from './define.ts';
import { detailsCard } from './outside-scheme-cards.ts';
import { entryForm, readEntry } from './outside-scheme-form.ts';
import type { EntryValues } from './outside-scheme-form.ts';

const anybody: May<OutsideSchemeFacts> = () => true;

const aCoordinator: May<OutsideSchemeFacts> = ({ coordinatorIds }, actor) =>
  coordinatorIds.includes(actor.id) || 'Only coordinators of a scheme here look after the directory.';

export const outsideScheme = dialog({
  name: 'outside-scheme',
  subject: 'outsideScheme',
  actions: {
    show: press(anybody, (facts: OutsideSchemeFacts, context) => ({
      reply: answer(details(facts, context)),
    })),
    'still-right': press(aCoordinator, (facts: OutsideSchemeFacts, context) =>
      keep(facts, { checkedOn: todayOf(context) }, context, 'Thank you. It counts as checked today.'),
    ),
    correct: formAction({
      may: aCoordinator,
      form: (facts: OutsideSchemeFacts, context) => {
        const entry = entryOf(facts);
        return entry.retired ? details(facts, context) : entryForm(entry, todayOf(context));
      },
      submit: (facts: OutsideSchemeFacts, values: EntryValues, context) => {
        const read = readEntry(values, directoryOf(facts.outsideSchemes), facts.id);
        return 'errors' in read
          ? { reply: refuse(read.errors) }
          : keep(facts, read, context, 'Corrected. This is what everybody here sees from now on.');
      },
    }),
    'put-back': press(aCoordinator, (facts: OutsideSchemeFacts, context) =>
      entryOf(facts).origin === 'corrected'
        ? keep(
            facts,
            { words: undefined, checkedOn: undefined },
            context,
            'This is the wording that came with Rapport.',
          )
        : { reply: replaceWith(details(facts, context)) },
    ),
    retire: press(aCoordinator, (facts: OutsideSchemeFacts, context) =>
      keep(facts, { retired: true }, context),
    ),
    restore: press(aCoordinator, (facts: OutsideSchemeFacts, context) =>
      keep(facts, { retired: false }, context, 'It is in the directory again.'),
    ),
  },
});

type Kept = Partial<Omit<OutsideSchemeEntry, 'id'>>;

/** Writes what a coordinator decided, and shows the entry as it is then. */
function keep(facts: OutsideSchemeFacts, set: Kept, context: PersonContext, news?: string): Outcome {
  const { id, outsideSchemes } = facts;
  const before = outsideSchemes.find((one) => one.id === id);
  // A shipped entry gets a row of the organisation's when something about it is first decided.
  const row: OutsideSchemeEntry = { id, retired: false, ...before, ...set };
  const changes: readonly Change[] = [
    before === undefined ? insert('outsideScheme', row) : update('outsideScheme', id, set),
  ];
  const after = {
    ...facts,
    outsideSchemes:
      before === undefined
        ? [...outsideSchemes, row]
        : outsideSchemes.map((one) => (one.id === id ? row : one)),
  };
  return { changes, reply: replaceWith(details(after, context, news)) };
}

function details(facts: OutsideSchemeFacts, context: PersonContext, news?: string) {
  return detailsCard(entryOf(facts), {
    today: todayOf(context),
    coordinatorId: aCoordinator(facts, context.actor) === true ? context.actor.id : undefined,
    news,
  });
}

/** The store shows nobody facts about an entry that is not there. */
function entryOf({ id, outsideSchemes }: OutsideSchemeFacts): OutsideScheme {
  const entry = directoryOf(outsideSchemes).find((one) => one.id === id);
  if (entry === undefined) throw new Error('These facts are about no entry of the directory');
  return entry;
}

function todayOf({ now, actor }: PersonContext): string {
  return inZone(now, actor.zone).date;
}
