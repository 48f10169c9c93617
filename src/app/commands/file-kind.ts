/** Which kind of file `import` and `export` are about, as it is typed. */

import { didYouMean } from '../../dialogs/did-you-mean.ts';
import { skillChoices } from '../../dialogs/asking-words.ts';
import type { MentorChoices } from '../../mentoring/csv/mentors.ts';
import { UsageError } from './command.ts';
import type { ChosenScheme } from './choose-scheme.ts';

const kinds = ['people', 'mentors', 'reporting-lines'] as const;

export type FileKind = (typeof kinds)[number];

/** Throws a UsageError. */
export function readKind(typed: string | undefined): FileKind {
  const kind = kinds.find((one) => one === typed);
  if (kind !== undefined) return kind;
  const meant = didYouMean(typed ?? '', kinds);
  throw new UsageError(
    `the first word must be ${kinds.slice(0, -1).join(', ')} or ${kinds.at(-1) ?? ''}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
  );
}

/** What the mentors of a scheme choose from. */
export function choicesIn({ areas }: ChosenScheme, at: Date): MentorChoices {
  return { areas, skills: skillChoices, today: at.toISOString().slice(0, 10) };
}
