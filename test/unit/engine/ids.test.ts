import { expect, test } from 'vitest';
import { idsFrom } from '../../../src/engine/ids.ts';

test('the same event yields the same ids in the same order, and another event others', () => {
  const first = idsFrom('event-1');
  const again = idsFrom('event-1');
  const other = idsFrom('event-2');
  const ids = [first(), first(), first()];
  expect([again(), again(), again()]).toEqual(ids);
  expect(new Set([...ids, other(), other()]).size).toBe(5);
});

test('ids are version 8 UUIDs', () => {
  expect(idsFrom('event')()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
