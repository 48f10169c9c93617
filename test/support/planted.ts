/** Looks for planted words wherever somebody could read them who should not. */

import { Client } from 'pg';
import type { TestApp } from './app.ts';

/** Places where any of the words stand: tables of the database (queues among them), log lines, anybody's screen. */
export async function findPlanted(
  app: TestApp,
  words: readonly string[],
): Promise<{ planted: readonly string[] }> {
  const planted: string[] = [];
  const look = (where: string, text: string): void => {
    for (const word of words) if (text.includes(word)) planted.push(`${word} in ${where}`);
  };
  const client = new Client({ connectionString: app.databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    if (tables.length < 20) throw new Error('The dump would be of too few tables to prove anything');
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      for (const { row } of rows) look(name, row);
    }
  } finally {
    await client.end();
  }
  for (const event of app.log) look(`log line ${event.type}`, JSON.stringify(event));
  for (const person of await app.client.people()) {
    const screen = await app.client.as(person.id).screen();
    for (const message of screen.messages) look(`${person.id}'s message`, JSON.stringify(message.payload));
    look(`${person.id}'s home`, JSON.stringify(screen.home));
  }
  return { planted };
}
