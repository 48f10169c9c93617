import { describe, expect, it } from 'vitest';
import { inSteps } from '../../../src/mentoring/in-steps.ts';
import type { Progress, Steps } from '../../../src/mentoring/in-steps.ts';

function* counting(total: number): Steps<string> {
  for (let done = 1; done <= total; done += 1) yield { doing: 'counting', done, total };
  return 'counted';
}

function* failing(): Steps<never> {
  yield { doing: 'counting', done: 1, total: 2 };
  throw new RangeError('No such person');
}

describe('long work in steps', () => {
  it('lets whatever else waits have its turn after every step', async () => {
    const happened: string[] = [];
    let goesOn = true;
    const somebodyElse = (): void => {
      happened.push('somebody else');
      if (goesOn) setImmediate(somebodyElse);
    };
    setImmediate(somebodyElse);
    const result = await inSteps(counting(5), { onProgress: ({ done }) => happened.push(`step ${done}`) });
    goesOn = false;
    expect(result).toBe('counted');
    expect(happened.join(', ')).toMatch(
      /^step 1, somebody else, step 2, somebody else, step 3, somebody else, step 4, somebody else, step 5/,
    );
  });

  it('tells how far it is', async () => {
    const told: Progress[] = [];
    await inSteps(counting(2), { onProgress: (progress) => told.push(progress) });
    expect(told).toEqual([
      { doing: 'counting', done: 1, total: 2 },
      { doing: 'counting', done: 2, total: 2 },
    ]);
  });

  it('stops between two steps when it is no longer wanted, and says why', async () => {
    const stop = new AbortController();
    const told: number[] = [];
    const work = inSteps(counting(1000), {
      signal: stop.signal,
      onProgress: ({ done }) => {
        told.push(done);
        if (done === 3) stop.abort(new Error('The coordinator closed the round'));
      },
    });
    await expect(work).rejects.toThrow('The coordinator closed the round');
    expect(told).toEqual([1, 2, 3]);
  });

  it('passes on what goes wrong in a step', async () => {
    await expect(inSteps(failing())).rejects.toThrow(RangeError);
  });
});
