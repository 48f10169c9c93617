/** The pretend Slack and a real Bolt app, all the way round. */

import { App, HTTPReceiver } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { afterEach, expect, test } from 'vitest';
import type { Playground } from '../../../adapters/playground/server.ts';
import { createWorld, SLACK } from './world.ts';
import type { App as Handler, World } from './world.ts';

let world: World | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

test('a command opens a modal, errors keep what was typed, and a corrected form closes it and answers', async () => {
  world = await createWorld((playground) => boltApp(playground, addAsking));

  const opened = await world.act('amara', { command: '/mentor ask' });
  expect(opened.form).toMatchObject({
    title: 'Ask for a mentor',
    submit: 'Send',
    fields: [
      { label: 'What would help?', kind: 'longText', required: true, options: [], value: null, error: null },
      { label: 'Where', kind: 'oneOf', required: true, options: ['In person', 'Online'], value: 'Online' },
      { label: 'From', kind: 'date', required: false, value: null },
      { label: 'A mentor in mind', kind: 'person', required: false, options: [] },
    ],
  });

  const rejected = await world.act('amara', {
    submit: { 'What would help?': 'Interviews & <nerves>', From: '2020-01-01', 'A mentor in mind': 'bola' },
  });
  expect(rejected.form?.fields.map((field) => [field.label, field.value, field.error])).toEqual([
    ['What would help?', 'Interviews & <nerves>', null],
    ['Where', 'Online', null],
    ['From', '2020-01-01', 'Choose a day in the future.'],
    ['A mentor in mind', 'Dr Bola Adeyemi (Cardiology)', null],
  ]);

  const sent = await world.act('amara', { submit: { From: '2026-06-01', Where: 'In person' } });
  expect(sent.form).toBeNull();
  expect(sent.messages.at(-1)).toMatchObject({
    from: 'Rapport',
    channel: 'Rapport',
    text: 'Asked: Interviews & <nerves>, person, bola',
    controls: [{ label: 'Withdraw', kind: 'button' }],
  });
});

test('a button answers through its response URL in place, and an ephemeral message is nobody else’s', async () => {
  world = await createWorld((playground) => boltApp(playground, addAsking));
  await world.act('amara', { command: '/mentor ask' });
  await world.act('amara', { submit: { 'What would help?': 'Exams', From: '2026-06-01' } });

  const answered = await world.act('amara', { press: { label: 'Withdraw' } });
  expect(answered.messages.at(-1)).toMatchObject({ text: 'Withdrawn', controls: [] });

  await world.act('rohan', { command: '/mentor help', channel: 'general' });
  const rohan = await world.screen('rohan');
  const amara = await world.screen('amara');
  expect(rohan.messages.map((one) => [one.channel, one.text])).toEqual([
    ['general', 'Only you can see this.'],
  ]);
  expect(amara.messages.map((one) => one.text)).not.toContain('Only you can see this.');
});

test('Home is published when it is opened, and its buttons work', async () => {
  world = await createWorld((playground) => boltApp(playground, addAsking));
  const home = await world.act('amara', { openHome: true });
  expect(home.home).toMatchObject({
    text: 'Your mentoring',
    controls: [{ label: 'Ask now', kind: 'button' }],
  });
  const opened = await world.act('amara', { press: { label: 'Ask now' } });
  expect(opened.form?.title).toBe('Ask for a mentor');
});

test('what is said in private reaches the app once, and the app’s own voice is not answered', async () => {
  world = await createWorld((playground) => boltApp(playground, addAsking));
  const said = await world.act('amara', { say: 'hello there' });
  expect(said.messages.map((one) => [one.from, one.text])).toEqual([
    ['Dr Amara Okonkwo', 'hello there'],
    ['Rapport', 'You said hello there.'],
  ]);
  const { sent } = world.playground.slack.delivery;
  expect(sent.filter((one) => one.kind === 'event').every((one) => one.retry === 0)).toBe(true);
});

test('a mention in the coordinators’ channel is heard; the same words elsewhere are not', async () => {
  world = await createWorld((playground) => boltApp(playground, addAsking));
  const here = await world.act('helen', { say: 'digest', channel: 'mentoring-coordinators' });
  expect(here.messages.at(-1)).toMatchObject({
    channel: 'mentoring-coordinators',
    text: 'Heard @Rapport digest',
  });
  const there = await world.act('helen', { say: 'digest', channel: 'general' });
  expect(there.messages.at(-1)).toMatchObject({ channel: 'general', from: 'Helen Whitcombe' });
});

test('a file uploaded by the SDK arrives with its bytes and its title', async () => {
  world = await createWorld((playground) =>
    boltApp(playground, (app) => {
      app.command('/mentor', async ({ ack, client, command }) => {
        await ack();
        const { channel } = await client.conversations.open({ users: command.user_id });
        await client.filesUploadV2({
          channel_id: channel?.id ?? '',
          filename: 'agreement.pdf',
          title: 'Your agreement',
          file: Buffer.from('%PDF-1.7 pretend'),
          initial_comment: 'Here it is.',
        });
      });
    }),
  );
  await world.act('amara', { command: '/mentor papers' });
  const shown = await world.screen('amara');
  expect(shown.messages.at(-1)?.text).toBe('Here it is.\nFile: Your agreement');
  const id = JSON.stringify(shown.messages.at(-1)?.payload).match(/F[0-9A-Z]{8}/)?.[0] ?? '';
  expect(world.playground.slack.uploads.bytesOf(id)?.toString()).toBe('%PDF-1.7 pretend');
});

/** A Bolt app with its checks on, speaking to the playground. */
function boltApp(playground: Playground, add: (app: App) => void): Handler {
  const receiver = new HTTPReceiver({
    signingSecret: SLACK.signingSecret,
    endpoints: ['/slack/events'],
  });
  const app = new App({
    receiver,
    token: SLACK.botToken,
    convoStore: false,
    clientOptions: { slackApiUrl: playground.slackApiUrl, retryConfig: { retries: 0 } },
  });
  add(app);
  return (req, res) => receiver.requestListener(req, res);
}

function addAsking(app: App): void {
  app.command('/mentor', async ({ ack, client, command, respond }) => {
    if (command.text === 'help') {
      await ack();
      await respond('Only you can see this.');
      return;
    }
    await client.views.open({ trigger_id: command.trigger_id, view: askView });
    await ack();
  });
  app.options('mentor', async ({ ack, options }) => {
    const all = ['Dr Şeyma Yıldırım (Surgery)', 'Dr Bola Adeyemi (Cardiology)'];
    const found = all.filter((name) => name.includes(options.value));
    await ack({
      options: found.map((name) => ({ text: { type: 'plain_text', text: name }, value: 'bola' })),
    });
  });
  app.view('ask', async ({ ack, body, view, client }) => {
    const values = view.state.values;
    const from = values['from']?.['from']?.selected_date ?? '';
    if (from !== '' && from !== null && from < '2026-01-01') {
      await ack({ response_action: 'errors', errors: { from: 'Choose a day in the future.' } });
      return;
    }
    await ack();
    const words = [
      values['help']?.['help']?.value,
      values['where']?.['where']?.selected_option?.value,
      values['who']?.['mentor']?.selected_option?.value ?? 'nobody',
    ].join(', ');
    const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    await client.apiCall('chat.postMessage', {
      channel: body.user.id,
      text: 'Asked',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: `*Asked:* ${escaped}` } },
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'withdraw', text: { type: 'plain_text', text: 'Withdraw' } },
          ],
        },
      ],
    });
  });
  app.action('withdraw', async ({ ack, respond }) => {
    await ack();
    await respond({ replace_original: true, text: 'Withdrawn', blocks: [] });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: {
        type: 'home',
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'Your mentoring' } },
          {
            type: 'actions',
            elements: [
              { type: 'button', action_id: 'ask-now', text: { type: 'plain_text', text: 'Ask now' } },
            ],
          },
        ],
      },
    });
  });
  app.action('ask-now', async ({ ack, body, client }) => {
    if (body.type === 'block_actions')
      await client.views.open({ trigger_id: body.trigger_id, view: askView });
    await ack();
  });
  app.message(async ({ message, say }) => {
    if (message.subtype === undefined) await say(`You said ${message.text ?? ''}.`);
  });
  app.event('app_mention', async ({ event, say }) => {
    await say(`Heard ${event.text}`);
  });
}

const askView: ModalView = {
  type: 'modal',
  callback_id: 'ask',
  title: { type: 'plain_text', text: 'Ask for a mentor' },
  submit: { type: 'plain_text', text: 'Send' },
  blocks: [
    {
      type: 'input',
      block_id: 'help',
      label: { type: 'plain_text', text: 'What would help?' },
      element: { type: 'plain_text_input', action_id: 'help', multiline: true, max_length: 200 },
    },
    {
      type: 'input',
      block_id: 'where',
      label: { type: 'plain_text', text: 'Where' },
      element: {
        type: 'static_select',
        action_id: 'where',
        options: [
          { text: { type: 'plain_text', text: 'In person' }, value: 'person' },
          { text: { type: 'plain_text', text: 'Online' }, value: 'online' },
        ],
        initial_option: { text: { type: 'plain_text', text: 'Online' }, value: 'online' },
      },
    },
    {
      type: 'input',
      block_id: 'from',
      optional: true,
      label: { type: 'plain_text', text: 'From' },
      element: { type: 'datepicker', action_id: 'from' },
    },
    {
      type: 'input',
      block_id: 'who',
      optional: true,
      label: { type: 'plain_text', text: 'A mentor in mind' },
      element: { type: 'external_select', action_id: 'mentor', min_query_length: 2 },
    },
  ],
};
