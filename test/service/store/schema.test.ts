import { readFileSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../support/postgres.ts';
import { dumpSchema } from './schema-dump.ts';

const file = new URL('../schema.sql', import.meta.url);

test('the tables are what the committed dump says: a change of them shows in review', async () => {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const dump = await dumpSchema(client);
  await client.end();
  await database.drop();
  if (process.env['UPDATE_SCHEMA'] !== undefined) writeFileSync(file, dump);
  expect(dump).toBe(readFileSync(file, 'utf8'));
});
