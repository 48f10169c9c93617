/** What one process remembers of late, and no more of it than a fixed number. */

export type Memory<T> = {
  readonly get: (key: string) => T | undefined;
  readonly set: (key: string, value: T) => void;
  readonly forget: (key: string) => void;
};

/** Forgets the oldest beyond `most`. */
export function createMemory<T>(most: number): Memory<T> {
  const kept = new Map<string, T>();
  return {
    get: (key) => kept.get(key),
    forget: (key) => kept.delete(key),
    set: (key, value) => {
      kept.delete(key); // so that it counts as new
      kept.set(key, value);
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
    },
  };
}
