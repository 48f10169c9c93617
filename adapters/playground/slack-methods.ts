/** The Web API's methods as one workspace's token may call them. */

import { textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { deleteMessage, postEphemeral, postMessage, updateMessage } from './slack-chat.ts';
import {
  authTest,
  conversationsInfo,
  conversationsMembers,
  conversationsOpen,
  usersInfo,
  usersList,
  usersLookupByEmail,
} from './slack-directory.ts';
import { slackError } from './slack-error.ts';
import type { Uploads } from './slack-files.ts';
import { inputValues } from './slack-fields.ts';
import { openView, publishHome, pushView, stackOf, updateView, viewJson } from './slack-views.ts';
import type { Triggers } from './slack-views.ts';
import { directWith } from './slack-workspace.ts';
import type { SlackView, SlackWorkspace } from './slack-workspace.ts';

/** Throws a `SlackError` where the method says no. */
export type Method = (args: JsonObject) => JsonObject;

export type Methods = Readonly<Record<string, Method>>;

export function methodsOf(parts: {
  workspace: SlackWorkspace;
  triggers: Triggers;
  uploads: Uploads;
  /** A message of the bot's own was posted: Slack tells the app about that, too. */
  posted: (channel: string, ts: string) => void;
}): Methods {
  const { workspace, triggers, uploads } = parts;
  const shown = (view: SlackView): JsonObject => ({ view: viewJson(workspace, view, inputValues(view)) });
  return {
    'auth.test': () => authTest(workspace),
    'chat.postMessage': (args) => {
      const result = postMessage(workspace, args);
      parts.posted(textOf(result['channel']), textOf(result['ts']));
      return result;
    },
    'chat.update': (args) => updateMessage(workspace, args),
    'chat.delete': (args) => deleteMessage(workspace, args),
    'chat.postEphemeral': (args) => postEphemeral(workspace, args),
    'conversations.open': (args) => conversationsOpen(workspace, args),
    'conversations.info': (args) => conversationsInfo(workspace, args),
    'conversations.members': (args) => conversationsMembers(workspace, args),
    'users.info': (args) => usersInfo(workspace, args),
    'users.list': (args) => usersList(workspace, args),
    'users.lookupByEmail': (args) => usersLookupByEmail(workspace, args),
    'views.open': (args) => {
      const { userId } = triggers.spend(args['trigger_id']);
      return shown(openView(workspace, userId, args['view']));
    },
    'views.push': (args) => {
      const { userId, viewId } = triggers.spend(args['trigger_id']);
      if (viewId === undefined || stackOf(workspace, userId).at(-1)?.id !== viewId)
        throw slackError('not_found');
      return shown(pushView(workspace, userId, args['view']));
    },
    'views.update': (args) => {
      const which = { viewId: args['view_id'], externalId: args['external_id'], hash: args['hash'] };
      return shown(updateView(workspace, which, args['view']));
    },
    'views.publish': (args) => {
      const userId = textOf(args['user_id']);
      directWith(workspace, userId);
      return shown(publishHome(workspace, userId, args['view'], args['hash']));
    },
    'files.getUploadURLExternal': (args) => uploads.getUrl(args),
    'files.completeUploadExternal': (args) => uploads.complete(args),
  };
}
