/** `rapport coordinator list`: every scheme, who coordinates it, and how many requests none of them may look after. */

import { coordinatorRows } from '../../store/operator.ts';
import { unattendedRequests } from '../../store/unattended.ts';
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
      const unattended = await Promise.all(
        organisationIds.map((id) => inOrganisation(id, unattendedRequests)),
      );
      for (const { scheme, requests } of unattended.flat())
        say(
          `${scheme}: ${requests === 1 ? 'one request waits' : `${requests} requests wait`} that none of these may look after, as they all manage or assess whoever asks. Add somebody else: rapport coordinator add EMAIL`,
        );
      return 0;
    }),
};
