/**
 * The fastest far side there is: says yes to every message, and notes when it came and for which organisation. For
 * bursts, where the pretend Slack, which keeps and checks everything, would be what is measured.
 */

import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { channelPrefix } from './population.ts';

export type BurstSlack = {
  /** What Rapport needs in its environment to send here. */
  readonly env: Readonly<Record<string, string>>;
  /** Every message, in the order in which they came. */
  readonly arrived: Arrived[];
  /** From now on this organisation's messages are answered so; `undefined`: like everybody's. */
  readonly answerTo: (organisation: number, answer: Refusal | undefined) => void;
  /** How often this organisation was written to and refused. */
  readonly refused: (organisation: number) => number;
  readonly stop: () => Promise<void>;
};

/** `organisation`: its number in the population. `at`: milliseconds since 1970. */
export type Arrived = { readonly organisation: number; readonly channel: string; readonly at: number };

export type Refusal =
  | { readonly kind: 'too-many'; readonly retryAfterSeconds: number }
  | { readonly kind: 'revoked' }
  /** Takes the request, and never answers. */
  | { readonly kind: 'silent' };

const ownWorkspace = 'T0BURST';

export async function startBurstSlack(): Promise<BurstSlack> {
  const arrived: Arrived[] = [];
  const answers = new Map<number, Refusal>();
  const refusals = new Map<number, number>();
  let sent = 0;
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      switch (req.url) {
        case '/api/auth.test':
          return say(res, 200, { ok: true, team_id: ownWorkspace, team: 'Burst' });
        case '/api/chat.postMessage': {
          const channel = new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('channel') ?? '';
          const organisation = Number(channel.slice(channelPrefix.length).split('X', 1)[0]);
          const answer = answers.get(organisation);
          if (answer !== undefined) refusals.set(organisation, (refusals.get(organisation) ?? 0) + 1);
          switch (answer?.kind) {
            case 'too-many':
              return say(
                res,
                429,
                { ok: false, error: 'ratelimited' },
                { 'retry-after': String(answer.retryAfterSeconds) },
              );
            case 'revoked':
              return say(res, 200, { ok: false, error: 'token_revoked' });
            case 'silent':
              return;
            case undefined:
              break;
            default:
              return answer satisfies never;
          }
          arrived.push({ organisation, channel, at: Date.now() });
          sent += 1;
          return say(res, 200, { ok: true, channel, ts: `${String(sent).padStart(10, '0')}.000001` });
        }
        default:
          // Its pages and its directory are not looked at: saying no is the quickest answer.
          return say(res, 200, { ok: false, error: 'not_enabled' });
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  return {
    env: {
      SLACK_SIGNING_SECRET: 'burst-signing-secret',
      SLACK_BOT_TOKEN: 'xoxb-burst',
      SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
    },
    arrived,
    answerTo: (organisation, answer) => {
      if (answer === undefined) answers.delete(organisation);
      else answers.set(organisation, answer);
    },
    refused: (organisation) => refusals.get(organisation) ?? 0,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function say(
  res: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
