/** Long work in small steps, so that whoever shares the process is answered meanwhile. */

/** How far long work has come, after each step: so many of so many. */
export type Progress = { readonly doing: string; readonly done: number; readonly total: number };

/** Work that stops after each step until it is asked to go on, and ends with a result. */
export type Steps<Result> = Generator<Progress, Result, void>;

/**
 * Does all the steps, and lets everything else that waits have its turn between any two. Rejects with the signal's
 * reason, between two steps, once it is aborted.
 */
export async function inSteps<Result>(
  steps: Steps<Result>,
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly onProgress?: ((progress: Progress) => void) | undefined;
  } = {},
): Promise<Result> {
  for (;;) {
    options.signal?.throwIfAborted();
    const step = steps.next();
    if (step.done === true) return step.value;
    options.onProgress?.(step.value);
    await new Promise((goOn) => setImmediate(goOn));
  }
}

/** All the steps at once: for few people, and for tests. */
export function inOneGo<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
