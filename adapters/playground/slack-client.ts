/** One person's Slack: what the client sends when they do something. */

import type { FieldValue } from './api-types.ts';
import { findByLabel, perform, Refused, sayLabels } from './client.ts';
import type { Client, Deeds, Done } from './client.ts';
import { isObject, objectsOf, parseJson } from './json.ts';
import type { JsonObject } from './json.ts';
import type { RosterPerson } from './roster.ts';
import { answerWith } from './slack-chat.ts';
import type { ResponseUrls } from './slack-chat.ts';
import { controlsOf } from './slack-controls.ts';
import type { SlackControl } from './slack-controls.ts';
import type { Delivery, SlackDelivery } from './slack-delivery.ts';
import { SlackError } from './slack-error.ts';
import { fieldsOf, fillIn, isEmptyState, stateOf, suggestedOptions } from './slack-fields.ts';
import type { Uploads } from './slack-files.ts';
import {
  blockActions,
  blockSuggestion,
  commandFields,
  eventEnvelope,
  homeOpened,
  messageEvent,
  viewClosed,
  viewSubmission,
} from './slack-payloads.ts';
import { screenOf } from './slack-screen.ts';
import { takeSubmissionAnswer, TROUBLE } from './slack-submission.ts';
import { replaceView, setStack, stackOf } from './slack-views.ts';
import type { Triggers } from './slack-views.ts';
import { addMessage, directWith, messagesFor } from './slack-workspace.ts';
import type { SlackChannel, SlackMessage, SlackView, SlackWorkspace } from './slack-workspace.ts';

export type SlackClientParts = {
  readonly workspace: SlackWorkspace;
  readonly delivery: SlackDelivery;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly uploads: Pick<Uploads, 'share'>;
  /** Commands that the installed app has, with their slash. */
  readonly commands: readonly string[];
  readonly version: (personId: string) => number;
};

export function createSlackClient(parts: SlackClientParts): Client {
  const { workspace } = parts;
  const byId = (id: string): RosterPerson => {
    const person = workspace.people.find((one) => one.id === id);
    if (person === undefined) throw new Refused(`${id} is not in this workspace.`);
    return person;
  };
  return {
    screen: (personId) => screenOf(workspace, byId(personId)),
    act: (personId, act) => perform(deedsOf(parts, byId(personId)), act),
  };
}

function deedsOf(parts: SlackClientParts, person: RosterPerson): Deeds {
  const { workspace, delivery, triggers, responseUrls } = parts;
  const userId = person.userId;
  const direct = directWith(workspace, userId);
  const version = (): number => parts.version(person.id);
  const openForm = (): SlackView => {
    const view = stackOf(workspace, userId).at(-1);
    if (view === undefined) throw new Refused('No form is open.');
    return view;
  };

  return {
    command: async (words, channelName) => {
      const channel = channelName === undefined ? direct : channelOf(workspace, userId, channelName);
      const [, command = '', text = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(words.trim()) ?? [];
      if (!parts.commands.includes(command)) {
        throw new Refused(`Slack knows no command "${words}"; it has ${sayLabels(parts.commands)}.`);
      }
      const permits = {
        triggerId: triggers.issue(userId),
        responseUrl: responseUrls.issue({ userId, channel: channel.id }),
      };
      const since = version();
      const sent = await delivery.command(
        commandFields(workspace, userId, channel, { command, text: text.trim() }, permits),
      );
      const failure = failureOf(sent);
      if (failure === undefined) {
        showAnswer(workspace, userId, channel.id, sent);
        return { tookMs: sent.tookMs, version: since };
      }
      const notice = `${command} failed with the error "${failure}"`;
      const payload = { text: notice };
      addMessage(workspace, channel.id, 'USLACKBOT', { text: notice, blocks: [], payload, onlyFor: userId });
      return { tookMs: sent.tookMs, version: since, notice };
    },

    say: async (words, channelName) => {
      const channel = channelName === undefined ? direct : channelOf(workspace, userId, channelName);
      const mention = `<@${workspace.botUserId}>`;
      const named = words.replaceAll(/@rapport\b/gi, mention);
      const text = channel.direct || named.includes(mention) ? named : `${mention} ${named}`;
      const message = addMessage(workspace, channel.id, userId, { text, blocks: [], payload: { text } });
      const heard = channel.direct || workspace.botChannels.has(channel.id);
      if (!heard) return { tookMs: 0, version: -1 };
      const event = messageEvent(workspace, message, channel, channel.direct ? 'message' : 'app_mention');
      const since = version();
      const sent = await delivery.event(eventEnvelope(workspace, event));
      return { tookMs: sent.tookMs, version: since };
    },

    attach: async (attached, channelName) => {
      const channel = channelName === undefined ? direct : channelOf(workspace, userId, channelName);
      const files = attached.map(({ name, base64 }) =>
        parts.uploads.share(name, Buffer.from(base64, 'base64')),
      );
      const text = channel.direct ? '' : `<@${workspace.botUserId}>`;
      const payload = { text, files };
      const message = addMessage(workspace, channel.id, userId, { text, blocks: [], files, payload });
      if (!channel.direct && !workspace.botChannels.has(channel.id)) return { tookMs: 0, version: -1 };
      const event = messageEvent(workspace, message, channel, channel.direct ? 'message' : 'app_mention');
      const since = version();
      const sent = await delivery.event(eventEnvelope(workspace, event));
      return { tookMs: sent.tookMs, version: since };
    },

    press: async (label, where) => {
      const { control, place } = findControl(workspace, userId, label, where);
      const channel = 'message' in place ? place.channel : undefined;
      const permits = {
        triggerId: triggers.issue(userId, 'view' in place ? place.view.id : undefined),
        ...('message' in place && channel !== undefined
          ? { responseUrl: responseUrls.issue({ userId, channel: channel.id, message: place.message }) }
          : {}),
      };
      const since = version();
      const sent = await delivery.interaction(blockActions(workspace, userId, place, control, permits));
      return { tookMs: sent.tookMs, version: since, ...noticeOf(sent) };
    },

    submit: async (values) => {
      const view = await filled(parts, userId, openForm(), values);
      replaceView(workspace, view);
      const since = version();
      const sent = await delivery.interaction(
        viewSubmission(workspace, userId, view, triggers.issue(userId, view.id)),
      );
      const failure = failureOf(sent);
      const trouble = failure === undefined ? takeSubmissionAnswer(workspace, view, bodyOf(sent)) : TROUBLE;
      const notice = failure === undefined ? trouble : `${TROUBLE} (${failure})`;
      return { tookMs: sent.tookMs, version: since, ...(notice === undefined ? {} : { notice }) };
    },

    dismiss: async () => {
      const view = openForm();
      setStack(workspace, userId, stackOf(workspace, userId).slice(0, -1));
      if (view.definition['notify_on_close'] !== true) return { tookMs: 0, version: -1 };
      const since = version();
      const sent = await delivery.interaction(viewClosed(workspace, userId, view));
      return { tookMs: sent.tookMs, version: since };
    },

    openHome: async () => {
      const since = version();
      const sent = await delivery.event(eventEnvelope(workspace, homeOpened(workspace, userId, direct)));
      return { tookMs: sent.tookMs, version: since };
    },
  };
}

type Place = { message: SlackMessage; channel: SlackChannel } | { view: SlackView };

/** The open form first, as it covers everything else; then the newest message; then Home. */
function findControl(
  workspace: SlackWorkspace,
  userId: string,
  label: string,
  where: string | undefined,
): { control: SlackControl; place: Place } {
  const form = stackOf(workspace, userId).at(-1);
  const home = workspace.state.homes[userId];
  const places: { name: string; place: Place; blocks: readonly JsonObject[] }[] = [];
  const addView = (name: string, view: SlackView | undefined): void => {
    if (view !== undefined)
      places.push({ name, place: { view }, blocks: objectsOf(view.definition['blocks']) });
  };
  addView('form', form);
  for (const message of messagesFor(workspace, userId).toReversed()) {
    const channel = workspace.channels.find((one) => one.id === message.channel);
    if (channel !== undefined) {
      places.push({ name: message.ts, place: { message, channel }, blocks: message.blocks });
    }
  }
  addView('home', home);
  for (const { name, place, blocks } of places) {
    if (where !== undefined && where !== name) continue;
    const control = findByLabel(controlsOf(blocks), (one) => one.label, label);
    if (control !== undefined) return { control, place };
  }
  const near = places.filter(({ name }) => where === undefined || where === name).slice(0, 3);
  const there = near.flatMap(({ blocks }) => controlsOf(blocks).map((one) => one.label));
  throw new Refused(
    `There is no button "${label}" to press. Nearest there is ${sayLabels([...new Set(there)])}.`,
  );
}

/** The view with what the person typed in it; refuses what the client would not send. */
async function filled(
  parts: SlackClientParts,
  userId: string,
  view: SlackView,
  values: Readonly<Record<string, FieldValue>>,
): Promise<SlackView> {
  const { workspace, delivery } = parts;
  if (view.definition['submit'] === undefined) throw new Refused('This form has no button that sends it.');
  const fields = fieldsOf(view);
  const typed: Record<string, Record<string, JsonObject>> = {};
  for (const field of fields) typed[field.blockId] = { [field.actionId]: stateOf(view, field) };
  for (const [label, value] of Object.entries(values)) {
    const field = findByLabel(fields, (one) => one.label, label);
    if (field === undefined) {
      throw new Refused(
        `The form has no field "${label}"; it has ${sayLabels(fields.map((one) => one.label))}.`,
      );
    }
    const state = await fillIn(field, value, async (searched, text) => {
      const sent = await delivery.interaction(blockSuggestion(workspace, userId, view, searched, text));
      return failureOf(sent) === undefined ? suggestedOptions(parseJson(bodyOf(sent))) : [];
    });
    typed[field.blockId] = { [field.actionId]: state };
  }
  const missing = fields.find(
    (field) => field.required && isEmptyState(typed[field.blockId]?.[field.actionId] ?? {}),
  );
  if (missing !== undefined) throw new Refused(`"${missing.label}" is required.`);
  return { ...view, typed, errors: {} };
}

/** A command may be answered with a message in the answer itself: JSON, or bare text. */
function showAnswer(workspace: SlackWorkspace, userId: string, channel: string, sent: Delivery): void {
  const body = bodyOf(sent);
  if (body.trim() === '') return;
  const json = parseJson(body);
  try {
    answerWith(workspace, isObject(json) ? json : { text: body }, { userId, channel });
  } catch (error) {
    // Slack drops an answer that it cannot show, and tells nobody.
    if (!(error instanceof SlackError)) throw error;
  }
}

function channelOf(workspace: SlackWorkspace, userId: string, name: string): SlackChannel {
  const plain = name.replace(/^#/, '');
  const channel = workspace.channels.find(
    (one) => !one.direct && one.name === plain && one.members.includes(userId),
  );
  if (channel === undefined) throw new Refused(`There is no channel "${name}" to type in.`);
  return channel;
}

/** Slack's word for what went wrong between it and the app. */
function failureOf(sent: Delivery): string | undefined {
  if (sent.result.outcome === 'timed-out') return 'operation_timeout';
  if (sent.result.outcome === 'failed') return 'dispatch_failed';
  return sent.result.status === 200 ? undefined : 'dispatch_unknown_error';
}

function noticeOf(sent: Delivery): Pick<Done, 'notice'> {
  const failure = failureOf(sent);
  return failure === undefined ? {} : { notice: `Something went wrong: ${failure}` };
}

function bodyOf(sent: Delivery): string {
  return sent.result.outcome === 'answered' ? sent.result.body : '';
}
