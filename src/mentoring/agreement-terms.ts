/** What ground rules hold: how older ones are read, what is left of erased ones, and where two versions differ. */

import { erasedText } from './erased.ts';
import type { AgreementTerms, RulesWords } from './records/agreement.ts';

/** What most schemes say of themselves; a pair may put it otherwise. */
export const usualNotThis = 'Line management, supervision, appraisal, assessment or counselling.';

export const noWords: RulesWords = {
  objectives: '',
  notThis: '',
  boundaries: '',
  goalsShort: '',
  goalsMedium: '',
  goalsLong: '',
};

/** Terms as the first version of Rapport kept them. */
type Earliest = Pick<
  AgreementTerms,
  | 'objectives'
  | 'boundaries'
  | 'contactBetween'
  | 'cadenceDays'
  | 'minutes'
  | 'place'
  | 'cancellationHours'
  | 'records'
  | 'reviewOn'
>;

/** Terms that were agreed before there was a question for everything: nothing is put into the mouth of the two. */
export function completeTerms(kept: Earliest & Partial<AgreementTerms>): AgreementTerms {
  return { ...noWords, booksMeetings: 'either', preparationDays: 0, datesToScheme: false, ...kept };
}

/** With what was agreed erased, nothing is presumed: no records are prompted for. */
export const erasedTerms: AgreementTerms = completeTerms({
  objectives: erasedText,
  boundaries: erasedText,
  contactBetween: erasedText,
  cadenceDays: 28,
  minutes: 60,
  place: 'any',
  cancellationHours: 24,
  records: 'none',
  reviewOn: '',
});
