/** The pretend Teams and a real CloudAdapter app, all the way round. */

import { CardFactory, MessageFactory, StatusCodes, TeamsInfo } from 'botbuilder';
import type { ConversationReference, TurnContext } from 'botbuilder';
import { afterEach, expect, test } from 'vitest';
import { cloudAdapter, onWords, teamsApp } from './teams-app.ts';
import { createWorld, TEAMS } from './world.ts';
import type { World } from './world.ts';

let world: World | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

test('words reach the app with a token that the SDK accepts, and are answered', async () => {
  world = await createWorld((playground) =>
    teamsApp(
      playground,
      onWords((words) => `You said **${words}**.`),
    ),
  );
  const screen = await world.act('sian', { say: 'hello there' });
  expect(screen.messages.map((one) => [one.from, one.channel, one.text])).toEqual([
    ['Dr Siân Prydderch', 'Rapport', 'hello there'],
    ['Rapport', 'Rapport', 'You said hello there.'],
  ]);
});

test('a button opens a form in its place, a refused form keeps its values, an accepted one ends it', async () => {
  world = await createWorld((playground) => teamsApp(playground, asking));
  const started = await world.act('lukasz', { command: '/mentor ask' });
  expect(started.form).toBeNull();
  expect(started.messages.at(-1)?.controls).toEqual([
    { label: 'Ask for a mentor', kind: 'button' },
    { label: 'Keep', kind: 'button' },
  ]);

  const opened = await world.act('lukasz', { press: { label: 'Ask for a mentor' } });
  expect(opened.messages).toHaveLength(2);
  expect(opened.form).toMatchObject({
    title: 'Ask for a mentor',
    submit: 'Send',
    controls: [{ label: 'Cancel', kind: 'button' }],
    fields: [
      { label: 'What would help?', kind: 'longText', required: true, value: null, error: null },
      { label: 'Days', kind: 'manyOf', options: ['Monday', 'Friday'], value: ['Monday'] },
      { label: 'From', kind: 'date', required: false },
      { label: 'A mentor in mind', kind: 'person', options: [] },
      { label: 'How sure are you?', kind: 'scale', options: ['1: not', '2', '3', '4', '5: very'] },
    ],
  });

  const rejected = await world.act('lukasz', {
    submit: {
      'What would help?': 'exams',
      Days: ['Monday', 'Friday'],
      From: '2026-05-01',
      'A mentor in mind': 'christina',
      'How sure are you?': 4,
    },
  });
  expect(rejected.form?.fields[0]).toMatchObject({ value: 'exams', error: 'Say a little more.' });

  const accepted = await world.act('lukasz', { submit: { 'What would help?': 'exams and interviews' } });
  expect(accepted.form).toBeNull();
  expect(accepted.messages.at(-1)?.text).toBe(
    'Sent: exams and interviews, mon,fri, 2026-05-01, christina, 4',
  );
});

test('a card that an invoke showed is gone on reload, unless the app updated the message', async () => {
  world = await createWorld((playground) => teamsApp(playground, asking));
  await world.act('lukasz', { command: 'ask' });
  await world.act('lukasz', { press: { label: 'Ask for a mentor' } });
  world.playground.teams.reload('lukasz');
  const reverted = await world.screen('lukasz');
  expect(reverted.form).toBeNull();
  expect(reverted.messages.at(-1)?.controls).toContainEqual({ label: 'Ask for a mentor', kind: 'button' });

  await world.act('lukasz', { press: { label: 'Keep' } });
  world.playground.teams.reload('lukasz');
  const updated = await world.screen('lukasz');
  expect(updated.messages.at(-1)).toMatchObject({ text: 'Kept', controls: [] });
});

test('a button that uncovers its own question is confirmed by pressing it', async () => {
  world = await createWorld((playground) => teamsApp(playground, confirming));
  const shown = await world.act('sian', { say: 'show' });
  expect(shown.messages.at(-1)).toMatchObject({
    text: 'You have a mentor.',
    controls: [{ label: 'End this', kind: 'button' }],
  });
  const ended = await world.act('sian', { press: { label: 'End this' } });
  expect(ended.messages.at(-1)?.text).toBe('Ended');
});

test('an Action.Submit comes as a message with a value and no text', async () => {
  const seen: unknown[] = [];
  world = await createWorld((playground) =>
    teamsApp(playground, async (context) => {
      if (context.activity.value !== undefined) {
        seen.push({ text: context.activity.text, value: context.activity.value as unknown });
        return;
      }
      if (context.activity.type !== 'message') return;
      await context.sendActivity(
        cardMessage([], [{ type: 'Action.Submit', title: 'Go', data: { which: 'this' } }]),
      );
    }),
  );
  await world.act('sian', { say: 'show' });
  await world.act('sian', { press: { label: 'Go' } });
  expect(seen).toEqual([{ text: undefined, value: { which: 'this' } }]);
});

test('an invoke that is not answered is sent three times, the last under another id, and then given up', async () => {
  const ids: (string | undefined)[] = [];
  world = await createWorld((playground) =>
    teamsApp(playground, async (context) => {
      if (context.activity.type === 'invoke') {
        ids.push(context.activity.id);
        throw new Error('not now');
      }
      if (context.activity.type === 'message') {
        await context.sendActivity(cardMessage([], [{ type: 'Action.Execute', title: 'Go', verb: 'go' }]));
      }
    }),
  );
  await world.act('sian', { say: 'show' });
  const answer = await world.act('sian', { press: { label: 'Go' } });
  expect(answer.notice).toBe('Unable to reach app. Please try again.');
  expect(ids).toHaveLength(3);
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
});

test('the coordinators’ channel: a mention is heard there, and the answer stands in its thread', async () => {
  world = await createWorld((playground) =>
    teamsApp(
      playground,
      onWords((words) => `Heard ${words}`),
    ),
  );
  const screen = await world.act('grace', { command: '/mentor admin', channel: 'mentoring-coordinators' });
  expect(screen.messages.map((one) => [one.channel, one.from, one.text])).toEqual([
    ['mentoring-coordinators', 'Grace Ndlovu', '@Rapport /mentor admin'],
    ['mentoring-coordinators', 'Rapport', 'Heard @Rapport /mentor admin'],
  ]);
});

test('the app is told once that it was installed, for the team and for each person', async () => {
  const told: string[] = [];
  world = await createWorld((playground) =>
    teamsApp(playground, (context) => {
      const { type, conversation, from } = context.activity;
      told.push(`${type} ${conversation.conversationType ?? ''} ${from.id}`);
      return Promise.resolve();
    }),
  );
  await world.act('sian', { say: 'hello' });
  await world.act('sian', { say: 'hello' });
  const installations = told.filter((one) => one.startsWith('installationUpdate'));
  expect(installations.filter((one) => one.includes('personal'))).toHaveLength(1);
  expect(installations.filter((one) => one.includes('channel'))).toHaveLength(1);
});

test('the app can find everybody, and write first, by directory id alone', async () => {
  const found: string[] = [];
  world = await createWorld((playground) =>
    teamsApp(playground, async (context) => {
      if (context.activity.type !== 'message') return;
      let token: string | undefined;
      do {
        const page = await TeamsInfo.getPagedTeamMembers(context, playground.teams.tenant.teamId, 2, token);
        found.push(...page.members.map((member) => member.email ?? ''));
        token = page.continuationToken;
      } while (token !== undefined && token !== '');
    }),
  );
  await world.act('sian', { say: 'who is here?' });
  expect(found.toSorted()).toEqual(
    world.playground.teams.tenant.people.map((person) => person.email).toSorted(),
  );

  const { teams } = world.playground;
  const kwame = teams.tenant.people.find((person) => person.id === 'kwame');
  await cloudAdapter(world.playground).createConversationAsync(
    TEAMS.appId,
    'msteams',
    teams.serviceUrl,
    'https://api.botframework.com',
    {
      isGroup: false,
      members: [{ id: kwame?.aadObjectId ?? '', name: '' }],
      tenantId: TEAMS.tenantId,
      bot: { id: teams.tenant.botId, name: 'Rapport' },
      activity: MessageFactory.text('Would you mentor Siân?') as never,
      channelData: {},
    },
    () => Promise.resolve(),
  );
  const screen = await world.screen('kwame');
  expect(screen.messages.map((one) => one.text)).toEqual(['Would you mentor Siân?']);
});

test('a message can be updated and deleted by the id that sending gave', async () => {
  const kept: { reference?: Partial<ConversationReference>; id?: string } = {};
  world = await createWorld((playground) =>
    teamsApp(playground, async (context) => {
      if (context.activity.type !== 'message') return;
      const sent = await context.sendActivity('First');
      await context.updateActivity({ ...MessageFactory.text('Second'), id: sent?.id ?? '' });
      const other = await context.sendActivity('Third');
      await context.deleteActivity(other?.id ?? '');
      kept.id = sent?.id ?? '';
    }),
  );
  const screen = await world.act('sian', { say: 'go' });
  expect(screen.messages.map((one) => one.text)).toEqual(['go', 'Second']);
  expect(screen.messages.at(-1)?.id).toBe(kept.id);
});

async function asking(context: TurnContext): Promise<void> {
  const { activity } = context;
  if (activity.name === 'application/search') {
    const typed = (activity.value as { queryText: string }).queryText;
    const all = [{ title: 'Dr Χριστίνα Παπαδοπούλου (Paediatrics)', value: 'christina' }];
    await respond(context, 'application/vnd.microsoft.search.searchResponse', {
      results: all.filter((one) => one.title.includes(typed)),
    });
    return;
  }
  if (activity.type === 'message') {
    const ask = { type: 'Action.Execute', title: 'Ask for a mentor', verb: 'open', associatedInputs: 'none' };
    const keep = { type: 'Action.Execute', title: 'Keep', verb: 'keep', associatedInputs: 'none' };
    await context.sendActivity(cardMessage([{ type: 'TextBlock', text: 'Welcome' }], [ask, keep]));
    return;
  }
  if (activity.name !== 'adaptiveCard/action') return;
  const { verb, data } = (activity.value as { action: { verb: string; data?: Record<string, string> } })
    .action;
  if (verb === 'keep') {
    const kept = cardMessage([{ type: 'TextBlock', text: 'Kept' }], []);
    await context.updateActivity({ ...kept, id: activity.replyToId ?? '' });
    await respond(context, 'application/vnd.microsoft.activity.message', 'Done');
    return;
  }
  if (verb === 'open') {
    await respond(context, CARD, askCard({}));
    return;
  }
  if ((data?.['help'] ?? '').length < 10) {
    await respond(context, CARD, askCard(data ?? {}, 'Say a little more.'));
    return;
  }
  const all = ['help', 'days', 'from', 'who', 'sure'].map((id) => data?.[id] ?? '');
  await respond(context, CARD, card([{ type: 'TextBlock', text: `Sent: ${all.join(', ')}` }], []));
}

async function confirming(context: TurnContext): Promise<void> {
  if (context.activity.type === 'message') {
    const question = {
      type: 'Container',
      id: 'sure',
      isVisible: false,
      items: [
        { type: 'TextBlock', text: 'Are you sure?' },
        {
          type: 'ActionSet',
          actions: [
            { type: 'Action.Execute', title: 'End it', verb: 'end', associatedInputs: 'none' },
            {
              type: 'Action.ToggleVisibility',
              title: 'No',
              targetElements: [{ elementId: 'sure', isVisible: false }],
            },
          ],
        },
      ],
    };
    const open = {
      type: 'Action.ToggleVisibility',
      title: 'End this',
      targetElements: [{ elementId: 'sure', isVisible: true }],
    };
    await context.sendActivity(
      cardMessage(
        [{ type: 'TextBlock', text: 'You have a mentor.' }, { type: 'ActionSet', actions: [open] }, question],
        [],
      ),
    );
    return;
  }
  if (context.activity.name === 'adaptiveCard/action') {
    await respond(context, CARD, card([{ type: 'TextBlock', text: 'Ended' }], []));
  }
}

const CARD = 'application/vnd.microsoft.card.adaptive';

async function respond(context: TurnContext, type: string, value: unknown): Promise<void> {
  const body = { statusCode: StatusCodes.OK, type, value };
  await context.sendActivity({ type: 'invokeResponse', value: { status: StatusCodes.OK, body } });
}

function card(body: readonly object[], actions: readonly object[]): object {
  return { type: 'AdaptiveCard', version: '1.5', body, actions };
}

function cardMessage(
  body: readonly object[],
  actions: readonly object[],
): ReturnType<typeof MessageFactory.attachment> {
  return MessageFactory.attachment(CardFactory.adaptiveCard(card(body, actions)));
}

function askCard(typed: Record<string, string>, error?: string): object {
  const wrong =
    error === undefined ? [] : [{ type: 'TextBlock', text: error, color: 'Attention', wrap: true }];
  const sure = ['1: not', '2', '3', '4', '5: very'].map((title) => ({ title, value: title.slice(0, 1) }));
  return card(
    [
      { type: 'TextBlock', text: 'Ask for a mentor', style: 'heading' },
      ...wrong,
      {
        type: 'Input.Text',
        id: 'help',
        label: 'What would help?',
        isMultiline: true,
        isRequired: true,
        value: typed['help'] ?? '',
      },
      {
        type: 'Input.ChoiceSet',
        id: 'days',
        label: 'Days',
        isMultiSelect: true,
        choices: [
          { title: 'Monday', value: 'mon' },
          { title: 'Friday', value: 'fri' },
        ],
        value: typed['days'] ?? 'mon',
      },
      { type: 'Input.Date', id: 'from', label: 'From', min: '2026-03-02', value: typed['from'] ?? '' },
      {
        type: 'Input.ChoiceSet',
        id: 'who',
        label: 'A mentor in mind',
        style: 'filtered',
        choices: [],
        'choices.data': { type: 'Data.Query', dataset: 'people' },
        value: typed['who'] ?? '',
      },
      {
        type: 'Input.ChoiceSet',
        id: 'sure',
        label: 'How sure are you?',
        choices: sure,
        value: typed['sure'] ?? '',
      },
    ],
    [
      { type: 'Action.Execute', title: 'Send', verb: 'send', style: 'positive' },
      { type: 'Action.Execute', title: 'Cancel', verb: 'cancel', associatedInputs: 'none' },
    ],
  );
}
