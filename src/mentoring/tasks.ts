/** Work too long for a turn, by its name, and what each comes to. */

import type { Plan } from './round.ts';
import type { UploadCheck, UploadImport } from './upload.ts';

export type TaskResults = {
  /** A plan for everybody who waits in a scheme; absent where the round is not to be planned any more. */
  readonly 'plan-round': Plan | undefined;
  /** What a coordinator's file would do. */
  readonly 'check-upload': UploadCheck;
  /** What has become of it. */
  readonly 'import-upload': UploadImport;
};
