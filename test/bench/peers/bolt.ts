/** A bare Bolt app: writes one row for each request and acknowledges it with the same JSON that Rapport answers with. */

import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

type Settings = {
  readonly databaseUrl: string;
  readonly signingSecret: string;
  /** Answers by what was typed after the command, and to a form. */
  readonly answers: Readonly<Record<string, string>>;
};

const settings = JSON.parse(process.argv[2] ?? '{}') as Settings; // written by the benchmark that starts us
const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: 10 });
await pool.query(
  'create table if not exists seen (id text primary key, at timestamptz not null default now())',
);
const keep = async (id: string): Promise<void> => {
  await pool.query('insert into seen (id) values ($1) on conflict do nothing', [id]);
};
const answerTo = (what: string): never => JSON.parse(settings.answers[what] ?? '{}') as never; // what Slack takes is Bolt's to type

const receiver = new HTTPReceiver({
  signingSecret: settings.signingSecret,
  endpoints: '/slack/events',
  logLevel: LogLevel.ERROR,
});
const app = new App({
  receiver,
  authorize: () => Promise.resolve({}),
  convoStore: false,
  tokenVerificationEnabled: false,
  logLevel: LogLevel.ERROR,
});
app.command('/mentor', async ({ command, ack }) => {
  await keep(command.trigger_id);
  await ack(answerTo(command.text));
});
app.view({ type: 'view_submission', callback_id: /./ }, async ({ ack }) => {
  await keep(randomUUID());
  await ack(answerTo('submit'));
});
const server = await app.start(0);
const { port } = server.address() as AddressInfo; // it listens on TCP
process.on('SIGTERM', () => process.exit(0));
process.send?.({ url: `http://127.0.0.1:${port}` });
