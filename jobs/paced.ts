/** Calls that come thick and fast become a few. */

/**
 * Runs at once for a key that has rested, and the caller waits for it. Calls that come during a run or the rest after it
 * return at once and share one further run, which begins after all of them: what they are about is never missed. Its
 * failure goes to `report`. Ending the process may drop that further run.
 */
export function paced<T>(
  keyOf: (about: T) => string,
  run: (about: T) => Promise<void>,
  restMs: number,
  report: (error: unknown) => void,
): (about: T) => Promise<void> {
  const busy = new Map<string, { wanted: boolean }>();
  const begin = async (key: string, about: T): Promise<void> => {
    const state = { wanted: false };
    busy.set(key, state);
    const rested = (): void => {
      busy.delete(key);
      if (state.wanted) begin(key, about).catch(report);
    };
    try {
      await run(about);
    } finally {
      setTimeout(rested, restMs).unref();
    }
  };
  return async (about) => {
    const key = keyOf(about);
    const state = busy.get(key);
    if (state === undefined) await begin(key, about);
    else state.wanted = true;
  };
}
