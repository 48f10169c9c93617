/** What a bot's token has to be allowed for each method, and what an app may ask for on the consent page. */

import { slackError } from './slack-error.ts';

/** Each method's page under https://docs.slack.dev/reference/methods (2026-11-22); what is not here needs nothing. */
const NEEDED: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'conversations.open': 'im:write',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
  'users.info': 'users:read',
  'users.list': 'users:read',
  'users.lookupByEmail': 'users:read.email',
};

/** What a token may do of which nothing else is said. */
export const EVERY_SCOPE: readonly string[] = [
  'app_mentions:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'im:history',
  'im:write',
  'users:read',
  'users:read.email',
];

/** Throws `missing_scope` for a method that these scopes do not allow. */
export function demandScope(method: string, scopes: readonly string[]): void {
  const needed = Object.hasOwn(NEEDED, method) ? NEEDED[method] : undefined;
  if (needed !== undefined && !scopes.includes(needed)) throw slackError('missing_scope');
}
