/** Modals and Home as Slack keeps them: trigger ids, the stack of three, hashes that lose races safely. */

import { randomBytes } from 'node:crypto';
import { isObject, objectOf, objectsOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { slackError } from './slack-error.ts';
import { SLACK_LIMITS as LIMITS } from './slack-limits.ts';
import { checkBlocks } from './slack-rules.ts';
import { checkKeys, checkShort, checkText, problem } from './slack-texts.ts';
import type { Problems } from './slack-texts.ts';
import { newId, withIds } from './slack-workspace.ts';
import type { SlackView, SlackWorkspace } from './slack-workspace.ts';

/** Permission to open one view, given with each deed of a person. */
export type Triggers = {
  readonly issue: (userId: string, viewId?: string) => string;
  /** The holder and the view it was pressed in; throws Slack's three errors. Spends the id. */
  readonly spend: (triggerId: unknown) => { userId: string; viewId: string | undefined };
  /** Whether an id was spent, to know that the app has answered. */
  readonly isSpent: (triggerId: string) => boolean;
};

/** `validMs` counts real time from when the id left Slack. */
export function createTriggers(validMs: number = LIMITS.triggerMs): Triggers {
  const issued = new Map<
    string,
    { userId: string; viewId: string | undefined; at: number; spent: boolean }
  >();
  return {
    issue: (userId, viewId) => {
      const id = `${Date.now()}.${randomBytes(5).readUIntBE(0, 5)}.${randomBytes(16).toString('hex')}`;
      issued.set(id, { userId, viewId, at: performance.now(), spent: false });
      return id;
    },
    spend: (triggerId) => {
      const trigger = typeof triggerId === 'string' ? issued.get(triggerId) : undefined;
      if (trigger === undefined) throw slackError('invalid_trigger_id');
      if (trigger.spent) throw slackError('exchanged_trigger_id');
      if (performance.now() - trigger.at > validMs) throw slackError('expired_trigger_id');
      trigger.spent = true;
      return trigger;
    },
    isSpent: (triggerId) => issued.get(triggerId)?.spent === true,
  };
}

/** A new modal alone on the person's screen. */
export function openView(workspace: SlackWorkspace, userId: string, definition: unknown): SlackView {
  const view = makeView(workspace, userId, checkedView(workspace, definition, 'modal'), undefined);
  setStack(workspace, userId, [view]);
  return view;
}

/** A modal upon the ones that stand open. */
export function pushView(workspace: SlackWorkspace, userId: string, definition: unknown): SlackView {
  const stack = stackOf(workspace, userId);
  if (stack.length >= LIMITS.viewStack) throw slackError('push_limit_reached');
  const checked = checkedView(workspace, definition, 'modal');
  const view = makeView(workspace, userId, checked, stack.at(-1));
  setStack(workspace, userId, [...stack, view]);
  return view;
}

/** Puts another definition into an open modal. What the person typed stays where block and action ids stay. */
export function updateView(
  workspace: SlackWorkspace,
  which: { viewId?: unknown; externalId?: unknown; hash?: unknown },
  definition: unknown,
): SlackView {
  const old = openViews(workspace).find(
    (view) =>
      view.id === which.viewId ||
      (typeof which.externalId === 'string' && view.definition['external_id'] === which.externalId),
  );
  if (old === undefined) throw slackError('not_found');
  if (which.hash !== undefined && which.hash !== '' && which.hash !== old.hash)
    throw slackError('hash_conflict');
  const view: SlackView = {
    ...old,
    hash: newHash(),
    definition: checkedView(workspace, definition, 'modal', old.id),
    errors: {},
  };
  replaceView(workspace, view);
  return view;
}

export function publishHome(
  workspace: SlackWorkspace,
  userId: string,
  definition: unknown,
  hash: unknown,
): SlackView {
  const old = workspace.state.homes[userId];
  if (hash !== undefined && hash !== '' && hash !== old?.hash) throw slackError('hash_conflict');
  const checked = checkedView(workspace, definition, 'home');
  const view =
    old === undefined
      ? makeView(workspace, userId, checked, undefined)
      : { ...old, hash: newHash(), definition: checked, typed: {}, errors: {} };
  workspace.state.homes[userId] = view;
  workspace.changed(userId);
  return view;
}

export function stackOf(workspace: SlackWorkspace, userId: string): readonly SlackView[] {
  return workspace.state.modals[userId] ?? [];
}

export function setStack(workspace: SlackWorkspace, userId: string, stack: readonly SlackView[]): void {
  workspace.state.modals[userId] = stack;
  workspace.changed(userId);
}

/** Keeps a changed view where it stands; nothing when it was closed meanwhile. */
export function replaceView(workspace: SlackWorkspace, view: SlackView): void {
  const stack = stackOf(workspace, view.user);
  setStack(
    workspace,
    view.user,
    stack.map((one) => (one.id === view.id ? view : one)),
  );
}

/** A view as it stands in payloads and in the answers of `views.*`. */
export function viewJson(workspace: SlackWorkspace, view: SlackView, values: JsonObject): JsonObject {
  return {
    id: view.id,
    team_id: workspace.teamId,
    private_metadata: '',
    callback_id: '',
    clear_on_close: false,
    notify_on_close: false,
    close: null,
    submit: null,
    external_id: '',
    ...view.definition,
    state: { values },
    hash: view.hash,
    previous_view_id: view.previousId ?? null,
    root_view_id: view.rootId,
    app_id: workspace.appId,
    app_installed_team_id: workspace.teamId,
    bot_id: workspace.botId,
  };
}

function checkedView(
  workspace: SlackWorkspace,
  definition: unknown,
  type: 'modal' | 'home',
  updating?: string,
): JsonObject {
  if (!isObject(definition))
    throw slackError('invalid_arguments', ['must be an object [json-pointer:/view]']);
  if (Buffer.byteLength(JSON.stringify(definition)) > LIMITS.viewBytes) throw slackError('view_too_large');
  const problems: Problems = [];
  if (definition['type'] !== type) problem(problems, `must be ${type}`, '/view/type');
  checkKeys(problems, definition, '/view', type === 'modal' ? MODAL_KEYS : HOME_KEYS);
  if (type === 'modal') checkModalTexts(problems, definition);
  for (const [key, max] of [
    ['private_metadata', LIMITS.privateMetadata],
    ['callback_id', LIMITS.callbackId],
    ['external_id', LIMITS.externalId],
  ] as const) {
    if (definition[key] !== undefined) checkShort(problems, definition[key], `/view/${key}`, max, 0);
  }
  problems.push(...checkBlocks(definition['blocks'], type, '/view/blocks'));
  if (problems.length > 0) throw slackError('invalid_arguments', problems);
  const externalId = textOf(definition['external_id']);
  const taken = openViews(workspace).some(
    (view) => externalId !== '' && view.id !== updating && view.definition['external_id'] === externalId,
  );
  if (taken) throw slackError('duplicate_external_id');
  return { ...definition, blocks: withIds(workspace, objectsOf(definition['blocks'])) };
}

const HOME_KEYS = ['type', 'blocks', 'private_metadata', 'callback_id', 'external_id'];
const MODAL_KEYS = [...HOME_KEYS, 'title', 'submit', 'close', 'clear_on_close', 'notify_on_close'];

function checkModalTexts(problems: Problems, definition: JsonObject): void {
  checkText(problems, definition['title'], '/view/title', LIMITS.viewTitle, 'plain');
  for (const key of ['submit', 'close']) {
    if (definition[key] !== undefined) {
      checkText(problems, definition[key], `/view/${key}`, LIMITS.viewButton, 'plain');
    }
  }
  const asks = objectsOf(definition['blocks']).some((block) => block['type'] === 'input');
  if (asks && definition['submit'] === undefined) {
    problem(problems, 'missing required field: submit (a view with input blocks needs one)', '/view');
  }
}

function makeView(
  workspace: SlackWorkspace,
  user: string,
  definition: JsonObject,
  previous: SlackView | undefined,
): SlackView {
  const id = newId(workspace, 'V');
  return {
    id,
    hash: newHash(),
    user,
    rootId: previous?.rootId ?? id,
    ...(previous === undefined ? {} : { previousId: previous.id }),
    definition,
    typed: {},
    errors: {},
  };
}

/** Modals and homes of everybody: external ids are unique over all of them. */
function openViews(workspace: SlackWorkspace): readonly SlackView[] {
  return [...Object.values(workspace.state.modals).flat(), ...Object.values(workspace.state.homes)];
}

function newHash(): string {
  return `${Math.floor(Date.now() / 1000)}.${randomBytes(4).toString('hex')}`;
}

/** Title of a view, as shown. */
export function titleOf(view: SlackView): string {
  return textOf(objectOf(view.definition['title'])['text']);
}
