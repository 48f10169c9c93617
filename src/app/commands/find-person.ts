/** The one person that an e-mail address means, or a line that says why there is not one. */

import { StartError } from '../../errors.ts';
import { peopleWithEmail } from '../../store/operator.ts';
import type { Known } from '../../store/operator.ts';
import { UsageError } from './command.ts';
import { organisationsMeant, sayWhich } from './choose-scheme.ts';
import type { Given } from './command.ts';
import type { Deployment } from './deployment.ts';

export type Found = Known & { readonly organisationId: string };

/** The first word, where it can be an address. Throws a UsageError. */
export function emailFrom({ words: [email = ''] }: Given): string {
  if (/^[^\s@]+@[^\s@]+$/.test(email)) return email;
  throw new UsageError('the first word must be an e-mail address.');
}

/** In the organisation that `--organisation` names, or in any. Throws a StartError when it is not exactly one person. */
export async function findPersonByEmail(deployment: Deployment, email: string, given: Given): Promise<Found> {
  const organisations = await organisationsMeant(deployment, given);
  const found: Found[] = [];
  for (const { id: organisationId } of organisations) {
    const people = await deployment.inOrganisation(organisationId, (scope) => peopleWithEmail(scope, email));
    found.push(...people.map((person) => ({ ...person, organisationId })));
  }
  const [person, other] = found;
  const knowing = organisations.filter(({ id }) => found.some(({ organisationId }) => organisationId === id));
  if (knowing.length > 1)
    throw new StartError(
      `The address ${email} is known in ${knowing.length} organisations. ${sayWhich(knowing)}`,
    );
  if (person === undefined)
    throw new StartError(
      `Nobody with the address ${email} is known here yet. Ask them to write "hello" to Rapport in Slack or Teams, then run this again.`,
    );
  if (other !== undefined)
    throw new StartError(
      `${found.length} people share the address ${email} (${found.map(({ name }) => name).join(', ')}). Give each an address of their own in Slack or Teams first.`,
    );
  return person;
}
