/** What is left of a text whose key has been destroyed. */

import type { AgreementTerms } from './records/agreement.ts';

/** Stands where the text was. People read it. */
export const erasedText = 'This text has been erased.';

/** Nothing of what was agreed is known any more: whatever else stands in these terms is presumed, and no paper may say it. */
export function areErased(terms: AgreementTerms): boolean {
  return terms.objectives === erasedText && terms.boundaries === erasedText;
}
