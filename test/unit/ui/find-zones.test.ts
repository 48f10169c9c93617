import { describe, expect, test } from 'vitest';
import { findZones, zoneCalled } from '../../../src/ui/find-zones.ts';
import { otherNames, zoneNames } from '../../../src/ui/zone-names.ts';

describe('a time zone is found by what people call it', () => {
  test.each([
    ['Calcutta', 'Asia/Kolkata'],
    ['Bombay', 'Asia/Kolkata'],
    ['mumbai', 'Asia/Kolkata'],
    ['Delhi', 'Asia/Kolkata'],
    ['Kiev', 'Europe/Kyiv'],
    ['Kyiv', 'Europe/Kyiv'],
    ['GMT', 'Europe/London'],
    ['edinb', 'Europe/London'],
    ['Türkiye', 'Europe/Istanbul'],
    ['turkiye', 'Europe/Istanbul'],
    ['new york', 'America/New_York'],
    ['new_y', 'America/New_York'],
    ['Europe/Lond', 'Europe/London'],
    ['Saigon', 'Asia/Ho_Chi_Minh'],
    ['buenos', 'America/Argentina/Buenos_Aires'],
    ['são paulo', 'America/Sao_Paulo'],
  ])('“%s”', (typed, zone) => {
    expect(findZones(typed, 3)).toContain(zone);
  });

  test('every zone is found under its own name, and under each of its others', () => {
    for (const zone of zoneNames) expect(findZones(zone, 3)[0]).toBe(zone);
    for (const [zone, names] of otherNames)
      for (const name of names) expect(findZones(name, 12), name).toContain(zone);
  });

  test('what begins with it stands before what has it somewhere', () => {
    expect(findZones('lon', 2)[0]).toBe('Europe/London');
  });

  test('with nothing typed, the usual ones; with nonsense, none; never more than asked for', () => {
    expect(findZones(' ', 2)).toEqual(['Europe/London', 'Europe/Dublin']);
    expect(findZones('xyzzy', 5)).toEqual([]);
    expect(findZones('a', 7)).toHaveLength(7);
  });

  test('a name that no zone has any more is never offered, and every other name leads to a zone of today', () => {
    expect(zoneNames).not.toContain('Asia/Calcutta');
    expect([...otherNames.keys()].filter((zone) => !zoneNames.includes(zone))).toEqual([]);
  });
});

describe('a time zone in a file', () => {
  test.each([
    ['Delhi', 'Asia/Kolkata'],
    ['asia/calcutta', 'Asia/Kolkata'],
    ['London', 'Europe/London'],
    ['South Africa', 'Africa/Johannesburg'],
  ])('“%s” is one zone', (name, zone) => {
    expect(zoneCalled(name)).toBe(zone);
  });

  test('is not guessed where a name stands for several, or for none', () => {
    for (const name of ['IST', 'CET', 'Newcastle', 'Elsewhere', '']) expect(zoneCalled(name)).toBeUndefined();
  });
});
