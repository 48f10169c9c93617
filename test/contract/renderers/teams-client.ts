/** A pretend Teams client with one of our forms open: finds each answer by its words, as a person would, and sends it. */

import { readActivity } from '../../../adapters/teams/read.ts';
import { renderForm } from '../../../adapters/teams/render-form.ts';
import { answerSearch } from '../../../adapters/teams/search.ts';
import type { People } from '../../../src/mentoring/facts.ts';
import type { Field, OpenForm, RawValues } from '../../../src/ui/form.ts';
import type { Reference } from '../../../src/ui/reference.ts';
import { aSearch, anExecute, aSubmit } from '../teams/activities.ts';
import { inputs, press } from '../teams/fill.ts';
import type { Node } from '../teams/fill.ts';
import { finding } from './finding.ts';

const where = { serviceUrl: 'https://connector.example/uk/' };

/** What our reader makes of the form, filled in with these answers and sent; the same from an old client and a new. */
export async function sendFromTeams(
  open: OpenForm<Reference>,
  answers: RawValues,
  people: People,
): Promise<RawValues> {
  const names = Object.fromEntries(Object.values(people).map(({ id, name }) => [id, name]));
  const card = JSON.parse(JSON.stringify(renderForm(open, { names }).payload)) as object;
  const drawn = inputs(card);
  const typed: Record<string, string> = {};
  for (const [index, [id, field]] of Object.entries(open.form.fields).entries()) {
    const input = drawn[index]; // our forms have one input for each field, in order
    if (input === undefined || input['label'] !== field.label) throw new Error(`${id} was not asked for`);
    if (!Object.hasOwn(answers, id)) continue;
    const parts = [answers[id] ?? []].flat().filter((one) => one !== '');
    const entered = await Promise.all(parts.map((part) => enter(field, input, part, people)));
    typed[String(input['id'])] = entered.join(',');
  }
  for (const input of drawn) {
    const value = typed[String(input['id'])] ?? input['value'] ?? '';
    if (input['isRequired'] === true && value === '')
      throw new Error(`The client asks for ${String(input['label'])} first`);
  }
  const data = press(card, open.form.submit, typed);
  const [now, before] = [anExecute(where, data), aSubmit(where, data)].map(submitted);
  if (now === undefined || JSON.stringify(now) !== JSON.stringify(before))
    throw new Error('An older client sends something else');
  return now;
}

async function enter(field: Field, input: Node, answer: string, people: People): Promise<string> {
  switch (field.kind) {
    case 'text':
    case 'longText':
      if (answer.length > Number(input['maxLength'])) throw new Error('No room to type so much');
      return answer;
    case 'number':
      if (Number(answer) < Number(input['min']) || Number(answer) > Number(input['max']))
        throw new Error('Out of range');
      return answer;
    case 'date':
      if (!isWithin(answer, input['min'], input['max'])) throw new Error('Out of range');
      return answer;
    case 'time':
      return answer;
    case 'oneOf':
    case 'manyOf': {
      const option = field.options.find(({ value }) => value === answer);
      const words = option?.hint === undefined ? option?.label : `${option.label}: ${option.hint}`;
      return pick(offeredBy(input), words ?? '');
    }
    case 'yesNo':
      return pick(offeredBy(input), answer === 'yes' ? 'Yes' : 'No');
    case 'scale': {
      const end = answer === '1' ? field.low : answer === '5' ? field.high : '';
      return pick(offeredBy(input), end === '' ? answer : `${answer}: ${end}`);
    }
    case 'zone':
      return pick(await search(input, answer, people), answer);
    case 'person':
    case 'people': {
      const name = people[answer]?.name ?? '';
      // Nobody types the whole of such a name; a few letters of it find so many people that not all are shown.
      return pick(await search(input, name.slice(-12), people), name);
    }
    default:
      return field satisfies never;
  }
}

/** Dates as text are in the order of time. */
function isWithin(date: string, min: unknown, max: unknown): boolean {
  return (typeof min !== 'string' || date >= min) && (typeof max !== 'string' || date <= max);
}

type Offered = { readonly title: string; readonly value: string };

function offeredBy(input: Node): readonly Offered[] {
  return input['choices'] as Offered[]; // the rules for cards have seen to it
}

function pick(offered: readonly Offered[], words: string): string {
  const fitting = offered.filter(({ title }) => title === words);
  const [only, second] = fitting;
  if (only === undefined || second !== undefined)
    throw new Error(`${fitting.length} choices read “${words}”`);
  return only.value;
}

async function search(input: Node, typed: string, people: People): Promise<readonly Offered[]> {
  const { dataset } = input['choices.data'] as { dataset: string };
  const reading = readActivity(aSearch(where, dataset, typed));
  if (reading.read !== 'search') throw new Error('Not read as a search');
  return (await answerSearch(reading, finding(people))).value.results;
}

function submitted(activity: object): RawValues {
  const reading = readActivity(activity);
  if (reading.read !== 'event' || reading.event.deed.type !== 'submit') throw new Error('Not read as sent');
  return reading.event.deed.values;
}
