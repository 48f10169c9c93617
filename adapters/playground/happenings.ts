/** Tells open pages what happens, as server-sent events: whose screen changed, and that the clock moved. */

import type { ServerResponse } from 'node:http';
import type { ClockEvent, ScreenEvent } from './api-types.ts';

export type Happenings = {
  /** Keeps this response open and writes to it until either side ends it. */
  readonly follow: (res: ServerResponse) => void;
  readonly screen: (event: ScreenEvent) => void;
  readonly clock: (event: ClockEvent) => void;
  readonly stop: () => void;
};

/** Proxies and browsers give up on a silent line. */
const HEARTBEAT_MS = 25_000;

export function createHappenings(): Happenings {
  const followers = new Set<ServerResponse>();
  const tell = (text: string): void => {
    for (const follower of followers) follower.write(text);
  };
  const heartbeat = setInterval(() => tell(': still here\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  return {
    follow: (res) => {
      res.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      res.write('retry: 1000\n\n');
      followers.add(res);
      res.on('close', () => followers.delete(res));
    },
    screen: (event) => tell(`event: screen\ndata: ${JSON.stringify(event)}\n\n`),
    clock: (event) => tell(`event: clock\ndata: ${JSON.stringify(event)}\n\n`),
    stop: () => {
      clearInterval(heartbeat);
      for (const follower of followers) follower.end();
    },
  };
}
