/** One person's Teams: what the client sends when they do something, and what it does with the answer. */

import type { FieldValue } from './api-types.ts';
import { findByLabel, perform, Refused, sayLabels } from './client.ts';
import type { Client, Deeds, Done } from './client.ts';
import type { Option } from './choice.ts';
import { objectOf, objectsOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { RosterPerson } from './roster.ts';
import {
  executeActivity,
  fileActivity,
  placeOf,
  searchActivity,
  submitActivity,
  textActivity,
} from './teams-activities.ts';
import type { Place } from './teams-activities.ts';
import {
  actionsOf,
  cardOf,
  confirmedBy,
  isSending,
  sendsInputs,
  submitOf,
  targetsOf,
  visibility,
} from './teams-card.ts';
import { wasTaken } from './teams-delivery.ts';
import type { TeamsDelivery } from './teams-delivery.ts';
import type { Drive } from './teams-drive.ts';
import { fieldsOf, fillIn, initialValue, isMissing } from './teams-fields.ts';
import { takeInvokeAnswer, UNREACHABLE } from './teams-invoke.ts';
import { TEAMS_LIMITS } from './teams-limits.ts';
import { openForm, teamsScreenOf } from './teams-screen.ts';
import { addTeamsMessage, replaceTeamsMessage, teamsMessagesFor } from './teams-tenant.ts';
import type { TeamsMessage, TeamsTenant } from './teams-tenant.ts';

export type TeamsClientParts = {
  readonly tenant: TeamsTenant;
  readonly delivery: TeamsDelivery;
  readonly drive: Pick<Drive, 'keep'>;
  readonly serviceUrl: () => string;
  /** Tells the app that it was installed for this person, once; before they do anything else. */
  readonly install: (person: RosterPerson) => Promise<void>;
  readonly version: (personId: string) => number;
};

export function createTeamsClient(parts: TeamsClientParts): Client {
  const byId = (id: string): RosterPerson => {
    const person = parts.tenant.people.find((one) => one.id === id);
    if (person === undefined) throw new Refused(`${id} is not in this tenant.`);
    return person;
  };
  return {
    screen: (personId) => teamsScreenOf(parts.tenant, byId(personId)),
    act: async (personId, act) => {
      await parts.install(byId(personId));
      return perform(deedsOf(parts, byId(personId)), act);
    },
  };
}

function deedsOf(parts: TeamsClientParts, person: RosterPerson): Deeds {
  const { tenant } = parts;
  const form = (): NonNullable<ReturnType<typeof openForm>> => {
    const open = openForm(tenant, person);
    if (open === undefined) throw new Refused('No form is open.');
    return open;
  };
  const say = async (words: string, channelName: string | undefined): Promise<Done> => {
    if (words.trim() === '') throw new Refused('There is nothing to send.');
    const place = channelName === undefined ? {} : { channel: channelOf(tenant, person, channelName) };
    const activity = textActivity(tenant, parts.serviceUrl(), person, place, words.trim());
    const conversation = textOf(objectOf(activity['conversation'])['id']);
    addTeamsMessage(tenant, conversation, person.userId, activity, textOf(activity['id']));
    return sendMessage(parts, person, activity);
  };
  return {
    command: say,
    say,
    press: (label, where) => {
      const { message, card, action } = findAction(tenant, person, label, where);
      if (sendsInputs(action)) return send(parts, person, message, card, action, {});
      return press(parts, person, message, card, action);
    },
    submit: (values) => {
      const open = form();
      const submit = submitOf(open.actions);
      if (submit === undefined) throw new Refused('This form has no button that sends it.');
      return send(parts, person, open.message, open.card, submit.action, values);
    },
    dismiss: () => {
      const open = form();
      const cancel = open.actions.find(
        ({ label, action }) =>
          isSending(action) && !sendsInputs(action) && /^(cancel|close|not now)$/i.test(label),
      );
      if (cancel !== undefined) return press(parts, person, open.message, open.card, cancel.action);
      putAside(tenant, person, open.message);
      return Promise.resolve({ tookMs: 0, version: -1 });
    },
    attach: async (attached, channelName) => {
      const place = channelName === undefined ? {} : { channel: channelOf(tenant, person, channelName) };
      const files = attached.map(({ name, base64 }) => parts.drive.keep(name, Buffer.from(base64, 'base64')));
      const activity = fileActivity(tenant, parts.serviceUrl(), person, place, files);
      const conversation = textOf(objectOf(activity['conversation'])['id']);
      addTeamsMessage(tenant, conversation, person.userId, activity, textOf(activity['id']));
      return sendMessage(parts, person, activity);
    },
    openHome: () => {
      throw new Refused('Rapport has no page of its own in Teams.');
    },
  };
}

/** Presses a button that takes no inputs along. */
async function press(
  parts: TeamsClientParts,
  person: RosterPerson,
  message: TeamsMessage,
  card: JsonObject,
  action: JsonObject,
): Promise<Done> {
  const { tenant } = parts;
  switch (action['type']) {
    case 'Action.Execute':
    case 'Action.Submit':
      return sendAction(parts, person, message, action, {});
    case 'Action.ToggleVisibility': {
      const confirmed = confirmedBy(card, action);
      if (confirmed !== undefined) return press(parts, person, message, card, confirmed);
      const key = `${message.id} ${person.userId}`;
      const isVisible = visibility(tenant, message, person.userId);
      const switched = new Map(tenant.switched.get(key));
      for (const target of targetsOf(action)) {
        switched.set(target.id, target.isVisible ?? !isVisible({ id: target.id }));
      }
      tenant.switched.set(key, switched);
      tenant.changed(person.userId);
      return { tookMs: 0, version: -1 };
    }
    case 'Action.OpenUrl':
      return { tookMs: 0, version: -1 };
    default:
      throw new Refused('This playground cannot press a button of that kind.');
  }
}

/** Sends a card's inputs; refuses what the client would hold back. */
async function send(
  parts: TeamsClientParts,
  person: RosterPerson,
  message: TeamsMessage,
  card: JsonObject,
  action: JsonObject,
  values: Readonly<Record<string, FieldValue>>,
): Promise<Done> {
  const fields = fieldsOf(card, visibility(parts.tenant, message, person.userId));
  const place = placeOf(parts.tenant, message);
  const typed: Record<string, string> = {};
  for (const field of fields) typed[field.id] = initialValue(field.input);
  for (const [label, value] of Object.entries(values)) {
    const field = findByLabel(fields, (one) => one.label, label);
    if (field === undefined) {
      throw new Refused(
        `The form has no field "${label}"; it has ${sayLabels(fields.map((one) => one.label))}.`,
      );
    }
    typed[field.id] = await fillIn(field, value, (dataset, text) =>
      search(parts, person, place, dataset, text),
    );
  }
  const missing = fields.find((field) => isMissing(field, typed[field.id] ?? ''));
  if (missing !== undefined) throw new Refused(`"${missing.label}" is required.`);
  return sendAction(parts, person, message, action, typed);
}

async function sendAction(
  parts: TeamsClientParts,
  person: RosterPerson,
  message: TeamsMessage,
  action: JsonObject,
  inputs: Readonly<Record<string, string>>,
): Promise<Done> {
  const { tenant, delivery } = parts;
  const place = placeOf(tenant, message);
  const data = { ...objectOf(action['data']), ...inputs };
  if (action['type'] === 'Action.Submit') {
    return sendMessage(
      parts,
      person,
      submitActivity(tenant, parts.serviceUrl(), person, message, place, data),
    );
  }
  const executed = {
    type: 'Action.Execute',
    ...(action['id'] === undefined ? {} : { id: action['id'] }),
    verb: action['verb'],
    title: action['title'],
    data,
  };
  const since = parts.version(person.id);
  const sent = await delivery.invoke(
    executeActivity(tenant, parts.serviceUrl(), person, message, place, executed),
  );
  const notice =
    sent.answer === undefined
      ? UNREACHABLE
      : takeInvokeAnswer(tenant, person, message, sent.result, sent.answer);
  return { tookMs: sent.tookMs, version: since, ...(notice === undefined ? {} : { notice }) };
}

async function sendMessage(
  parts: TeamsClientParts,
  person: RosterPerson,
  activity: JsonObject,
): Promise<Done> {
  const since = parts.version(person.id);
  const sent = await parts.delivery.message(activity);
  if (wasTaken(sent)) return { tookMs: sent.tookMs, version: since };
  return { tookMs: sent.tookMs, version: since, notice: 'Rapport did not answer.' };
}

/** The directory is searched by the client itself; any other dataset by the bot. */
async function search(
  parts: TeamsClientParts,
  person: RosterPerson,
  place: Place,
  dataset: string,
  typed: string,
): Promise<readonly Option[]> {
  if (dataset.startsWith('graph.microsoft.com/users')) {
    const wanted = typed.normalize('NFC').toLowerCase();
    return parts.tenant.people
      .filter((one) => one.name.normalize('NFC').toLowerCase().includes(wanted))
      .map((one) => ({ label: one.name, value: one.aadObjectId ?? '' }));
  }
  const query = { dataset, text: typed, top: TEAMS_LIMITS.searchResults };
  const sent = await parts.delivery.invoke(
    searchActivity(parts.tenant, parts.serviceUrl(), person, place, query),
  );
  if (sent.answer?.['type'] !== 'application/vnd.microsoft.search.searchResponse') return [];
  return objectsOf(objectOf(sent.answer['value'])['results'])
    .slice(0, TEAMS_LIMITS.searchResults)
    .map((result) => ({ label: textOf(result['title']), value: textOf(result['value']) }));
}

function findAction(
  tenant: TeamsTenant,
  person: RosterPerson,
  label: string,
  where: string | undefined,
): { message: TeamsMessage; card: JsonObject; action: JsonObject } {
  const formId = openForm(tenant, person)?.message.id;
  const wanted = where === 'form' ? formId : where;
  const all = teamsMessagesFor(tenant, person.userId).toReversed();
  const there: string[] = [];
  for (const message of all) {
    if (where !== undefined && message.id !== wanted) continue;
    const card = cardOf(message, person.userId);
    if (card === undefined) continue;
    const actions = actionsOf(card, visibility(tenant, message, person.userId));
    const found = findByLabel(actions, (one) => one.label, label);
    if (found !== undefined) return { message, card, action: found.action };
    if (there.length < 6) there.push(...actions.map((one) => one.label));
  }
  throw new Refused(
    `There is no button "${label}" to press. Nearest there is ${sayLabels([...new Set(there)])}.`,
  );
}

/** Without a button that cancels, a form is left alone: what an invoke had put there goes, a message's own form stays unused. */
function putAside(tenant: TeamsTenant, person: RosterPerson, message: TeamsMessage): void {
  if (message.shown[person.userId] !== undefined) {
    const { [person.userId]: _, ...shown } = message.shown;
    replaceTeamsMessage(tenant, message.id, (old) => ({ ...old, shown }));
    return;
  }
  tenant.putAside.add(`${message.id} ${person.userId}`);
  tenant.changed(person.userId);
}

function channelOf(tenant: TeamsTenant, person: RosterPerson, name: string): NonNullable<Place['channel']> {
  const plain = name.replace(/^#/, '');
  const channel = tenant.channels.find((one) => one.name === plain && one.members.includes(person.userId));
  if (channel === undefined) throw new Refused(`There is no channel "${name}" to type in.`);
  return channel;
}
