/** What every answer is made of: the request to acknowledge, the ways out, and what to do when one is shut. */

import { DeliveryError } from '../../src/errors.ts';
import type { Log } from '../../src/log.ts';
import type { Reply } from '../../src/engine/reply.ts';
import type { Reference } from '../../src/ui/reference.ts';
import { card, text } from '../../src/ui/view.ts';
import type { Card } from '../../src/ui/view.ts';
import { slack } from './address.ts';
import { asWritten } from './chat.ts';
import type { Use } from './chat.ts';
import type { Way } from './read.ts';
import { renderCard, renderHome } from './render-card.ts';
import type { Web } from './web.ts';

/** What came of a turn. `failed`: nothing has happened. */
export type Outcome = Reply | 'failed';

export type Turn = {
  readonly workspace: string;
  readonly user: string;
  readonly way: Way;
  readonly outcome: Outcome;
};

export type AnswerParts = { readonly web: Web; readonly use: Use; readonly log: Log };

/** For when a turn failed. */
export const sorry: Card<Reference> = card(
  'That did not go through',
  text('Nothing was lost and nothing was changed. Please try again in a moment.'),
);

/** Draws the person's Home tab. */
export async function showHome(
  parts: AnswerParts,
  turn: Pick<Turn, 'workspace' | 'user'>,
  view: Card<Reference>,
): Promise<void> {
  await attempt(parts, 'home', () =>
    parts.web.call(turn.workspace, 'views.publish', {
      user_id: turn.user,
      view: parts.use(renderHome(view)),
    }),
  );
}

/** In the person's own talk with the bot, which others do not see. */
export async function tellPrivately(
  parts: AnswerParts,
  turn: Pick<Turn, 'workspace' | 'user'>,
  view: Card<Reference>,
): Promise<void> {
  const { workspace } = turn;
  await attempt(parts, 'tell-privately', async () => {
    const opened = await parts.web.call(workspace, 'conversations.open', { users: turn.user });
    const channel = opened.channel?.id ?? turn.user;
    await parts.web.call(workspace, 'chat.postMessage', {
      channel,
      ...parts.use(renderCard(view)),
      ...asWritten,
    });
  });
}

/** Whether it worked; a failure is logged, not thrown, because what was decided stands either way. */
export async function attempt(
  parts: AnswerParts,
  what: string,
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    report(parts, what, error);
    return false;
  }
}

/** Logs that somebody could not be shown something, by Slack's short word for it. */
export function report({ log }: AnswerParts, what: string, error: unknown): void {
  const code = error instanceof DeliveryError ? error.code : 'unexpected';
  log('warn', { type: 'answer_failed', platform: slack, what, code });
}
