/** What one person's Slack shows. */

import type { Screen } from './api-types.ts';
import { asJson, objectOf, objectsOf, textOf } from './json.ts';
import type { RosterPerson } from './roster.ts';
import { controlsOf, shownControls } from './slack-controls.ts';
import { shownFields } from './slack-fields.ts';
import { readMarkup, textOfBlocks } from './slack-text.ts';
import type { Reader } from './slack-text.ts';
import { stackOf, titleOf } from './slack-views.ts';
import { messagesFor, nameOf } from './slack-workspace.ts';
import type { SlackMessage, SlackWorkspace } from './slack-workspace.ts';

export function screenOf(workspace: SlackWorkspace, person: RosterPerson): Screen {
  const reader = readerOf(workspace, person);
  const view = stackOf(workspace, person.userId).at(-1);
  const home = workspace.state.homes[person.userId];
  const homeBlocks = objectsOf(home?.definition['blocks']);
  return {
    messages: messagesFor(workspace, person.userId).map((message) => ({
      id: message.ts,
      at: message.at,
      channel: channelNamed(workspace, message.channel),
      from: nameOf(workspace, message.author),
      text: textOfMessage(message, reader),
      controls: shownControls(controlsOf(message.blocks)),
      payload: asJson(message.payload),
    })),
    form:
      view === undefined
        ? null
        : {
            title: titleOf(view),
            text: textOfBlocks(objectsOf(view.definition['blocks']), reader),
            fields: shownFields(view, (userId) => nameOf(workspace, userId)),
            submit: textOf(objectOf(view.definition['submit'])['text']),
            controls: shownControls(controlsOf(objectsOf(view.definition['blocks']))),
            payload: asJson(view.definition),
          },
    home:
      home === undefined
        ? null
        : {
            text: textOfBlocks(homeBlocks, reader),
            controls: shownControls(controlsOf(homeBlocks)),
            payload: asJson(home.definition),
          },
    channels: workspace.channels
      .filter((channel) => !channel.direct && channel.members.includes(person.userId))
      .map((channel) => channel.name),
  };
}

function textOfMessage(message: SlackMessage, reader: Reader): string {
  const said =
    message.blocks.length > 0 ? textOfBlocks(message.blocks, reader) : readMarkup(message.text, reader);
  const files = message.files.map((file) => `File: ${file.title}`);
  return [said, ...files].filter((line) => line !== '').join('\n');
}

function readerOf(workspace: SlackWorkspace, person: RosterPerson): Reader {
  return { zone: person.zone, nameOf: (userId) => nameOf(workspace, userId) };
}

function channelNamed(workspace: SlackWorkspace, id: string): string {
  return workspace.channels.find((channel) => channel.id === id)?.name ?? id;
}
