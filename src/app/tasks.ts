/** Who does the work that is too long for a turn. */

import type { Task } from '../engine/ports.ts';
import type { UploadParts } from './csv/check-upload.ts';
import { checkUpload } from './csv/check-upload.ts';
import { importUpload } from './csv/import-upload.ts';
import { makeFigures } from './benefits-figures.ts';
import { inSteps } from '../mentoring/in-steps.ts';
import { planRound } from '../mentoring/round.ts';
import type { TaskResults } from '../mentoring/tasks.ts';
import type { RapportStore } from '../store/store.ts';

/** Every task by its name, each with its own kind of result: one that nobody does would not compile. */
export type AllTasks = { readonly [Name in keyof TaskResults]: Task<TaskResults[Name]> };

export function tasksOf(store: RapportStore, ports: UploadParts['ports']): AllTasks {
  const { inOrganisation } = store;
  return {
    'make-benefits-report': async ({ organisationId, args, now }, doing) => {
      const { period = '', scheme: schemeId } = args;
      return makeFigures(inOrganisation, { organisationId, schemeId, period, now }, doing);
    },
    'check-upload': checkUpload({ inOrganisation, ports }),
    'import-upload': importUpload(inOrganisation),
    'plan-round': async ({ organisationId, subject, now }, { report, signal }) => {
      const facts = await store.roundPool(organisationId, subject, now);
      return facts && inSteps(planRound(facts, now), { signal, onProgress: report });
    },
  };
}
