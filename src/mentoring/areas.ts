/**
 * The areas of work of a scheme. What is stored of one is its value, which never changes: an area can be called something
 * else, or retired, and every request and offer that names it keeps its meaning.
 */

import type { Area, Choice, Scheme } from './records/scheme.ts';

type Areas = Pick<Scheme, 'areas'>;

/** Those that can be chosen now; and those that somebody has chosen before, so that changing something else keeps them. */
export function areasToChoose({ areas }: Areas, chosenBefore: readonly string[] = []): readonly Choice[] {
  return areas.filter((area) => area.retired !== true || chosenBefore.includes(area.value)).map(asChoice);
}

/** Those that nobody can choose any more. */
export function retiredAreas({ areas }: Areas): readonly Choice[] {
  return areas.filter(({ retired }) => retired === true).map(asChoice);
}

/** The areas with one of them called so. */
export function renameArea({ areas }: Areas, value: string, label: string): readonly Area[] {
  return areas.map((area) => (area.value === value ? { ...area, label } : area));
}

/** The areas with one of them retired, or brought back. */
export function retireArea({ areas }: Areas, value: string, retired: boolean): readonly Area[] {
  return areas.map((area) => {
    if (area.value !== value) return area;
    const current = asChoice(area);
    return retired ? { ...current, retired } : current;
  });
}

/** The area of this name, however it is written. */
export function areaCalled({ areas }: Areas, label: string): Area | undefined {
  const wanted = plain(label);
  return areas.find((area) => plain(area.label) === wanted);
}

function plain(label: string): string {
  return label.trim().normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ');
}

function asChoice({ value, label }: Area): Choice {
  return { value, label };
}
