/** The Slack side of the scripted hospital: the form in which somebody asks for a mentor, and the card that follows. */

import type { FieldValue, Json, ScreenForm } from '../../adapters/playground/api-types.ts';
import {
  actions,
  facts,
  field,
  header,
  input,
  note,
  plain,
  section,
  slackButton,
  slackOptions,
  slackView,
} from './fixture-payloads.ts';

const areas = ['Career planning', 'Research and publishing', 'Leadership', 'Moving to another trust'];
const places = ['By video', 'In person', 'By phone', 'Any of these'];
const told = ['I have told them', 'I have not told them', 'I prefer not to say'];

export function askForm(
  errors: Readonly<Record<string, string>>,
  values: Readonly<Record<string, FieldValue>> = {},
): ScreenForm {
  const fields = [
    field('Areas of work', 'manyOf', { options: areas }),
    field('What would help most?', 'longText'),
    field('Somebody you have in mind', 'person', { required: false }),
    field('People who manage or assess you', 'people', { required: false }),
    field('First time that suits you', 'date'),
    field('At', 'time'),
    field('Where you are', 'zone', { value: 'Europe/London' }),
    field('How you would like to meet', 'oneOf', { options: places }),
    field('Your line manager', 'oneOf', { options: told }),
    field('Minutes you have', 'number', { required: false }),
  ].map((one) => ({ ...one, value: values[one.label] ?? one.value, error: errors[one.label] ?? null }));
  return { title: 'Ask for a mentor', text: '', fields, submit: 'Send', controls: [], payload: view() };
}

function view(): Json {
  return slackView(
    'Ask for a mentor',
    'Send',
    [
      section('Asking needs *nobody’s permission*. A coordinator reads this, and the mentors it is put to.'),
      { type: 'divider' },
    ],
    [
      input('Areas of work', { type: 'checkboxes', action_id: 'areas', options: slackOptions(...areas) }),
      input(
        'What would help most?',
        {
          type: 'plain_text_input',
          action_id: 'words',
          multiline: true,
          max_length: 600,
          placeholder: plain('In your own words'),
        },
        { hint: 'Read by coordinators and by the mentors it is put to.' },
      ),
      input('Somebody you have in mind', external('Type a name'), { optional: true }),
      input(
        'People who manage or assess you',
        { ...external('Type names'), type: 'multi_external_select', max_selected_items: 5 },
        { optional: true, hint: 'They will never be proposed to you.' },
      ),
      input('First time that suits you', { type: 'datepicker', action_id: 'date' }),
      input('At', { type: 'timepicker', action_id: 'time' }),
      input('Where you are', external('A city, such as London')),
      input('How you would like to meet', {
        type: 'static_select',
        action_id: 'place',
        placeholder: plain('Choose one'),
        options: slackOptions(...places),
      }),
      input(
        'Your line manager',
        { type: 'radio_buttons', action_id: 'told', options: slackOptions(...told) },
        { hint: 'Telling them helps to find time for it. It is your choice.' },
      ),
      input(
        'Minutes you have',
        {
          type: 'number_input',
          action_id: 'minutes',
          is_decimal_allowed: false,
          min_value: '15',
          max_value: '180',
        },
        { optional: true },
      ),
    ],
  );
}

function external(placeholder: string): { readonly [key: string]: Json } {
  return { type: 'external_select', action_id: 'who', min_query_length: 2, placeholder: plain(placeholder) };
}

export function statusCard(): Json {
  return {
    channel: 'D0AMARA',
    text: 'Your request is with the coordinators',
    blocks: [
      header('Your request is with the coordinators'),
      section('You asked about *Career planning*. You hear from us within two weeks, whatever happens.'),
      facts({
        Asked: 'Thursday 3 December',
        'How to meet': 'By video',
        'Line manager': 'You prefer not to say',
      }),
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_list',
            style: 'ordered',
            elements: ['A coordinator reads it', 'Up to three mentors are asked'].map((text) => ({
              type: 'rich_text_section',
              elements: [{ type: 'text', text }],
            })),
          },
        ],
      },
      note('Only you and the coordinators can see this.'),
      actions(
        slackButton('Show what I wrote'),
        slackButton('Withdraw', {
          style: 'danger',
          confirm: [
            'Withdraw your request?',
            'Mentors who were asked are thanked and told.',
            'Withdraw it',
            'Keep it',
          ],
        }),
      ),
    ],
  };
}
