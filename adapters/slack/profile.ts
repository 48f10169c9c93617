/** Slack users as profiles. */

import type { Profile } from '../../src/engine/terms.ts';
import { at, listAt, textAt } from './payload.ts';

/** `undefined` for something that is no user. Guests, bots and people of other organisations are outsiders. */
export function readProfile(user: unknown, workspace: string): Profile | undefined {
  const externalId = textAt(user, 'id');
  if (externalId === undefined) return undefined;
  const name =
    textAt(user, 'profile', 'real_name') ??
    textAt(user, 'real_name') ??
    textAt(user, 'profile', 'display_name') ??
    textAt(user, 'name') ??
    externalId;
  const email = textAt(user, 'profile', 'email');
  const zone = textAt(user, 'tz');
  return {
    externalId,
    name,
    ...(email !== undefined && { email }),
    ...(zone !== undefined && { zone }),
    administrator: is(user, 'is_admin') || is(user, 'is_owner') || is(user, 'is_primary_owner'),
    outsider: isOutsider(user, externalId, workspace),
  };
}

function isOutsider(user: unknown, id: string, workspace: string): boolean {
  if (id === 'USLACKBOT') return true;
  const marks = [
    'is_bot',
    'is_workflow_bot',
    'deleted',
    'is_restricted',
    'is_ultra_restricted',
    'is_stranger',
  ];
  if (marks.some((mark) => is(user, mark))) return true;
  const home = textAt(user, 'team_id');
  if (home === undefined || home === workspace) return false;
  // In an Enterprise organisation a colleague's first workspace may be another one of the same organisation.
  const teams = listAt(user, 'enterprise_user', 'teams');
  return !teams.includes(workspace) && textAt(user, 'enterprise_user', 'enterprise_id') !== workspace;
}

function is(user: unknown, mark: string): boolean {
  return at(user, mark) === true;
}
