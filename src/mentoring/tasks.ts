/** Work too long for a turn, by its name, and what each comes to. */

import type { BenefitsReport } from './benefits/report.ts';
import type { Plan } from './round.ts';
import type { UploadCheck, UploadImport } from './upload.ts';

export type TaskResults = {
  /** A plan for everybody who waits in a scheme; absent where the round is not to be planned any more. */
  readonly 'plan-round': Plan | undefined;
  /** What a coordinator's file would do. */
  readonly 'check-upload': UploadCheck;
  /** What has become of it. */
  readonly 'import-upload': UploadImport;
  /** The report that was made of this before, the figures of a new one, or that its period is not over where they are. */
  readonly 'make-benefits-report':
    | { readonly made: 'known'; readonly id: string }
    | { readonly made: 'new'; readonly figures: BenefitsReport }
    | { readonly made: 'not-over' };
};
