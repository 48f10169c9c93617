/** The coordinators' weekly digest: once a week at the scheme's own hour, also when the clocks change, and no small numbers. */

import { cite } from '../record.ts';
import { daysBetween, wallOf } from '../wall.ts';
import type { Rule } from './rule.ts';

const zone = 'Europe/London';
const isDigest = / Mentoring: the week$/;

export const digestRules: readonly Rule[] = [
  {
    says: 'the digest comes once a week, on Monday at nine by the scheme’s clock, in summer as in winter',
    broken: ({ letters, from, until }) => {
      const digests = letters.filter(
        ({ person, title, how }) => person === undefined && how === 'sent' && isDigest.test(title),
      );
      const wrong = digests.filter(({ at }) => {
        const { weekday, time } = wallOf(at, zone);
        return weekday !== 1 || time !== '09:00';
      });
      const gaps = digests.slice(1).flatMap((letter, index) => {
        const before = digests[index];
        return before !== undefined &&
          daysBetween(wallOf(before.at, zone).date, wallOf(letter.at, zone).date) !== 7
          ? [`${cite(before)} is followed by ${cite(letter)}`]
          : [];
      });
      const weeks = Math.floor((until.getTime() - from.getTime()) / (7 * 86_400_000));
      const missing =
        Math.abs(digests.length - weeks) > 1 ? [`${digests.length} digests in ${weeks} weeks`] : [];
      return [...wrong.map(cite), ...gaps, ...missing];
    },
  },
  {
    says: 'no number under five stands in the digest',
    broken: ({ letters }) =>
      letters.flatMap((letter) => {
        if (letter.person !== undefined || !isDigest.test(letter.title)) return [];
        const figures = letter.text.split('\n').flatMap((line) => {
          const [, figure] = /: (?:about )?([1-4])(?:\b(?!\d| weeks?| days?| out of|\.\d))/.exec(line) ?? [];
          return figure === undefined ? [] : [line];
        });
        return figures.map((line) => `${cite(letter)}: “${line}”`);
      }),
  },
];
