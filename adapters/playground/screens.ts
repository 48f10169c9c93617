/** Who is told when somebody's screen changes: the page, the host that keeps the state, and an act that waits. */

export type Screens = {
  /** A person's screen may look different now. */
  readonly changed: (personId: string) => void;
  /** Goes up with every change. */
  readonly version: (personId: string) => number;
  /** Resolves when the version is no longer `version`, or after `limitMs`. */
  readonly changedSince: (personId: string, version: number, limitMs: number) => Promise<void>;
  /** Returns how to stop listening. */
  readonly listen: (listener: (personId: string) => void) => () => void;
};

export function createScreens(): Screens {
  const versions = new Map<string, number>();
  const listeners = new Set<(personId: string) => void>();
  const version = (personId: string): number => versions.get(personId) ?? 0;
  const listen = (listener: (personId: string) => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    version,
    listen,
    changed: (personId) => {
      versions.set(personId, version(personId) + 1);
      for (const listener of listeners) listener(personId);
    },
    changedSince: (personId, since, limitMs) => {
      if (version(personId) !== since) return Promise.resolve();
      return new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          stop();
          resolve();
        };
        const timer = setTimeout(done, limitMs);
        const stop = listen((changed) => {
          if (changed === personId) done();
        });
      });
    },
  };
}
