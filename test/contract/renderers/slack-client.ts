/** A pretend Slack client with one of our windows open: finds each answer by its words, as a person would, and sends it. */

import { readPayload } from '../../../adapters/slack/read.ts';
import { renderForm } from '../../../adapters/slack/render-form.ts';
import { suggest } from '../../../adapters/slack/suggest.ts';
import type { People } from '../../../src/mentoring/facts.ts';
import type { Field, OpenForm, RawValues } from '../../../src/ui/form.ts';
import type { Reference } from '../../../src/ui/reference.ts';
import { finding } from './finding.ts';

type Json = Readonly<Record<string, unknown>>;

/** What our reader makes of the window, filled in with these answers and sent. */
export async function sendFromSlack(
  open: OpenForm<Reference>,
  answers: RawValues,
  people: People,
): Promise<RawValues> {
  const labels = new Map(Object.values(people).map(({ id, name }) => [id, name]));
  const view = JSON.parse(JSON.stringify(renderForm(open, { labels }).payload)) as Json;
  const values: Record<string, Json> = {};
  for (const block of view['blocks'] as Json[]) {
    if (block['type'] !== 'input') continue;
    const id = String(block['block_id']);
    const element = block['element'] as Json;
    const field = open.form.fields[id];
    if (field === undefined) throw new Error(`${id} was not asked for`);
    const state = await enter(field, element, Object.hasOwn(answers, id) ? answers[id] : undefined, people);
    if (block['optional'] === false && isEmpty(state)) throw new Error(`The client asks for ${id} first`);
    values[id] = { [String(element['action_id'])]: { type: element['type'], ...state } };
  }
  const reading = readPayload(
    JSON.parse(
      JSON.stringify({
        type: 'view_submission',
        team: { id: 'T0EXAMPLE1' },
        user: { id: 'U0EXAMPLE1' },
        view: { ...view, id: 'V0EXAMPLE1', state: { values } },
      }),
    ),
    '/mentor',
  );
  if (reading.read !== 'event' || reading.event.deed.type !== 'submit') throw new Error('Not read as sent');
  return reading.event.deed.values;
}

/** The state of an element once somebody has entered the answer; as it came where they left it alone. */
async function enter(
  field: Field,
  element: Json,
  answer: RawValues[string] | undefined,
  people: People,
): Promise<Json> {
  const chosen = [answer ?? []].flat().filter((one) => one !== '');
  const touched = answer !== undefined;
  switch (element['type']) {
    case 'plain_text_input': {
      const text = touched ? (chosen[0] ?? '') : textOf(element['initial_value']);
      if (text.length > Number(element['max_length'])) throw new Error('No room to type so much');
      return { value: text === '' ? null : text };
    }
    case 'number_input': {
      const [least, most] = [Number(element['min_value']), Number(element['max_value'])];
      if (touched && (Number(chosen[0]) < least || Number(chosen[0]) > most)) throw new Error('Out of range');
      return { value: touched ? chosen[0] : (element['initial_value'] ?? null) };
    }
    case 'datepicker':
      return { selected_date: touched ? (chosen[0] ?? null) : (element['initial_date'] ?? null) };
    case 'timepicker':
      return { selected_time: touched ? (chosen[0] ?? null) : (element['initial_time'] ?? null) };
    case 'radio_buttons':
    case 'static_select':
    case 'external_select':
      return {
        selected_option: touched
          ? ((await pickAll(field, element, chosen, people))[0] ?? noAnswerOf(element))
          : (element['initial_option'] ?? null),
      };
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return {
        selected_options: touched
          ? await pickAll(field, element, chosen, people)
          : (element['initial_options'] ?? []),
      };
    default:
      throw new Error(`Our windows have no ${String(element['type'])}`);
  }
}

function pickAll(
  field: Field,
  element: Json,
  answers: readonly string[],
  people: People,
): Promise<readonly Json[]> {
  return Promise.all(
    answers.map(async (answer) => {
      const searches = String(element['type']).includes('external');
      const words = wordsFor(field, answer, people);
      const options = searches ? await search(field, words, people) : offeredBy(element);
      const fitting = options.filter(({ text }) => (text as Json)['text'] === shown(words));
      const [only, second] = fitting;
      if (only === undefined || second !== undefined)
        throw new Error(`${fitting.length} options read “${words}”`);
      return only;
    }),
  );
}

/** A pressed radio button cannot be let go; whoever wants to take an answer back presses this one. */
function noAnswerOf(element: Json): Json | null {
  return offeredBy(element).find(({ text }) => (text as Json)['text'] === 'No answer') ?? null;
}

function offeredBy(element: Json): readonly Json[] {
  const groups = (element['option_groups'] ?? []) as { options: Json[] }[];
  return [...((element['options'] ?? []) as Json[]), ...groups.flatMap(({ options }) => options)];
}

async function search(field: Field, typed: string, people: People): Promise<readonly Json[]> {
  const found = await suggest(finding(people), {
    read: 'suggest',
    what: field.kind === 'zone' ? 'zones' : 'people',
    asker: { workspace: { platform: 'slack', externalId: 'T0EXAMPLE1' }, externalId: 'U0EXAMPLE1' },
    typed,
  });
  return found.options as unknown as readonly Json[]; // read as the JSON that they become
}

/** An answer as the person sees it on the screen. */
function wordsFor(field: Field, answer: string, people: People): string {
  switch (field.kind) {
    case 'oneOf':
    case 'manyOf':
      return field.options.find(({ value }) => value === answer)?.label ?? '';
    case 'person':
    case 'people':
      return people[answer]?.name ?? '';
    case 'yesNo':
      return answer === 'yes' ? 'Yes' : 'No';
    case 'scale': {
      const end = answer === '1' ? field.low : answer === '5' ? field.high : '';
      return end === '' ? answer : `${answer} – ${end}`;
    }
    case 'zone':
      return answer.replaceAll('_', ' ');
    case 'text':
    case 'longText':
    case 'date':
    case 'time':
    case 'number':
      return answer;
    default:
      return field satisfies never;
  }
}

/** An option's line, which has room for 75 units: whatever is longer is found by its beginning. */
function shown(words: string): string {
  if (words.length <= 75) return words;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en').segment(words)) {
    if (kept.length + segment.length > 74) break;
    kept += segment;
  }
  return `${kept}…`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isEmpty(state: Json): boolean {
  return Object.values(state).every((one) => one === null || (Array.isArray(one) && one.length === 0));
}
