/** What is kept about a whole organisation, outside any scheme. */

/** Days on which the whole organisation is closed, both included. */
export type Closure = {
  readonly id: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly name: string;
};

/** What the directory says of a mentoring scheme outside the organisation. Everybody in the organisation may read it. */
export type OutsideSchemeWords = {
  readonly name: string;
  readonly whoFor: string;
  readonly offers: string;
  /** Which department or role to ask; never a private person. */
  readonly howToReach: string;
  /** Starts with https:. */
  readonly link?: string | undefined;
  /** Values of `outsideNeeds`, `grades` and `regions`. No grade means every grade, no region anywhere in the UK. */
  readonly needs: readonly string[];
  readonly grades: readonly string[];
  readonly regions: readonly string[];
};

/** What an organisation made of an entry of the directory: one of its own, or a shipped one corrected, checked or retired. */
export type OutsideSchemeEntry = {
  readonly id: string;
  /** Absent where the shipped words stand. */
  readonly words?: OutsideSchemeWords | undefined;
  /** When a coordinator last found it right; absent where only the shipped date is known. */
  readonly checkedOn?: string | undefined;
  readonly retired: boolean;
};
