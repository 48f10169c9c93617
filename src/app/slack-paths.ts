/** The paths of ours that Slack, and whoever installs the app, are given. The manifest names them too. */

export const eventsPath = '/slack/events';
/** Where a workspace begins to install the app. */
export const installPath = '/slack/install';
/** Where Slack sends the browser back to. */
export const redirectPath = '/slack/oauth_redirect';
