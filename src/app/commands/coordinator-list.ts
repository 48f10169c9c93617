/** `rapport coordinator list`: every scheme and who coordinates it. */

import { coordinatorRows } from '../../store/operator.ts';
import type { Command } from './command.ts';
import { withDeployment } from './deployment.ts';

export const coordinatorListCommand: Command = {
  name: 'coordinator list',
  synopsis: '',
  summary: 'List every scheme and its coordinators.',
  run: (_, { env, say }) =>
    withDeployment(env, async ({ organisationIds, inOrganisation }) => {
      const found = await Promise.all(organisationIds.map((id) => inOrganisation(id, coordinatorRows)));
      const rows = found.flat();
      if (rows.length === 0)
        say('There is no scheme yet. Set one up with: rapport coordinator add EMAIL --scheme NAME');
      for (const { scheme, name, email } of rows)
        say(`${scheme}: ${name === null ? 'nobody' : `${name}${email === null ? '' : ` <${email}>`}`}`);
      return 0;
    }),
};
