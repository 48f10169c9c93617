/** The Teams side of the scripted hospital: a mentor is asked, accepts in a form, and sees what was agreed. */

import type { FieldValue, Json, ScreenForm } from '../../adapters/playground/api-types.ts';
import {
  actionSet,
  adaptiveActivity,
  adaptiveCard,
  execute,
  field,
  heading,
  words,
} from './fixture-payloads.ts';

const times = ['Thursday 10 December, 17:30', 'Friday 11 December, 08:00', 'None of these'];
const places = ['By video', 'In person'];

export function proposalCard(): Json {
  return adaptiveActivity('Would you mentor Dr Amara Okonkwo?', [
    heading('Would you mentor Dr Amara Okonkwo?'),
    words(
      'She asks about **career planning** and *research*. A coordinator thought of you because you offer both.',
    ),
    {
      type: 'FactSet',
      facts: [
        { title: 'Scheme', value: 'Meadowbank mentoring' },
        { title: 'First times', value: times.slice(0, 2).join('; ') },
      ],
    },
    words('Please answer by Thursday 10 December.', { isSubtle: true, size: 'Small' }),
    actionSet(
      execute('Accept', { style: 'positive' }),
      {
        type: 'Action.ToggleVisibility',
        title: 'Decline',
        style: 'destructive',
        targetElements: [{ elementId: 'ask', isVisible: true }],
      },
      {
        type: 'Action.ShowCard',
        title: 'What is expected',
        card: { type: 'AdaptiveCard', body: [words('About an hour a month, for six months.')] },
      },
    ),
    {
      type: 'Container',
      id: 'ask',
      isVisible: false,
      style: 'emphasis',
      items: [words('Decline this request?', { weight: 'Bolder' }), actionSet(execute('Yes, decline'))],
    },
  ]);
}

export function acceptCard(
  errors: Readonly<Record<string, string>>,
  values: Readonly<Record<string, FieldValue>> = {},
): { readonly payload: Json; readonly form: ScreenForm } {
  const fields = [
    field('First meeting', 'oneOf', { options: times }),
    field('How', 'oneOf', { options: places }),
    field('A word to them', 'longText', { required: false }),
    field('Somebody who should know', 'person', { required: false }),
  ].map((one) => ({ ...one, value: values[one.label] ?? one.value, error: errors[one.label] ?? null }));
  const word = values['A word to them'];
  const body: Json[] = [
    heading('Accept Dr Amara Okonkwo'),
    ...Object.values(errors).map((error) => words(error, { color: 'Attention', weight: 'Bolder' })),
    choiceSet('one_time', 'First meeting', times, 'expanded', false),
    choiceSet('one_how', 'How', places, 'compact', true),
    {
      type: 'Input.Text',
      id: 'one_word',
      label: 'A word to them',
      isRequired: false,
      errorMessage: 'Please fill in: A word to them.',
      isMultiline: true,
      maxLength: 600,
      ...(typeof word === 'string' ? { value: word } : {}),
    },
    {
      type: 'Input.ChoiceSet',
      id: 'person_know',
      label: 'Somebody who should know',
      isRequired: false,
      errorMessage: 'Please choose: Somebody who should know.',
      style: 'filtered',
      isMultiSelect: false,
      wrap: true,
      choices: [],
      'choices.data': { type: 'Data.Query', dataset: 'people' },
      placeholder: 'Type a name',
    },
    actionSet(execute('Book it', { style: 'positive', associatedInputs: 'auto' }), execute('Cancel')),
  ];
  const content = adaptiveCard('Accept Dr Amara Okonkwo', body);
  return {
    payload: adaptiveActivity('Accept Dr Amara Okonkwo', body),
    form: {
      title: 'Accept Dr Amara Okonkwo',
      text: '',
      fields,
      submit: 'Book it',
      controls: [],
      payload: content,
    },
  };
}

export function acceptedCard(time: string): Json {
  return adaptiveActivity('You meet Dr Amara Okonkwo', [
    heading('You meet Dr Amara Okonkwo'),
    words(`${time} (London time), by video.`),
    words('A calendar entry is on its way to both of you.', { isSubtle: true }),
  ]);
}

/** One of everything, for the look and the names of inputs. */
export function hotchpotch(): Json {
  return adaptiveActivity('Every input', [
    heading('Every input'),
    choiceSet('many', 'Areas', ['Career planning', 'Leadership'], 'expanded', false, true),
    {
      type: 'Input.Date',
      id: 'date',
      label: 'A date',
      isRequired: true,
      errorMessage: 'Please choose a date.',
    },
    { type: 'Input.Time', id: 'time', label: 'A time', value: '09:30' },
    { type: 'Input.Number', id: 'number', label: 'A number', min: 1, max: 9 },
    { type: 'Input.Toggle', id: 'toggle', label: 'A toggle', title: 'Yes, please' },
    {
      type: 'Container',
      style: 'attention',
      items: [words('This was not sent yet. Please look again at: A date.', { weight: 'Bolder' })],
    },
    words('[A link to nowhere good](javascript:document.title=4), and [a good one](https://example.org/).'),
    words('Markup is shown as written: \\*not bold\\*, \\<b\\>, 1\\. not a list.'),
    actionSet({ type: 'Action.OpenUrl', title: 'Open the guide', url: 'https://example.org/guide' }),
  ]);
}

function choiceSet(
  id: string,
  label: string,
  labels: readonly string[],
  style: string,
  isRequired: boolean,
  isMultiSelect = false,
): Json {
  return {
    type: 'Input.ChoiceSet',
    id,
    label,
    isRequired,
    errorMessage: `Please choose: ${label}.`,
    style,
    isMultiSelect,
    wrap: true,
    choices: labels.map((title, index) => ({ title, value: String(index) })),
  };
}
