/** The directory of outside schemes at its fullest: every entry as long as the form allows, and more than one page. */

import type { OutsideSchemeFacts, People } from '../../../src/mentoring/facts.ts';
import { grades, outsideNeeds, regions } from '../../../src/mentoring/outside-scheme-terms.ts';
import { shippedOutsideSchemes } from '../../../src/mentoring/outside-schemes-data.ts';
import type { OutsideSchemeEntry } from '../../../src/mentoring/records/organisation.ts';
import { coordinator, idOf, peopleIn } from './longest-people.ts';
import { longestLine, longestText } from './longest-words.ts';
import type { Script } from './longest-words.ts';
import { requestScenes } from './pair-scenes.ts';
import { personScenes, scenesOf } from './scenes.ts';
import type { Scene } from './scenes.ts';

export function directoryScenes(script: Script): readonly Scene[] {
  const outsideSchemes = entriesIn(script);
  const nothingListed = shippedOutsideSchemes.map(({ id }) => ({ id, retired: true }));
  return [
    ...personScenes(script)
      .filter(({ name }) => name === 'everything')
      .flatMap((scene) => [
        withEntries(scene, 'with a full directory', outsideSchemes),
        withEntries(scene, 'with an empty directory', nothingListed),
      ]),
    ...requestScenes(script)
      .slice(0, 1)
      .map((scene) => withEntries(scene, 'with a full directory', outsideSchemes)),
    ...entryScenes(script, outsideSchemes),
  ];
}

function withEntries(scene: Scene, name: string, outsideSchemes: readonly OutsideSchemeEntry[]): Scene {
  return { ...scene, name: `${scene.name}, ${name}`, facts: { ...scene.facts, outsideSchemes } } as Scene; // only that part is new
}

function entryScenes(script: Script, outsideSchemes: readonly OutsideSchemeEntry[]): readonly Scene[] {
  const [first, second] = shippedOutsideSchemes;
  const ids = {
    'as it ships': second?.id ?? '',
    corrected: first?.id ?? '',
    'of our own, not checked for long': idOf('outside 1'),
    'of our own, just checked': idOf('outside 2'),
    retired: idOf('outside 4'),
  };
  return Object.entries(ids).flatMap(([name, id]) => {
    // Everybody who presses here is found among the people, as in every scene.
    const facts: OutsideSchemeFacts & { readonly people: People } = {
      id,
      outsideSchemes,
      coordinatorIds: [coordinator],
      people: peopleIn(script),
    };
    return scenesOf('outsideScheme', id, { [name]: facts });
  });
}

/** A shipped one corrected, and thirty of our own, of which every fourth is retired. */
function entriesIn(script: Script): readonly OutsideSchemeEntry[] {
  const entry = (id: string, number: number): OutsideSchemeEntry => ({
    id,
    words: {
      name: `${longestLine(script, 77 - `${number}`.length)} ${number}`,
      whoFor: longestText(script, 250),
      offers: longestText(script, 500),
      howToReach: longestText(script, 400),
      link: `https://example.org/${'a'.repeat(280)}`,
      needs: all(outsideNeeds),
      grades: all(grades),
      regions: all(regions),
    },
    checkedOn: number % 2 === 0 ? '2026-11-29' : '2025-09-24',
    retired: number % 4 === 0,
  });
  return [
    entry(shippedOutsideSchemes[0]?.id ?? '', 100),
    ...Array.from({ length: 30 }, (_, index) => entry(idOf(`outside ${index + 1}`), index + 1)),
  ].map((one, index) => (index === 0 ? { ...one, retired: false } : one));
}

function all(terms: readonly { readonly value: string }[]): readonly string[] {
  return terms.map(({ value }) => value);
}
