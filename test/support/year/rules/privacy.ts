/** What a pair writes stays with the pair: it is looked for in everything that anybody was shown. */

import { idsOf, pairs } from '../people.ts';
import { cite } from '../record.ts';
import type { Rule } from './rule.ts';

/** As `confidential` writes it: what it is, the number of its pair, and whose alone it is. */
const planted = /CONFIDENTIAL-[a-z]+-(\d+)(?:-(mentee|mentor))?/g;

export const privacyRules: readonly Rule[] = [
  {
    says: 'what a pair writes is in no letter that comes by itself: letters point to it',
    broken: ({ letters }) =>
      letters.flatMap((letter) =>
        letter.how !== 'answer' && JSON.stringify(letter.payload).includes('CONFIDENTIAL-')
          ? [cite(letter)]
          : [],
      ),
  },
  {
    says: 'what a pair writes is shown to the two alone, and a reflection to none but its author',
    broken: ({ letters }) =>
      letters.flatMap((letter) =>
        [...JSON.stringify(letter.payload).matchAll(planted)].flatMap(([said, number, author]) => {
          const pair = pairs.find((one) => one.number === Number(number));
          const theirs =
            pair !== undefined && letter.person !== undefined && idsOf(pair).includes(letter.person.id);
          const own =
            author === undefined ||
            pair === undefined ||
            pair[author as 'mentee' | 'mentor'] === letter.person;
          return theirs && own ? [] : [`${cite(letter)}: ${said}`];
        }),
      ),
  },
  {
    says: 'coordinators and their channel are told no answer and no word of a pair',
    broken: ({ letters }) =>
      letters.flatMap((letter) => {
        if (letter.person !== undefined && letter.person.role !== 'coordinator') return [];
        return /not working|just busy|We are fine|natural end,|CONFIDENTIAL|Not now/i.test(letter.text)
          ? [`${cite(letter)}: ${letter.text.slice(0, 200)}`]
          : [];
      }),
  },
];
