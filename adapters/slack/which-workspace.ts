/** Asks Slack which workspace a bot token belongs to. */

import { WebClient, WebAPIPlatformError } from '@slack/web-api';
import { StartError } from '../../src/errors.ts';

/** Throws `StartError` with what an operator can do. */
export async function whichWorkspace(
  botToken: string,
  apiUrl: string | undefined,
): Promise<{ readonly teamId: string; readonly name: string | undefined }> {
  const client = new WebClient(botToken, {
    retryConfig: { retries: 2 },
    timeout: 10_000,
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
  });
  try {
    const { team_id: teamId, team: name } = await client.auth.test();
    if (teamId !== undefined) return { teamId, name };
    throw new StartError(
      'Slack did not say which workspace SLACK_BOT_TOKEN belongs to. Copy the token again.',
    );
  } catch (error) {
    if (error instanceof StartError) throw error;
    if (error instanceof WebAPIPlatformError)
      throw new StartError(
        `Slack refuses SLACK_BOT_TOKEN (${error.data.error}). Copy the bot token again, from "OAuth & Permissions" in the app settings.`,
        { cause: error },
      );
    throw new StartError(
      'Slack cannot be reached. Check that this machine may open https connections to slack.com.',
      {
        cause: error,
      },
    );
  }
}
