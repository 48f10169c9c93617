/** `rapport keys rewrap`: after the first key of RAPPORT_KEYS was changed, puts every data key under it. */

import { StartError } from '../../errors.ts';
import { takeKeyCensus } from '../../store/key-census.ts';
import type { Command } from './command.ts';
import { withDeployment } from './deployment.ts';

export const keysRewrapCommand: Command = {
  name: 'keys rewrap',
  synopsis: '',
  summary: 'Put every data key under the first key of RAPPORT_KEYS.',
  details: [
    'Nothing is encrypted anew: the data keys that encrypt are wrapped by another key. Rapport may run meanwhile.',
    'Exit code 0 means that only the first key is in use now, and the others may be taken out of RAPPORT_KEYS.',
  ],
  run: (_, { env, say }) =>
    withDeployment(env, async ({ store, keys, inOrganisation, organisationIds }) => {
      const before = await takeKeyCensus(inOrganisation, organisationIds);
      if (before.unreadable !== undefined) throw new StartError(before.unreadable.why);
      const rewrapped = await store.rewrapKeys();
      const { wrappedBy } = await takeKeyCensus(inOrganisation, organisationIds);
      const total = [...wrappedBy.values()].reduce((sum, count) => sum + count, 0);
      const left = [...wrappedBy].filter(([id]) => id !== keys.current);
      say(`${rewrapped} of ${total} data keys were put under ${keys.current}.`);
      if (left.length === 0) {
        say('No other key is in use. Other entries may be taken out of RAPPORT_KEYS.');
        return 0;
      }
      for (const [id, count] of left)
        say(
          `${count} are under ${id} again: a process still has ${id} first. Restart it, then run this again.`,
        );
      return 1;
    }),
};
