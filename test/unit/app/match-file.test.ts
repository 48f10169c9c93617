import { describe, expect, it } from 'vitest';
import { factsOfFile } from '../../../src/app/commands/match-facts.ts';
import { readMatchFile } from '../../../src/app/commands/match-file.ts';
import { inOneGo } from '../../../src/mentoring/in-steps.ts';
import { planRound } from '../../../src/mentoring/round.ts';

const now = new Date('2026-11-29T12:00:00Z');

function faultsOf(value: unknown): readonly string[] {
  const reading = readMatchFile(typeof value === 'string' ? value : JSON.stringify(value));
  return 'faults' in reading ? reading.faults : [];
}

function planFor(value: unknown) {
  const reading = readMatchFile(JSON.stringify(value));
  if ('faults' in reading) throw new Error(reading.faults.join('; '));
  return inOneGo(planRound(factsOfFile(reading.file, now), now));
}

/** Why a mentee in Kolkata, who names this time, for a mentor in London who is free on Tuesday evenings. */
function reasonsFor(time: object): string | undefined {
  const plan = planFor({
    mentors: [{ id: 'm1', capacity: 1, usualTimes: 'Tuesday evenings' }],
    mentees: [{ id: 'p1', zone: 'Asia/Kolkata', times: [{ date: '2026-12-08', ...time }] }],
  });
  return plan.pairs[0]?.reasons.mentee.join();
}

describe('a file with a pool', () => {
  it('is answered with every row that is wrong, and what it must be', () => {
    expect(
      faultsOf({
        mentors: [
          { id: 'm1', capacity: 1.5, areas: 'exams' },
          { capacity: '2', place: 'here' },
          { id: 'm3', capacity: -1 },
        ],
        mentees: [
          {
            id: '',
            areas: [1],
            inMind: 4,
            times: [{ date: '2026-02-30', time: '25:00', zone: 'Mars' }],
            askedAt: 'May',
          },
          5,
        ],
        blocked: [['m1'], 7],
        reportingLines: [{ person: 'p1' }],
        trainingRequired: 'yes',
      }),
    ).toEqual([
      'mentors[0].capacity: must be a whole number, 0 or more',
      'mentors[0].areas: must be a list of texts',
      'mentors[1].id: is missing; it must be text',
      'mentors[1].capacity: must be a whole number, 0 or more',
      'mentors[1].place: must be "video", "in-person", "phone" or "any"',
      'mentors[2].capacity: must be a whole number, 0 or more',
      'mentees[0].id: must not be empty',
      'mentees[0].areas[0]: must be text',
      'mentees[0].times[0].date: must be a date like 2026-11-29',
      'mentees[0].times[0].time: must be a time like 17:30',
      'mentees[0].times[0].zone: must be a time zone like Europe/London',
      'mentees[0].inMind: must be an id or a list of ids',
      'mentees[0].askedAt: must be a date like 2026-11-29',
      'mentees[1]: must be an object with an id',
      'blocked[0]: must be two ids, like ["m1", "p1"]',
      'blocked[1]: must be two ids, like ["m1", "p1"]',
      'reportingLines[0].manager: is missing; it must be text',
      'trainingRequired: must be true or false',
    ]);
  });

  it('may not have two of one id, nor name somebody who is not in it', () => {
    expect(
      faultsOf({
        mentors: [
          { id: 'm1', capacity: 1 },
          { id: 'm1', capacity: 2 },
        ],
        mentees: [{ id: 'p1', declined: ['m7'], askAgain: ['p1'] }, { id: 'p1' }],
        blocked: [
          ['p9', 'm1'],
          ['m1', 'm8'],
          ['p1', 'p1'],
        ],
      }),
    ).toEqual([
      'mentors[1].id: "m1" is the id of mentors[0] already',
      'mentees[1].id: "p1" is the id of mentees[0] already',
      'mentees[0].declined[0]: no mentor has the id "m7"',
      'mentees[0].askAgain[0]: no mentor has the id "p1"',
      'blocked[0][0]: nobody has the id "p9"',
      'blocked[1][1]: nobody has the id "m8"',
      'blocked[2]: a pair must be of two people',
    ]);
  });

  it('may be no larger than what fits into memory', () => {
    const mentors = Array.from({ length: 10_001 }, (_, index) => ({ id: `m${index}`, capacity: 1 }));
    const mentees = Array.from({ length: 10_000 }, (_, index) => ({ id: `p${index}` }));
    expect(faultsOf({ mentors, mentees })).toEqual([
      'the file: 10001 mentors and 10000 mentees make too many pairs; at most 100000000 fit',
    ]);
  });

  it.each([
    ['[1', /^the text is not JSON: /],
    ['[1]', /^the file: must be an object with mentors and mentees$/],
    ['null', /^the file: must be an object with mentors and mentees$/],
    ['{"mentors": []}', /^mentees: is missing; it must be a list of mentees$/],
  ])('as %j has one fault', (text, line) => {
    expect(faultsOf(text)).toEqual([expect.stringMatching(line)]);
  });

  it('means times in the zone beside them, and otherwise where the mentee is', () => {
    const fits = 'Could meet on Tuesday at 17:30, one of this mentor’s usual times';
    expect(reasonsFor({ time: '17:30', zone: 'Europe/London' })).toContain(fits);
    expect(reasonsFor({ time: '23:00' })).toContain(fits);
    expect(reasonsFor({ time: '17:30' })).not.toContain('usual times');
  });

  it('takes a person who is in both lists for one, who is never paired with themselves', () => {
    const plan = planFor({ mentors: [{ id: 'x', capacity: 1 }], mentees: [{ id: 'x' }, { id: 'y' }] });
    expect(plan.pairs.map(({ menteeId, mentorId }) => [menteeId, mentorId])).toEqual([['y', 'x']]);
    expect(plan.unmatched.map(({ words }) => words)).toEqual(['Nobody else mentors here yet.']);
  });
});
