/** What a person does with their own client: types a word, presses what is on a card, fills in what opens. */

import type { FieldValue } from '../../../adapters/playground/api-types.ts';
import type { RosterPerson } from '../../../adapters/playground/roster.ts';
import type { Answers } from './filling.ts';
import { fillIn } from './filling.ts';
import type { Letter } from './post.ts';
import type { Site } from './site.ts';
import { wallOf } from './wall.ts';

export type Hands = {
  /** Resolves with what this person is shown for it. */
  readonly type: (person: RosterPerson, words: string) => Promise<readonly Letter[]>;
  /** `undefined` where there is no such button on that message any more. */
  readonly press: (
    person: RosterPerson,
    message: string,
    label: RegExp,
    answers?: Answers,
  ) => Promise<readonly Letter[] | undefined>;
  /** Whether a form stands open that was opened just now; it is filled in and sent, each of its parts. */
  readonly submit: (person: RosterPerson, answers: Answers) => Promise<readonly Letter[]>;
};

export type Deed = { readonly at: Date; readonly person: RosterPerson; readonly what: string };

/** A form of two parts, and one that was given back with something wrong once. */
const mostParts = 4;

export function handsAt(site: Site, deeds: Deed[]): Hands {
  const note = (person: RosterPerson, what: string): string => {
    deeds.push({ at: site.now(), person, what });
    return what;
  };
  const isOpen = (person: RosterPerson): boolean => site.form(person) !== null;

  const submit: Hands['submit'] = async (person, answers) => {
    const shown: Letter[] = [];
    const today = wallOf(site.now(), person.zone).date;
    for (let part = 0; part < mostParts; part += 1) {
      const form = site.form(person);
      if (form === null) return shown;
      const values = allBut(fillIn(form, answers, today), form.fields);
      const what = note(person, `${form.submit}: ${sayAnswers(values)}`);
      const answered = await site.act(person, { submit: values }, what);
      shown.push(...answered);
      const wrong = site.form(person)?.fields.filter(({ error }) => error !== null) ?? [];
      if (wrong.length === 0) continue;
      // Both had the same thought, and the other one was first.
      if (wrong.every(({ error }) => error?.startsWith('You already meet on') === true)) break;
      site.refuse(
        `${site.now().toISOString()} ${person.id}, ${form.title}: ${wrong.map(({ label, error }) => `${label}: ${error}`).join('; ')}`,
      );
      break;
    }
    if (isOpen(person)) await site.act(person, { dismiss: true }, 'closes the form');
    return shown;
  };

  return {
    submit,
    type: async (person, words) => {
      const what = note(person, `types “${words.replace('/mentor ', '')}”`);
      return mine(person, await site.act(person, { command: words }, what));
    },
    press: async (person, message, pattern, answers = {}) => {
      const labels = site.look(person, message)?.controls.filter(({ kind }) => kind === 'button') ?? [];
      const found = labels.find(({ label }) => pattern.test(label));
      if (found === undefined) return undefined;
      const what = note(person, `presses “${found.label}”`);
      const shown = await site.act(person, { press: { label: found.label, message } }, what);
      // Where one press is not enough, what it asks stands in the same message: the one that goes through with it.
      const sure = site
        .look(person, message)
        ?.controls.find(({ label }) => /^(Cancel the meeting|End it|Yes)$/.test(label));
      const confirmed =
        person.platform === 'teams' && sure !== undefined
          ? await site.act(person, { press: { label: sure.label, message } }, `confirms “${sure.label}”`)
          : [];
      return mine(person, [...shown, ...confirmed, ...(isOpen(person) ? await submit(person, answers) : [])]);
    },
  };
}

/** "All but these" of the options of a field that is ticked already. */
function allBut(
  answers: Answers,
  fields: readonly { readonly label: string; readonly options: readonly string[] }[],
): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([label, value]): [string, FieldValue] => {
      if (!Array.isArray(value) || value[0] !== '*') return [label, value];
      const options = fields.find((field) => field.label === label)?.options ?? [];
      return [label, options.filter((option) => !value.includes(option))];
    }),
  );
}

function mine(person: RosterPerson, letters: readonly Letter[]): readonly Letter[] {
  return letters.filter((one) => one.person === person);
}

/** What is the pair's own is not written out. */
function sayAnswers(answers: Answers): string {
  return Object.entries(answers)
    .map(([label, value]) => `${label} ${JSON.stringify(value)}`)
    .join(', ')
    .replaceAll(/CONFIDENTIAL-[^"]*/g, '…');
}
