/** The one person that an e-mail address means, or a line that says why there is not one. */

import { StartError } from '../../errors.ts';
import { peopleWithEmail } from '../../store/operator.ts';
import type { Known } from '../../store/operator.ts';
import { UsageError } from './command.ts';
import type { Given } from './command.ts';
import type { Deployment } from './deployment.ts';

export type Found = Known & { readonly organisationId: string };

/** The first word, where it can be an address. Throws a UsageError. */
export function emailFrom({ words: [email = ''] }: Given): string {
  if (/^[^\s@]+@[^\s@]+$/.test(email)) return email;
  throw new UsageError('the first word must be an e-mail address.');
}

/** Throws a StartError when the address does not mean exactly one person. */
export async function findPersonByEmail(
  { organisationIds, inOrganisation }: Deployment,
  email: string,
): Promise<Found> {
  if (organisationIds.length === 0)
    throw new StartError(
      'Nobody is known yet: Rapport has not been started with this database and a platform. Start it first.',
    );
  const found: Found[] = [];
  for (const organisationId of organisationIds) {
    const people = await inOrganisation(organisationId, (scope) => peopleWithEmail(scope, email));
    found.push(...people.map((person) => ({ ...person, organisationId })));
  }
  const [person, other] = found;
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
