/** Counting calls against a platform's published rates. Real time: rates are between computers, not for people. */

export type Window = { readonly calls: number; readonly seconds: number };

export type Limiter = {
  /** 0 when the call may go ahead; otherwise it is not counted, and whole seconds to wait are given. */
  readonly take: (key: string, windows: readonly Window[]) => number;
};

export function createLimiter(now: () => number = Date.now): Limiter {
  const calls = new Map<string, number[]>();
  return {
    take: (key, windows) => {
      const at = now();
      const longest = Math.max(...windows.map((window) => window.seconds));
      const past = (calls.get(key) ?? []).filter((when) => when > at - longest * 1000);
      const waits = windows.map((window) => waitFor(past, window, at));
      const wait = Math.max(0, ...waits);
      if (wait === 0) past.push(at);
      calls.set(key, past);
      return Math.ceil(wait / 1000);
    },
  };
}

function waitFor(past: readonly number[], window: Window, at: number): number {
  const within = past.filter((when) => when > at - window.seconds * 1000);
  const oldest = within[within.length - window.calls];
  return oldest === undefined ? 0 : oldest + window.seconds * 1000 - at;
}
