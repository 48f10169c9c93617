/** JSON as the two platforms receive it from the app, for the page's tests: Slack blocks and views, Adaptive Cards. */

import type { FormField, Json } from '../../adapters/playground/api-types.ts';

export type Fields = readonly FormField[];

export const mrkdwn = (text: string): Json => ({ type: 'mrkdwn', text });
export const plain = (text: string): Json => ({ type: 'plain_text', text, emoji: true });
export const section = (text: string): Json => ({ type: 'section', text: mrkdwn(text) });
export const header = (text: string): Json => ({ type: 'header', text: plain(text) });
export const note = (text: string): Json => ({ type: 'context', elements: [mrkdwn(text)] });

export function facts(all: Readonly<Record<string, string>>): Json {
  return {
    type: 'section',
    fields: Object.entries(all).map(([name, value]) => mrkdwn(`*${name}*\n${value}`)),
  };
}

export function slackButton(
  label: string,
  options: {
    style?: 'primary' | 'danger';
    confirm?: readonly [title: string, text: string, yes: string, no: string];
  } = {},
): Json {
  const { style, confirm } = options;
  return {
    type: 'button',
    action_id: `press:${label.length}`,
    text: plain(label),
    value: 'f2b9c7d1-0000-4000-8000-000000000001',
    ...(style === undefined ? {} : { style }),
    ...(confirm === undefined
      ? {}
      : {
          confirm: {
            title: plain(confirm[0]),
            text: plain(confirm[1]),
            confirm: plain(confirm[2]),
            deny: plain(confirm[3]),
          },
        }),
  };
}

export const actions = (...elements: Json[]): Json => ({ type: 'actions', elements });

export function slackView(
  title: string,
  submit: string,
  intro: readonly Json[],
  inputs: readonly Json[],
): Json {
  return {
    type: 'modal',
    callback_id: 'form',
    title: plain(title),
    submit: plain(submit),
    close: plain('Cancel'),
    private_metadata: '{"ref":"f2b9c7d1-0000-4000-8000-000000000002"}',
    blocks: [...intro, ...inputs],
  };
}

export function input(label: string, element: Json, more: { hint?: string; optional?: boolean } = {}): Json {
  return {
    type: 'input',
    block_id: label.toLowerCase().replaceAll(/\W+/g, '-'),
    label: plain(label),
    optional: more.optional === true,
    element,
    ...(more.hint === undefined ? {} : { hint: plain(more.hint) }),
  };
}

export const slackOptions = (...labels: string[]): Json[] =>
  labels.map((label) => ({ text: plain(label), value: label.toLowerCase() }));

export function field(label: string, kind: FormField['kind'], more: Partial<FormField> = {}): FormField {
  return { label, kind, required: true, options: [], value: null, error: null, ...more };
}

export function adaptiveActivity(text: string, body: readonly Json[]): Json {
  return {
    type: 'message',
    from: { id: '28:app', name: 'Rapport' },
    summary: text,
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', content: adaptiveCard(text, body) },
    ],
  };
}

export function adaptiveCard(fallbackText: string, body: readonly Json[]): Json {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText,
    body,
  };
}

export const heading = (text: string): Json => ({
  type: 'TextBlock',
  text,
  wrap: true,
  style: 'heading',
  size: 'Large',
  weight: 'Bolder',
});

export const words = (text: string, look: Readonly<Record<string, Json>> = {}): Json => ({
  type: 'TextBlock',
  text,
  wrap: true,
  ...look,
});

export function execute(title: string, more: Readonly<Record<string, Json>> = {}): Json {
  const common = { title, data: { rapport: { ref: 'f2b9c7d1-0000-4000-8000-000000000003' } }, ...more };
  return {
    type: 'Action.Execute',
    verb: 'rapport.press',
    associatedInputs: 'none',
    ...common,
    fallback: { type: 'Action.Submit', associatedInputs: 'none', ...common },
  };
}

export const actionSet = (...all: Json[]): Json => ({ type: 'ActionSet', actions: all });
