/** A bare botbuilder bot: writes one row for each activity and sends back the same card that Rapport answers with. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudAdapter } from 'botbuilder';
import express from 'express';
import pg from 'pg';
import { createAuthentication } from '../../../adapters/teams/authentication.ts';
import { loopbackCredentials } from '../../../adapters/teams/credentials.ts';

type Settings = {
  readonly databaseUrl: string;
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
  readonly openIdMetadataUrl: string;
  readonly tokenIssuer: string;
  readonly loginUrl: string;
  /** The card of a message's answer, by the words; and the body of an invoke's. */
  readonly answers: Readonly<Record<string, string>>;
};

const settings = JSON.parse(process.argv[2] ?? '{}') as Settings; // written by the benchmark that starts us
const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: 10 });
await pool.query(
  'create table if not exists seen (id text primary key, at timestamptz not null default now())',
);
const { appId, appPassword, loginUrl } = settings;
// The SDK's own check of tokens, alone: what Rapport checks besides is Rapport's cost.
const { framework } = createAuthentication({
  ...settings,
  appType: 'SingleTenant',
  appTenantId: settings.tenantId,
  credentials: loopbackCredentials({
    appId,
    appPassword,
    loginUrl,
    scope: 'https://api.botframework.com',
    timeoutMs: 10_000,
  }),
});
const adapter = new CloudAdapter(framework);
const app = express();
app.use(express.json({ limit: '1mb' }));
app.post('/api/messages', (request, response) => {
  void adapter.process(request, response, async (context) => {
    const { id, type, text } = context.activity;
    await pool.query('insert into seen (id) values ($1) on conflict do nothing', [id]);
    if (type === 'invoke') {
      const body: unknown = JSON.parse(settings.answers['submit'] ?? '{}');
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
      return;
    }
    const content: unknown = JSON.parse(settings.answers[text] ?? '{}');
    const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
    await context.sendActivity({ type: 'message', attachments });
  });
});
const server = createServer(app);
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
process.on('SIGTERM', () => process.exit(0));
process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }); // it listens on TCP
