/** Schemes whose own finished pairs could tell how their pairs are judged, and have not been asked for a year. */

import { isSound } from '../../../mentoring/own-prior.ts';
import { ENOUGH_FINISHED } from '../../../mentoring/wind-down/fit.ts';
import { schemesOf } from '../../../store/operator.ts';
import { countPairs, priorKept } from '../../../store/pair-histories.ts';
import type { InOrganisation } from '../../../store/scope.ts';
import { note } from './finding.ts';
import type { Finding } from './finding.ts';

/** How people meet changes slowly; a fit takes minutes. */
const YEARLY = 365;

/** One note for each scheme to which it applies. Reads only, and opens no text. */
export async function ownPriorNotes(
  inOrganisation: InOrganisation,
  organisationIds: readonly string[],
  now: Date,
): Promise<readonly Finding[]> {
  const notes: Finding[] = [];
  for (const organisationId of organisationIds)
    for (const { id, name } of await inOrganisation(organisationId, schemesOf)) {
      const { finished } = await inOrganisation(organisationId, (scope) => countPairs(scope, id));
      if (finished <= ENOUGH_FINISHED) continue;
      const prior = await inOrganisation(organisationId, (scope) => priorKept(scope, id));
      const says = adviceOn(prior !== undefined && isSound(prior) ? prior.fittedOn : undefined, now);
      if (says === undefined) continue;
      notes.push(
        note(
          'winding down',
          `${name} has ${finished} finished pairs; ${says}. To see what they show: rapport assess --fit --scheme "${name}"`,
        ),
      );
    }
  return notes;
}

function adviceOn(fittedOn: string | undefined, now: Date): string | undefined {
  if (fittedOn === undefined) return 'its pairs are judged by the stated figures';
  const days = (now.getTime() - Date.parse(fittedOn)) / 86_400_000;
  if (days <= YEARLY) return undefined;
  return `its own figures were fitted ${Math.floor(days / 30.4)} months ago`;
}
