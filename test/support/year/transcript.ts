/** The year to be read: who got what and did what, in order, by the clock of each; all of it, or what two of them lived. */

import type { RosterPerson } from '../../../adapters/playground/roster.ts';
import { idsOf } from './people.ts';
import type { Pair } from './people.ts';
import { pairsIn } from './live.ts';
import type { Letter } from './post.ts';
import type { YearRecord } from './record.ts';
import { wallOf } from './wall.ts';

type Line = { readonly at: Date; readonly order: number; readonly text: string };

/** Everything, a block for each letter and a line for each deed. */
export function wholeTranscript(record: YearRecord): string {
  const letters = record.letters.map(({ at, number, person, channel, how, text, labels }): Line => {
    const to =
      person === undefined
        ? `#${channel}`
        : `${person.name} (${person.platform}, ${sayTime(at, person.zone)})`;
    const body = text.split('\n').map((line) => `    ${line}`);
    const buttons = labels.length === 0 ? [] : [`    [${labels.join('] [')}]`];
    return {
      at,
      order: number,
      text: [`${at.toISOString()} ${how} to ${to}`, ...body, ...buttons].join('\n'),
    };
  });
  const deeds = record.deeds.map(({ at, person, what }, index): Line => ({
    at,
    order: -record.deeds.length + index,
    text: `${at.toISOString()} ${person.name} (${sayTime(at, person.zone)}) ${what}`,
  }));
  const heading = `A year of forty pairs, YEAR_SEED=${record.seed}: ${letters.length} letters, ${deeds.length} deeds.`;
  return [heading, ...inOrder([...letters, ...deeds]).map(({ text }) => text)].join('\n\n');
}

/** What the two of one pair got and did, shortened, as Markdown. */
export function sampleOf(record: YearRecord, pair: Pair): string {
  const { mentee, mentor } = pair;
  const lines = inOrder([...lettersOf(record, pair), ...deedsOf(record, pair)]);
  const months = new Map<string, string[]>();
  for (const { at, text } of lines) {
    const month = sayMonth(at);
    months.set(month, [...(months.get(month) ?? []), text]);
  }
  return [
    '# A year of two people',
    '',
    `What ${mentee.name}, who asks for a mentor on ${platformName(mentee)}, and ${mentor.name}, who mentors on ${platformName(mentor)}, are sent in a`,
    'year, and what they do with it. They are fictional, and their year is played by `test/service/year.test.ts` among forty',
    'pairs, on the pretend platforms and by a clock that jumps; this page is what it wrote. Long messages are cut, and what',
    'the two write themselves is left out. What a press or a typed word is answered with at once is not shown.',
    '',
    'After words have changed on purpose: `YEAR_SAMPLE=1 npx vitest run test/service/year.test.ts` writes it anew.',
    ...[...months].flatMap(([month, texts]) => ['', `## ${month}`, '', ...texts]),
    '',
  ].join('\n');
}

function lettersOf({ letters }: YearRecord, pair: Pair): readonly Line[] {
  return letters.flatMap((letter): Line[] => {
    const { person, how, at, number } = letter;
    if (person === undefined || how !== 'sent' || !idsOf(pair).includes(person.id)) return [];
    if (letter.text.startsWith('File: ') || !isTheirs(letter, person, pair)) return [];
    return [
      {
        at,
        order: number,
        text: `- **${sayMoment(at, person.zone)}**, to ${person.givenName}: ${shorten(letter)}`,
      },
    ];
  });
}

/** Somebody with two pairs gets letters about the other one, too. */
function isTheirs(letter: Letter, person: RosterPerson, pair: Pair): boolean {
  const about = pairsIn(letter, person);
  return about.length === 0 || about.includes(pair);
}

/** What somebody does at one sitting is one line. */
function deedsOf({ deeds }: YearRecord, pair: Pair): readonly Line[] {
  const sittings: { at: Date; order: number; person: RosterPerson; said: string[] }[] = [];
  for (const [index, { at, person, what }] of deeds.entries()) {
    if (!idsOf(pair).includes(person.id)) continue;
    const said = what.replace(/^([^:“]+): .*$/s, 'sends the form “$1”');
    const last = sittings.at(-1);
    if (last?.at.getTime() === at.getTime() && last.person === person) last.said.push(said);
    else sittings.push({ at, order: index - deeds.length, person, said: [said] });
  }
  return sittings.map(({ at, order, person, said }) => ({
    at,
    order,
    text: `- **${sayMoment(at, person.zone)}**, ${person.givenName} ${said.join(', ')}.`,
  }));
}

const mostLength = 280;

function shorten({ text, labels, title }: Letter): string {
  const words = text
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' / ');
  const cut = words.length > mostLength ? `${words.slice(0, words.lastIndexOf(' ', mostLength))} …` : words;
  const buttons = labels.length === 0 ? '' : ` ${labels.map((label) => `[${label}]`).join(' ')}`;
  return `_${title}_ ${cut}${buttons}`.trim();
}

/** What came of a deed comes after it. */
function inOrder(lines: readonly Line[]): readonly Line[] {
  return lines.toSorted((one, other) => one.at.getTime() - other.at.getTime() || one.order - other.order);
}

function sayTime(at: Date, zone: string): string {
  return `${wallOf(at, zone).time} ${zone}`;
}

function sayMoment(at: Date, zone: string): string {
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', timeZone: zone }).format(
    at,
  );
  return `${day}, ${wallOf(at, zone).time}`;
}

function sayMonth(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'Europe/London',
  }).format(at);
}

function platformName({ platform }: RosterPerson): string {
  return platform === 'slack' ? 'Slack' : 'Teams';
}
