/** A bare loop over Slack's WebClient: posts so many messages, so many at once, and writes nothing down. */

import { LogLevel, WebClient } from '@slack/web-api';

type Settings = { readonly botToken: string; readonly apiUrl: string };
type Work = {
  readonly channels: readonly string[];
  readonly payload: { readonly text: string; readonly blocks: never[] };
  readonly count: number;
  readonly atOnce: number;
};

const { botToken, apiUrl } = JSON.parse(process.argv[2] ?? '{}') as Settings; // written by the benchmark that starts us
const client = new WebClient(botToken, {
  slackApiUrl: apiUrl,
  retryConfig: { retries: 0 },
  logLevel: LogLevel.ERROR,
});
process.on('message', (message) => {
  void post(message as Work).then((tookMs) => process.send?.({ tookMs }));
});
process.on('SIGTERM', () => process.exit(0));
process.send?.({});

async function post({ channels, payload, count, atOnce }: Work): Promise<number> {
  let next = 0;
  const began = performance.now();
  const lane = async (): Promise<void> => {
    while (next < count) {
      const channel = channels[next++ % channels.length] ?? '';
      await client.apiCall('chat.postMessage', { channel, ...payload });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return performance.now() - began;
}
