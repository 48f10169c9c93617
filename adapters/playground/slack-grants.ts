/** The tokens that workspaces have given to the app, and what each may do. */

import { randomBytes } from 'node:crypto';
import { slackError } from './slack-error.ts';

export type Grant = { readonly teamId: string; readonly scopes: readonly string[] };

export type Grants = {
  /**
   * A token in the place of the workspace's earlier one, which dies. Slack often gives the same one again; an app that
   * goes on with its old one would not be found out by that.
   */
  readonly give: (grant: Grant, token?: string) => string;
  /** Throws Slack's word for a token that is none, or is none any more. */
  readonly find: (token: string) => Grant;
  /** Whether the app is installed in a workspace. */
  readonly isInstalled: (teamId: string) => boolean;
  /** The app was removed: every token of the workspace dies. */
  readonly remove: (teamId: string) => void;
};

export function createGrants(): Grants {
  const grants = new Map<string, Grant>();
  const dead = new Map<string, 'token_revoked' | 'account_inactive'>();
  const end = (teamId: string, why: 'token_revoked' | 'account_inactive'): void => {
    for (const [token, grant] of grants) {
      if (grant.teamId !== teamId) continue;
      grants.delete(token);
      dead.set(token, why);
    }
  };
  return {
    give: (grant, token = `xoxb-${randomBytes(18).toString('hex')}`) => {
      end(grant.teamId, 'token_revoked');
      grants.set(token, grant);
      return token;
    },
    find: (token) => {
      const grant = grants.get(token);
      if (grant === undefined) throw slackError(dead.get(token) ?? 'invalid_auth');
      return grant;
    },
    isInstalled: (teamId) => [...grants.values()].some((grant) => grant.teamId === teamId),
    remove: (teamId) => end(teamId, 'account_inactive'),
  };
}
