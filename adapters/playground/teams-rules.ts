/** Activities and Adaptive Cards 1.5 as Teams enforces them: what is known, what is required, what is too much. */

import { isObject, listOf, objectsOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { checkInput } from './teams-inputs.ts';
import { ACTIONS, COMMON, ELEMENTS } from './teams-elements.ts';
import type { Shape } from './teams-elements.ts';
import { TEAMS_LIMITS as LIMITS } from './teams-limits.ts';

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

export type ActivityFault = { readonly status: 400 | 413; readonly code: string; readonly message: string };

/** Why an activity that the bot sends is refused; `undefined` when it is taken. */
export function checkActivity(
  activity: JsonObject,
  conversation: 'personal' | 'channel',
): ActivityFault | undefined {
  const type = activity['type'];
  if (type === 'typing') return undefined;
  if (type !== 'message') return bad(`Unknown activity type "${textOf(type)}"`);
  if (JSON.stringify(activity).length * 2 > LIMITS.messageBytes) {
    return { status: 413, code: 'MessageSizeTooBig', message: 'Message size too large.' };
  }
  const attachments = objectsOf(activity['attachments']);
  if (textOf(activity['text']) === '' && attachments.length === 0) {
    return bad("Activity must include non empty 'text' field or at least 1 attachment");
  }
  for (const attachment of attachments) {
    if (attachment['contentType'] !== CARD_TYPE)
      return bad(`Unknown attachment type "${textOf(attachment['contentType'])}"`);
    const card = attachment['content'];
    if (Buffer.byteLength(JSON.stringify(card ?? null)) > LIMITS.cardBytes) {
      return { status: 413, code: 'MessageSizeTooBig', message: 'Card size too large.' };
    }
    const [problem] = checkCard(card, conversation);
    if (problem !== undefined) return bad(problem);
  }
  return checkMentions(activity);
}

/** What is wrong with a card, with the place of each fault; empty when Teams would draw it whole. */
export function checkCard(card: unknown, conversation: 'personal' | 'channel'): readonly string[] {
  const problems: string[] = [];
  if (!isObject(card)) return ['card: must be an object'];
  if (card['type'] !== 'AdaptiveCard') problems.push('card.type: must be AdaptiveCard');
  if (!/^1\.[0-5]$/.test(textOf(card['version']))) problems.push('card.version: must be 1.0 to 1.5');
  checkShape(problems, card, 'card', CARD, conversation);
  const ids = new Set<string>();
  for (const id of inputIds(card)) {
    if (ids.has(id)) problems.push(`card: two inputs have the id "${id}"`);
    ids.add(id);
  }
  return problems;
}

const CARD: Shape = {
  required: { type: 'text', version: 'text' },
  optional: {
    $schema: 'text',
    body: 'elements',
    actions: 'actions',
    selectAction: 'action',
    fallbackText: 'text',
    speak: 'text',
    lang: 'text',
    minHeight: 'text',
    verticalContentAlignment: 'text',
    backgroundImage: 'any',
    refresh: 'any',
    authentication: 'any',
    msteams: 'any',
    rtl: 'flag',
    metadata: 'any',
  },
};

function checkShape(
  problems: string[],
  value: JsonObject,
  at: string,
  shape: Shape,
  conversation: 'personal' | 'channel',
): void {
  for (const key of Object.keys(shape.required)) {
    if (value[key] === undefined || value[key] === '') problems.push(`${at}.${key}: is required`);
  }
  for (const [key, given] of Object.entries(value)) {
    const kind = shape.required[key] ?? shape.optional[key] ?? COMMON[key];
    const place = `${at}.${key}`;
    if (kind === undefined) problems.push(`${place}: unknown property`);
    else checkKind(problems, given, place, kind, conversation);
  }
}

function checkKind(
  problems: string[],
  value: unknown,
  at: string,
  kind: string,
  conversation: 'personal' | 'channel',
): void {
  const nested = (list: unknown, check: (one: unknown, place: string) => void): void => {
    if (!Array.isArray(list)) problems.push(`${at}: must be a list`);
    for (const [index, one] of listOf(list).entries()) check(one, `${at}[${index}]`);
  };
  const part = (shape: Shape) => (one: unknown, place: string) => {
    if (isObject(one)) checkShape(problems, one, place, shape, conversation);
    else problems.push(`${place}: must be an object`);
  };
  switch (kind) {
    case 'text':
      if (typeof value !== 'string') problems.push(`${at}: must be a text`);
      return;
    case 'flag':
      if (typeof value !== 'boolean') problems.push(`${at}: must be true or false`);
      return;
    case 'number':
      if (typeof value !== 'number') problems.push(`${at}: must be a number`);
      return;
    case 'elements':
      nested(value, (one, place) => checkElement(problems, one, place, conversation));
      return;
    case 'actions':
      nested(value, (one, place) => checkAction(problems, one, place, conversation));
      if (listOf(value).length > LIMITS.actions) problems.push(`${at}: at most ${LIMITS.actions} actions`);
      return;
    case 'action':
      checkAction(problems, value, at, conversation);
      return;
    case 'facts':
      nested(value, part({ required: { title: 'text', value: 'text' }, optional: {} }));
      return;
    case 'columns':
      nested(value, part(COLUMN));
      return;
    case 'rows':
      nested(value, part({ required: { type: 'text' }, optional: { cells: 'cells', style: 'text' } }));
      return;
    case 'cells':
      nested(value, part(CELL));
      return;
    case 'card':
      problems.push(...checkCard(value, conversation).map((line) => `${at}: ${line}`));
      return;
    default:
      if (kind.startsWith('one of ')) checkWord(problems, value, at, kind);
  }
}

const COLUMN: Shape = {
  required: {},
  optional: {
    type: 'text',
    items: 'elements',
    width: 'any',
    style: 'text',
    selectAction: 'action',
    bleed: 'flag',
    verticalContentAlignment: 'text',
    minHeight: 'text',
    backgroundImage: 'any',
  },
};

const CELL: Shape = {
  required: { type: 'text' },
  optional: { items: 'elements', style: 'text', selectAction: 'action', verticalContentAlignment: 'text' },
};

function checkElement(
  problems: string[],
  element: unknown,
  at: string,
  conversation: 'personal' | 'channel',
): void {
  const type = isObject(element) ? textOf(element['type']) : '';
  const shape = ELEMENTS[type];
  if (!isObject(element) || shape === undefined) {
    problems.push(`${at}: unknown element "${type}"`);
    return;
  }
  checkShape(problems, element, at, shape, conversation);
  if (type.startsWith('Input.')) problems.push(...checkInput(element, at, conversation));
}

function checkAction(
  problems: string[],
  action: unknown,
  at: string,
  conversation: 'personal' | 'channel',
): void {
  const type = isObject(action) ? textOf(action['type']) : '';
  const shape = ACTIONS[type];
  if (!isObject(action) || shape === undefined) {
    problems.push(`${at}: unknown action "${type}"`);
    return;
  }
  checkShape(problems, action, at, shape, conversation);
  if (isObject(action['fallback'])) checkAction(problems, action['fallback'], `${at}.fallback`, conversation);
}

/** Words are compared without regard to case, as Adaptive Cards do. */
function checkWord(problems: string[], value: unknown, at: string, kind: string): void {
  const words = kind.slice('one of '.length).split(' ');
  if (!words.some((word) => word.toLowerCase() === textOf(value).toLowerCase())) {
    problems.push(`${at}: must be ${kind}`);
  }
}

function inputIds(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(inputIds);
  if (!isObject(value)) return [];
  const own = textOf(value['type']).startsWith('Input.') ? [textOf(value['id'])] : [];
  return [...own, ...Object.values(value).flatMap(inputIds)];
}

/** A mention's text must stand in the message, letter for letter, or Teams refuses the message. */
function checkMentions(activity: JsonObject): ActivityFault | undefined {
  for (const entity of objectsOf(activity['entities'])) {
    if (entity['type'] !== 'mention') continue;
    if (!textOf(activity['text']).includes(textOf(entity['text'])))
      return bad('Mention text is not in the message');
  }
  return undefined;
}

function bad(message: string): ActivityFault {
  return { status: 400, code: 'BadSyntax', message };
}
