/** What is asked of each of two before directed mentoring begins: a yes to exactly what is reported back. */

import { markOf, reportBackOf } from '../mentoring/report-back.ts';
import type { Accepted } from '../mentoring/report-back.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import type { FieldErrors } from '../ui/form.ts';
import type { Block } from '../ui/view.ts';
import { bold, text } from '../ui/view.ts';

type OfScheme = Pick<Scheme, 'kind' | 'reportBack'>;

/** The wording, introduced the same way everywhere. */
export function reportBackBlocks(scheme: OfScheme): readonly Block<never>[] {
  const wording = reportBackOf(scheme);
  return wording === undefined ? [] : [text([bold('Exactly this is reported back: '), wording])];
}

/** A yes belongs to the words beside it: once they have changed, the form shows the new ones and asks again. */
export function acceptanceFields(scheme: OfScheme, hint: string) {
  const wording = reportBackOf(scheme);
  return {
    ...(wording !== undefined && {
      reportBack: {
        kind: 'oneOf',
        label: 'Do you accept that exactly this is reported back?',
        hint,
        options: [
          { value: markOf(wording), label: 'Yes, I accept exactly these words' },
          { value: 'no', label: 'No, I do not accept them' },
        ],
        required: true,
      } as const,
    }),
  };
}

export function wrongAcceptance(scheme: OfScheme, said: string | undefined): FieldErrors {
  const wording = reportBackOf(scheme);
  if (wording === undefined || said === markOf(wording)) return {};
  return {
    reportBack:
      'Directed mentoring cannot begin without it. If you have questions, please ask the coordinators before you go on.',
  };
}

/** What is kept of a yes that has just been given. */
export function acceptedNow(scheme: OfScheme, now: Date): Accepted {
  const wording = reportBackOf(scheme);
  return wording === undefined ? {} : { reportBack: wording, reportBackAt: now };
}
