/**
 * A person's copy of what is kept about them, to read and print: exactly what is in the file for programs. Fields are
 * labelled by their own names, so that one that is added there is never left out here.
 */

import type { OwnData } from '../../mentoring/own-data.ts';
import { sayDate } from '../../mentoring/time.ts';
import { withinSentence } from '../../mentoring/wording.ts';
import type { Block, Fact, Paper } from '../paper.ts';
import { isolate } from '../type/clusters.ts';
import { dayOf, frame, momentOf } from './occasion.ts';
import type { Occasion } from './occasion.ts';

type Fields = Readonly<Record<string, unknown>>;

export function ownDataPaper({ about, notIncluded, ...kept }: OwnData, occasion: Occasion): Paper {
  const said = about.replace(occasion.madeAt.toISOString(), momentOf(occasion.madeAt, occasion));
  return {
    ...frame(occasion, 'Personal data'),
    title: 'Your data',
    lead: `What is kept about ${isolate(kept.person.name)}`,
    body: [
      { block: 'text', text: said },
      { block: 'panel', title: 'Not in this paper', text: notIncluded },
      ...Object.entries(kept).flatMap(([key, value]) => blocksOf(labelOf(key), value, occasion)),
    ],
  };
}

/** One heading for each thing that is kept; of several of a kind, one for each. What is kept within it comes after it. */
function blocksOf(heading: string, value: unknown, occasion: Occasion): readonly Block[] {
  if (isList(value))
    return value.flatMap((one, index) =>
      blocksOf(value.length === 1 ? heading : `${heading}, ${index + 1} of ${value.length}`, one, occasion),
    );
  if (!isFields(value))
    return [
      { block: 'heading', text: heading },
      { block: 'text', text: say(value, occasion) },
    ];
  const lists = Object.entries(value).filter(([, one]) => isList(one));
  const rest = Object.fromEntries(Object.entries(value).filter(([, one]) => !isList(one)));
  return [
    { block: 'heading', text: heading },
    { block: 'facts', rows: factsOf(rest, '', occasion) },
    ...lists.flatMap(([key, list]) =>
      blocksOf(`${heading}: ${withinSentence(labelOf(key))}`, list, occasion),
    ),
  ];
}

/** What is within a field is told with its name: "Ground rules: records". */
function factsOf(fields: Fields, within: string, occasion: Occasion): readonly Fact[] {
  return Object.entries(fields).flatMap(([key, value]) => {
    const label = within === '' ? labelOf(key) : `${within}: ${labelOf(key).toLowerCase()}`;
    return isFields(value) ? factsOf(value, label, occasion) : [{ label, value: say(value, occasion) }];
  });
}

/** "peopleWhoManageOrAssessMe" is "People who manage or assess me". */
function labelOf(key: string): string {
  const words = key.replaceAll(/\p{Lu}/gu, (letter) => ` ${letter.toLowerCase()}`);
  return (words.charAt(0).toUpperCase() + words.slice(1)).replaceAll(/\bi\b/g, 'I');
}

function say(value: unknown, occasion: Occasion): string {
  if (value === null || value === undefined || value === '') return 'Nothing';
  if (Array.isArray(value))
    return value.length === 0 ? 'Nothing' : value.map((one) => say(one, occasion)).join('\n');
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value !== 'string') return JSON.stringify(value);
  const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z(?=: |$)/.exec(value)?.[0];
  if (instant !== undefined) return `${dayOf(new Date(instant), occasion)}${value.slice(instant.length)}`;
  return /^\d{4}-\d\d-\d\d$/.test(value) ? sayDate(value) : value;
}

/** At least one of a kind, told under a heading of its own. */
function isList(value: unknown): value is readonly Fields[] {
  return Array.isArray(value) && value.length > 0 && value.every(isFields);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
