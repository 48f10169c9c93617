/** Imports a file that a coordinator has sent, looked at, and said yes to: what is kept of it, and nothing else. */

import type { Task } from '../../engine/ports.ts';
import type { Summary } from '../../mentoring/csv/summary.ts';
import { problemsListed, problemsShown } from '../../mentoring/upload.ts';
import type { UploadImport } from '../../mentoring/upload.ts';
import type { InOrganisation, Scope } from '../../store/scope.ts';
import { uploadFacts } from '../../store/upload-facts.ts';
import { contentOf, keepProblems, markImported } from '../../store/uploads.ts';
import { contentFor, inPieces, sayProgress } from './check-upload.ts';
import { importFile } from './import-file.ts';

/**
 * In one transaction with the mark that it is done, so that a worker that begins again, or two at once, import it once.
 * Whether its sender still may is asked again in there.
 */
export function importUpload(inOrganisation: InOrganisation): Task<UploadImport> {
  return async ({ organisationId, subject: id, now }, told) => {
    const facts = await inOrganisation(organisationId, (scope) => uploadFacts(scope, id, undefined));
    if (facts === undefined) return { came: 'gone' };
    const { upload, schemes } = facts;
    if (upload.state === 'imported' && upload.summary !== undefined)
      return { came: 'imported', summary: upload.summary };
    const bytes = await inOrganisation(organisationId, (scope) => contentOf(scope, id));
    const scheme = schemes.find((one) => one.id === upload.schemeId);
    const may = upload.kind === 'mentors' ? scheme !== undefined : schemes.length > 0;
    if (bytes === undefined || upload.kind === undefined || !may) return { came: 'gone' };

    const besides = async (scope: Scope, summary: Summary): Promise<void> => {
      const still = await uploadFacts(scope, id, undefined);
      const coordinates = still?.schemes.some((one) => scheme === undefined || one.id === scheme.id) === true;
      if (!coordinates || !(await markImported(scope, upload, shown(summary)))) throw new NotAnyMore();
    };
    let summary: Summary;
    try {
      summary = await importFile(
        inOrganisation,
        {
          organisationId,
          content: contentFor(upload.kind, scheme, upload, now),
          actorId: upload.personId,
          dryRun: false,
          listed: problemsListed,
          at: now,
          progress: sayProgress('Importing the rows', bytes, told),
          besides,
        },
        () => inPieces(bytes),
      );
    } catch (error) {
      if (!(error instanceof NotAnyMore)) throw error;
      const now = await inOrganisation(organisationId, (scope) => uploadFacts(scope, id, undefined));
      return now?.upload.state === 'imported' && now.upload.summary !== undefined
        ? { came: 'imported', summary: now.upload.summary }
        : { came: 'gone' };
    }
    if (summary.outcome === 'imported') return { came: 'imported', summary: shown(summary) };
    await inOrganisation(organisationId, (scope) => keepProblems(scope, upload, summary.problems));
    return { came: 'refused', summary: shown(summary) };
  };
}

function shown(summary: Summary): Summary {
  return { ...summary, problems: summary.problems.slice(0, problemsShown) };
}

/** Somebody else has imported it meanwhile, or its sender coordinates no more; the transaction goes back. */
class NotAnyMore extends Error {
  override readonly name = 'NotAnyMore';
}
