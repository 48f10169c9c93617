/** What one person's Teams shows. */

import type { Screen, ScreenForm } from './api-types.ts';
import { asJson, objectsOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { RosterPerson } from './roster.ts';
import { actionsOf, cardOf, isInput, partsOf, shownActions, submitOf, visibility } from './teams-card.ts';
import type { CardAction } from './teams-card.ts';
import { fieldsOf, shownField } from './teams-fields.ts';
import type { TeamsField } from './teams-fields.ts';
import { findConversation, teamsMessagesFor, userNamed } from './teams-tenant.ts';
import type { TeamsMessage, TeamsTenant } from './teams-tenant.ts';
import { readMarkdown, readMessageText, textOfCard } from './teams-text.ts';

export function teamsScreenOf(tenant: TeamsTenant, person: RosterPerson): Screen {
  const form = openForm(tenant, person);
  return {
    messages: teamsMessagesFor(tenant, person.userId).map((message) => {
      const card = cardOf(message, person.userId);
      const isVisible = visibility(tenant, message, person.userId);
      const said = readMessageText(message.activity, person.zone);
      const shown = card === undefined ? '' : textOfCard(card, isVisible, person.zone);
      return {
        id: message.id,
        at: message.at,
        channel: channelNamed(tenant, message),
        from: userNamed(tenant, message.author),
        text: [said, shown, ...filesOf(message.activity)].filter((part) => part !== '').join('\n'),
        controls: card === undefined ? [] : shownActions(actionsOf(card, isVisible)),
        payload: asJson(
          message.shown[person.userId] === undefined ? message.activity : withCard(message, card),
        ),
      };
    }),
    form: form === undefined ? null : formJson(form, person.zone),
    home: null,
    channels: tenant.channels
      .filter((channel) => channel.members.includes(person.userId))
      .map((channel) => channel.name),
  };
}

/** Only what has a name is a file: what people type comes with a copy of itself as HTML. */
function filesOf(activity: JsonObject): readonly string[] {
  return objectsOf(activity['attachments'])
    .map((one) => textOf(one['name']))
    .filter((name) => name !== '')
    .map((name) => `File: ${name}`);
}

/** The newest card that asks for something, unless the person has put it aside. */
export type OpenCard = {
  readonly message: TeamsMessage;
  readonly card: JsonObject;
  readonly said: string;
  readonly fields: readonly TeamsField[];
  readonly actions: readonly CardAction[];
};

export function openForm(tenant: TeamsTenant, person: RosterPerson): OpenCard | undefined {
  for (const message of teamsMessagesFor(tenant, person.userId).toReversed()) {
    const card = cardOf(message, person.userId);
    if (card === undefined || tenant.putAside.has(`${message.id} ${person.userId}`)) continue;
    const isVisible = visibility(tenant, message, person.userId);
    if (!partsOf(card, isVisible).some(isInput)) continue;
    return {
      message,
      card,
      said: textOfCard(card, (element) => !isInput(element) && isVisible(element), person.zone),
      fields: fieldsOf(card, isVisible),
      actions: actionsOf(card, isVisible),
    };
  }
  return undefined;
}

function formJson(form: OpenCard, zone: string): ScreenForm {
  const submit = submitOf(form.actions);
  const first = partsOf(form.card, () => true).find((element) => element['type'] === 'TextBlock');
  return {
    title: readMarkdown(typeof first?.['text'] === 'string' ? first['text'] : '', zone),
    text: form.said,
    fields: form.fields.map(shownField),
    submit: submit?.label ?? '',
    controls: shownActions(form.actions.filter((action) => action !== submit)),
    payload: asJson(form.card),
    message: form.message.id,
  };
}

/** The activity as this person's client has it now, with the card that an invoke's answer put there. */
function withCard(message: TeamsMessage, card: JsonObject | undefined): JsonObject {
  return {
    ...message.activity,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}

function channelNamed(tenant: TeamsTenant, message: TeamsMessage): string {
  const conversation = findConversation(tenant, message.conversation);
  return conversation?.kind === 'channel' ? conversation.channel.name : 'Rapport';
}
