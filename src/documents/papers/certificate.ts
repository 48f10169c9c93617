/** A certificate that somebody took part in mentoring: how long and how often, nothing of what it was about. */

import { sayHours } from '../../mentoring/hours.ts';
import { sayDate } from '../../mentoring/time.ts';
import { capitalise, sayNumberOf } from '../../mentoring/wording.ts';
import type { Paper } from '../paper.ts';
import { frame } from './occasion.ts';
import type { Occasion } from './occasion.ts';

export type CertificateContent = {
  readonly occasion: Occasion;
  readonly person: string;
  readonly role: 'mentor' | 'mentee';
  readonly organisation: string;
  /** Both YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
  readonly meetings: number;
  readonly minutes: number;
  /** Training that was completed for the scheme. */
  readonly training: readonly { readonly title: string; readonly on: string }[];
  /** Who signs for the scheme; a line is left for a name to be written where nobody is given. */
  readonly signedBy?: string;
};

export function certificatePaper(content: CertificateContent): Paper {
  const { occasion, person, role, organisation, from, to, meetings, minutes, training } = content;
  return {
    ...frame(occasion),
    title: 'Certificate of mentoring',
    body: [
      { block: 'text', tone: 'large', text: '\n\n\n\nThis is to certify that' },
      { block: 'text', tone: 'display', text: person },
      { block: 'text', tone: 'large', text: `took part in mentoring as a ${role} at` },
      { block: 'text', tone: 'large', text: organisation },
      { block: 'text', tone: 'large', text: `\nfrom ${sayDate(from)} to ${sayDate(to)}` },
      { block: 'text', tone: 'large', text: sayAmount(meetings, minutes) },
      ...(training.length === 0
        ? []
        : [
            { block: 'heading', text: 'Training' } as const,
            {
              block: 'facts',
              rows: training.map(({ title, on }) => ({ label: sayDate(on), value: title })),
            } as const,
          ]),
      { block: 'signatures', parties: [{ role: 'For the scheme', name: content.signedBy ?? '' }] },
    ],
  };
}

function sayAmount(meetings: number, minutes: number): string {
  return `${capitalise(sayNumberOf(meetings, 'meeting', 'meetings'))}, ${sayHours(minutes)} in all`;
}
