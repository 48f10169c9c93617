/** Somebody's own papers bound into one, in the order of their dates: for an appraisal, chosen by the person alone. */

import { sayDate } from '../../mentoring/time.ts';
import type { Paper } from '../paper.ts';
import { isolate } from '../type/clusters.ts';
import { frame } from './occasion.ts';
import type { Occasion } from './occasion.ts';

export type PortfolioContent = {
  readonly occasion: Occasion;
  readonly owner: string;
  /** `on`: the date that the paper is about, YYYY-MM-DD. */
  readonly papers: readonly { readonly on: string; readonly paper: Paper }[];
};

/** Papers of one date stay in the order in which they are given. */
export function portfolioPaper({ occasion, owner, papers }: PortfolioContent): Paper {
  const ordered = papers.toSorted((one, other) => one.on.localeCompare(other.on));
  const [first, last] = [ordered[0]?.on, ordered.at(-1)?.on];
  return {
    ...frame(occasion, 'Mentoring portfolio'),
    title: 'Mentoring portfolio',
    lead: `Papers of ${isolate(owner)}, for their own use`,
    body: [
      {
        block: 'facts',
        rows: [
          { label: 'Name', value: owner },
          ...(first === undefined || last === undefined
            ? []
            : [
                {
                  label: 'Period',
                  value: first === last ? sayDate(first) : `${sayDate(first)} to ${sayDate(last)}`,
                },
              ]),
          { label: 'Papers', value: String(ordered.length) },
        ],
      },
      {
        block: 'panel',
        title: 'Before you hand this on',
        text: 'You chose these papers yourself. Some were written in confidence with somebody else: ask them first, and take out what is not yours to share.',
      },
      ...(ordered.length === 0
        ? [{ block: 'text', text: 'No papers were chosen.' } as const]
        : [{ block: 'heading', text: 'Contents' } as const, { block: 'contents' } as const]),
      ...ordered.map(({ paper }) => ({ block: 'bound', paper }) as const),
    ],
  };
}
