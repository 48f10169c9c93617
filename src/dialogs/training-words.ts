/** How training is spoken of: a module by its name, and how somebody stands with it. */

import type { TrainingModule } from '../mentoring/records/scheme.ts';
import { sayDate } from '../mentoring/time.ts';
import type { Standing } from '../mentoring/training.ts';
import { joinWords, sayNumberOf } from '../mentoring/wording.ts';

/** More than these are counted: a sentence that names ten is not read to its end. */
const mostNamed = 3;

/** “Mentoring skills” and “Confidentiality”. */
export function sayModules(modules: readonly TrainingModule[]): string {
  const named = modules.slice(0, mostNamed).map(({ label }) => `“${label}”`);
  const more = modules.length - named.length;
  return joinWords(more > 0 ? [...named, sayNumberOf(more, 'more module', 'more modules')] : named);
}

/** As the person reads it of themselves; a sentence. */
export function sayStanding(standing: Standing): string {
  switch (standing.state) {
    case 'missing':
      return 'Not recorded yet.';
    case 'waiting':
      return `Done on ${sayDate(standing.doneOn)}. A coordinator has yet to confirm it.`;
    case 'done':
      return standing.validUntil === undefined
        ? `Done on ${sayDate(standing.doneOn)}.`
        : `Done on ${sayDate(standing.doneOn)}. It counts until ${sayDate(standing.validUntil)}.`;
    case 'expired':
      return `Done on ${sayDate(standing.doneOn)}. It counted until ${sayDate(standing.validUntil)}; please do it again.`;
    default:
      return standing satisfies never;
  }
}

/** After a colon, as a coordinator reads it of somebody. */
export function sayBriefly({ label }: TrainingModule, standing: Standing): string {
  switch (standing.state) {
    case 'missing':
      return `“${label}” is missing`;
    case 'waiting':
      return `“${label}” waits for confirmation`;
    case 'done':
      return standing.validUntil === undefined
        ? `“${label}” is done`
        : `“${label}” counts until ${sayDate(standing.validUntil)}`;
    case 'expired':
      return `“${label}” has lapsed on ${sayDate(standing.validUntil)}`;
    default:
      return standing satisfies never;
  }
}

/** Who does it, whose word counts, and for how long. */
export function sayDemands({ who, confirmedBy, validMonths }: TrainingModule): string {
  const whose = confirmedBy === 'self' ? 'Their own word counts' : 'A coordinator confirms it';
  const long =
    validMonths === undefined
      ? 'and it does not lapse'
      : `and it counts for ${sayNumberOf(validMonths, 'month', 'months')}`;
  return `${sayWho(who)}. ${whose}, ${long}.`;
}

export function sayWho(who: TrainingModule['who']): string {
  switch (who) {
    case 'mentor':
      return 'For mentors';
    case 'mentee':
      return 'For mentees';
    case 'both':
      return 'For mentors and mentees';
    default:
      return who satisfies never;
  }
}
