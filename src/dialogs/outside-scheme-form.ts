/** What coordinators fill in about an outside scheme, when they add one or correct one. */

import { grades, outsideNeeds, regions } from '../mentoring/outside-scheme-terms.ts';
import type { Term } from '../mentoring/outside-scheme-terms.ts';
import { namesake } from '../mentoring/outside-schemes.ts';
import type { OutsideScheme } from '../mentoring/outside-schemes.ts';
import type { OutsideSchemeWords } from '../mentoring/records/organisation.ts';
import { form } from '../ui/form.ts';
import type { FieldErrors, FormValues } from '../ui/form.ts';
import { text } from '../ui/view.ts';
import { choicesOf } from './outside-scheme-found.ts';

/** `before`: the entry as it is, where one is corrected. */
export function entryForm(before: OutsideScheme | undefined, today: string) {
  return form({
    title: before === undefined ? 'Add an outside scheme' : 'Correct this entry',
    intro: [
      text(
        before === undefined
          ? 'Everybody in your organisation can find it.'
          : 'Your wording takes the place of this one for everybody in your organisation.',
      ),
    ],
    fields: {
      name: {
        kind: 'text',
        label: 'Name',
        hint: 'The organisation first, then what its scheme is called.',
        value: before?.name,
        maxLength: 80,
        required: true,
      },
      whoFor: {
        kind: 'longText',
        label: 'Who it is for',
        value: before?.whoFor,
        maxLength: 250,
        required: true,
      },
      offers: {
        kind: 'longText',
        label: 'What it offers',
        value: before?.offers,
        maxLength: 500,
        required: true,
      },
      howToReach: {
        kind: 'longText',
        label: 'How to reach it',
        hint: 'A department or a role to ask for. Please name no private person.',
        value: before?.howToReach,
        maxLength: 400,
        required: true,
      },
      link: {
        kind: 'text',
        label: 'Its website',
        placeholder: 'https://',
        value: before?.link,
        maxLength: 300,
        required: false,
      },
      needs: {
        kind: 'manyOf',
        label: 'What will people find here?',
        options: choicesOf(outsideNeeds),
        value: stillOffered(outsideNeeds, before?.needs),
        required: true,
      },
      grades: {
        kind: 'manyOf',
        label: 'Which grades is it open to?',
        hint: 'None means every grade.',
        options: choicesOf(grades),
        value: stillOffered(grades, before?.grades),
        required: false,
      },
      regions: {
        kind: 'manyOf',
        label: 'Where?',
        hint: 'None means anywhere in the UK.',
        options: choicesOf(regions),
        value: stillOffered(regions, before?.regions),
        required: false,
      },
      checkedOn: {
        kind: 'date',
        label: 'When was all of this last checked?',
        hint: 'With the scheme itself, or on its own website.',
        value: lastChecked(before, today),
        max: today,
        required: true,
      },
    },
    submit: before === undefined ? 'Add it' : 'Keep the correction',
  });
}

/** Of what only the guidance vouches for, nobody should say by accident that it was checked today. */
function lastChecked(before: OutsideScheme | undefined, today: string): string | undefined {
  if (before === undefined) return today;
  return before.checked.against === 'scheme' ? before.checked.on : undefined;
}

export type EntryValues = FormValues<ReturnType<typeof entryForm>['fields']>;

export type ReadEntry =
  | { readonly words: OutsideSchemeWords; readonly checkedOn: string }
  | { readonly errors: FieldErrors };

/** The entry that was filled in, or what is wrong with it. `id`: the entry that is corrected. */
export function readEntry(values: EntryValues, directory: readonly OutsideScheme[], id?: string): ReadEntry {
  const { checkedOn, link, ...words } = values;
  const same = namesake(directory, words.name, id);
  const errors = {
    ...(same !== undefined && {
      name: same.retired
        ? 'A retired entry has this name already. Put that one back, or choose another name.'
        : 'Another entry has this name already. Please correct that one, or choose another name.',
    }),
    ...(namesPerson(words.howToReach) && {
      howToReach:
        'Please name a department or a role instead of a person: people move on, and have not agreed to be listed.',
    }),
    ...(link !== undefined &&
      !isWebsite(link) && { link: 'Please give an address that starts with https://, or leave this empty.' }),
  };
  if (Object.keys(errors).length > 0) return { errors };
  return { words: { ...words, ...(link !== undefined && { link }) }, checkedOn };
}

/** Somebody with a title before the name. Others are not recognised: this reminds, and forbids nothing. */
function namesPerson(words: string): boolean {
  return /\b(Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor)\.? \p{Lu}\p{Ll}/u.test(words);
}

/** Nothing but a page that everybody can open: no passwords in it, and nothing that a program would run. */
function isWebsite(link: string): boolean {
  if (!/^https:\/\/[^\s/]+\.[^\s/]+/i.test(link) || !URL.canParse(link)) return false;
  const { protocol, username, password } = new URL(link);
  return protocol === 'https:' && username === '' && password === '';
}

function stillOffered(
  terms: readonly Term[],
  values: readonly string[] | undefined,
): readonly string[] | undefined {
  return values?.filter((value) => terms.some((term) => term.value === value));
}
