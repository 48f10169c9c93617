/** A card as one person has it before them: which parts show, which can be pressed, which can be filled in. */

import type { Control } from './api-types.ts';
import { isObject, objectOf, objectsOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { CARD_TYPE } from './teams-rules.ts';
import { isCard } from './teams-text.ts';
import type { TeamsMessage, TeamsTenant } from './teams-tenant.ts';

/** The card that a message shows to a person: the one an invoke put there for them, else the stored one. */
export function cardOf(message: TeamsMessage, userId: string): JsonObject | undefined {
  const shown = message.shown[userId];
  if (shown !== undefined) return shown;
  const attachments = objectsOf(message.activity['attachments']);
  const card = attachments.find((one) => one['contentType'] === CARD_TYPE)?.['content'];
  return isCard(card) ? card : undefined;
}

/** Whether an element shows: as the card says, unless the person has switched it. */
export function visibility(
  tenant: TeamsTenant,
  message: TeamsMessage,
  userId: string,
): (element: JsonObject) => boolean {
  const switched = tenant.switched.get(`${message.id} ${userId}`);
  return (element) => switched?.get(textOf(element['id'])) ?? element['isVisible'] !== false;
}

/** What is pressed on a card. An `Action.ToggleVisibility` is one, too: it uncovers things. */
export type CardAction = { readonly label: string; readonly action: JsonObject };

/** In reading order; those of hidden parts are left out. */
export function actionsOf(
  card: JsonObject,
  isVisible: (element: JsonObject) => boolean,
): readonly CardAction[] {
  const inElements = partsOf(card, isVisible).flatMap((element) =>
    element['type'] === 'ActionSet' ? objectsOf(element['actions']) : [],
  );
  return [...inElements, ...objectsOf(card['actions'])].map((action) => ({
    label: textOf(action['title']),
    action,
  }));
}

export function shownActions(actions: readonly CardAction[]): readonly Control[] {
  return actions.map(({ label, action }) =>
    action['type'] === 'Action.OpenUrl'
      ? { label, kind: 'link', url: textOf(action['url']) }
      : { label, kind: 'button' },
  );
}

/** Visible elements in reading order, containers opened. */
export function partsOf(
  card: JsonObject,
  isVisible: (element: JsonObject) => boolean,
): readonly JsonObject[] {
  const open = (element: JsonObject): readonly JsonObject[] => {
    if (!isVisible(element)) return [];
    const inside = [
      ...objectsOf(element['items']),
      ...objectsOf(element['columns']),
      ...objectsOf(element['rows']),
      ...objectsOf(element['cells']),
    ];
    return [element, ...inside.flatMap(open)];
  };
  return objectsOf(card['body']).flatMap(open);
}

/**
 * What a button that uncovers something leads to, when what it uncovers is a question with one answer that sends: the
 * way a card asks "are you sure". `undefined` when it is no such question.
 */
export function confirmedBy(card: JsonObject, toggle: JsonObject): JsonObject | undefined {
  const targets = targetsOf(toggle).filter((target) => target.isVisible !== false);
  const all = partsOf(card, () => true);
  const uncovered = all.filter((element) => targets.some((target) => target.id === element['id']));
  const inside = uncovered.flatMap((element) =>
    partsOf({ body: [{ ...element, isVisible: true }] }, () => true).flatMap((part) =>
      part['type'] === 'ActionSet' ? objectsOf(part['actions']) : [],
    ),
  );
  const sending = inside.filter((action) => isSending(action));
  return sending.length === 1 ? sending[0] : undefined;
}

/** Element ids that a toggle switches, and to what; `undefined` flips. */
export function targetsOf(toggle: JsonObject): readonly { id: string; isVisible: boolean | undefined }[] {
  const targets = toggle['targetElements'];
  return (Array.isArray(targets) ? targets : []).map((target: unknown) => {
    if (typeof target === 'string') return { id: target, isVisible: undefined };
    const { elementId, isVisible } = objectOf(target);
    return { id: textOf(elementId), isVisible: typeof isVisible === 'boolean' ? isVisible : undefined };
  });
}

export function isSending(action: JsonObject): boolean {
  return action['type'] === 'Action.Execute' || action['type'] === 'Action.Submit';
}

/** Whether pressing it sends what stands in the inputs, and so asks for the required ones. */
export function sendsInputs(action: JsonObject): boolean {
  return isSending(action) && textOf(action['associatedInputs']).toLowerCase() !== 'none';
}

/** The button that sends a form: the one marked positive, else the first that sends the inputs. */
export function submitOf(actions: readonly CardAction[]): CardAction | undefined {
  const sending = actions.filter(({ action }) => sendsInputs(action));
  return sending.find(({ action }) => textOf(action['style']).toLowerCase() === 'positive') ?? sending[0];
}

export function isInput(element: unknown): element is JsonObject {
  return isObject(element) && textOf(element['type']).startsWith('Input.');
}
