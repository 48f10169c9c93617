import { expect, test } from 'vitest';
import { bankHolidaysByRule, isBankHoliday } from '../../../src/mentoring/bank-holidays.ts';
import type { Nation } from '../../../src/mentoring/bank-holidays.ts';
import { addDays } from '../../../src/mentoring/time.ts';

const nations: readonly Nation[] = ['england-and-wales', 'scotland', 'northern-ireland'];

function holidaysOf(year: number, nation: Nation): readonly string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(`${year}`); day = addDays(day, 1))
    if (isBankHoliday(day, nation)) days.push(day);
  return days;
}

test('the rules give the announced days, but for those proclaimed once only', () => {
  const onceOnly = new Set(['2026-06-15']);
  for (const nation of nations)
    for (const year of [2026, 2027])
      expect(bankHolidaysByRule(year, nation)).toEqual(
        holidaysOf(year, nation).filter((day) => !onceOnly.has(day)),
      );
});

test('a holiday at a weekend is taken on the next working days', () => {
  // As they were in 2022 and 2023, but for the days proclaimed for the Queen and the King.
  expect(bankHolidaysByRule(2022, 'england-and-wales')).toEqual(
    expect.arrayContaining(['2022-01-03', '2022-12-26', '2022-12-27']),
  );
  expect(bankHolidaysByRule(2023, 'scotland').slice(0, 2)).toEqual(['2023-01-02', '2023-01-03']);
  expect(bankHolidaysByRule(2022, 'scotland').slice(0, 2)).toEqual(['2022-01-03', '2022-01-04']);
});

test('each nation has its own days', () => {
  expect(isBankHoliday('2026-11-30', 'scotland')).toBe(true);
  expect(isBankHoliday('2026-11-30', 'england-and-wales')).toBe(false);
  expect(isBankHoliday('2026-06-15', 'scotland')).toBe(true);
  expect(isBankHoliday('2026-04-06', 'scotland')).toBe(false);
  expect(isBankHoliday('2026-07-13', 'northern-ireland')).toBe(true);
  expect(isBankHoliday('2028-04-14', 'northern-ireland')).toBe(true);
});
