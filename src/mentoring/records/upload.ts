/** A file of a coordinator. */

import type { Summary } from '../csv/summary.ts';
import type { UploadKind } from '../upload.ts';

/** A coordinator's file on its way in. It goes after an hour, whatever became of it. */
export type Upload = {
  readonly id: string;
  /** Who sent it, and alone may decide about it. */
  readonly personId: string;
  /** Where it was sent: a platform, and a workspace there. */
  readonly platform: string;
  readonly workspace: string;
  /** As their device calls it. */
  readonly name: string;
  /** What its content is fetched by; absent once that is kept. */
  readonly key?: string;
  /** `unclear`: its sender has to say of what kind it is, or which scheme it is about. */
  readonly state: 'checking' | 'unclear' | 'checked' | 'importing' | 'imported';
  readonly kind?: UploadKind;
  /** Of mentors only. */
  readonly schemeId?: string;
  /** Of reporting lines only: others of the people in its first column are removed. */
  readonly replace: boolean;
  /** What the last check or the import found, with the first few problems. */
  readonly summary?: Summary;
  readonly sentAt: Date;
};
