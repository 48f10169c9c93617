/** Activities as Teams sends them, with plainly fictional people: one file for each thing that can happen. */

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'teams');

export const teamsFixtureNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length));

/** A fresh copy each time, with the service where the test listens. */
export function teamsFixture(name: string, serviceUrl: string): Record<string, unknown> {
  const activity = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Record<string, unknown>; // ours, and objects
  return { ...activity, serviceUrl };
}
