/** `rapport keys new`: a new entry for RAPPORT_KEYS. */

import { newKey } from '../../store/keys.ts';
import { UsageError } from './command.ts';
import type { Command } from './command.ts';

export const keysNewCommand: Command = {
  name: 'keys new',
  synopsis: '[ID]',
  summary: 'Print a new entry for RAPPORT_KEYS.',
  details: [
    'ID names the key, in letters, digits, - and _; without one it is named after today.',
    'The first entry of RAPPORT_KEYS encrypts, all of them decrypt. Whoever loses a key that is in use loses what was',
    'written under it: keep a copy apart from the database and its backups. How to change keys: docs/operating.md.',
  ],
  words: { least: 0, most: 1 },
  run: (given, { env, say, note }) => {
    const used = (env['RAPPORT_KEYS'] ?? '').split(',').map((entry) => entry.trim().split(':')[0] ?? '');
    const id = given.words[0] ?? freeId(`k${new Date().toISOString().slice(0, 10)}`, used);
    if (!/^[A-Za-z0-9_-]{1,40}$/.test(id))
      throw new UsageError('the id may have letters, digits, - and _, at most 40.');
    if (used.includes(id)) throw new UsageError(`RAPPORT_KEYS has a key ${id} already.`);
    say(newKey(id));
    note(
      'Keep a copy apart from the database and its backups: without it nothing written under it can be read.',
    );
    return Promise.resolve(0);
  },
};

function freeId(wanted: string, used: readonly string[]): string {
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? wanted : `${wanted}-${count}`;
    if (!used.includes(id)) return id;
  }
}
