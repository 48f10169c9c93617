/** What outlives a reload: which messages were seen, and the visitor's own choices about the page. */

const seenKey = 'rapport-seen';

export type Choice = 'theme' | 'aside' | 'tour';

/** Storage may be forbidden by the browser; then everything is simply new again. */
export function recall(choice: Choice): string | undefined {
  return attempt(() => localStorage.getItem(`rapport-${choice}`)) ?? undefined;
}

export function remember(choice: Choice, value: string): void {
  attempt(() => localStorage.setItem(`rapport-${choice}`, value));
}

export function rememberSeen(seen: ReadonlyMap<string, ReadonlySet<string>>): void {
  const plain = Object.fromEntries([...seen].map(([person, ids]) => [person, [...ids]]));
  attempt(() => sessionStorage.setItem(seenKey, JSON.stringify(plain)));
}

export function recallSeen(): ReadonlyMap<string, ReadonlySet<string>> {
  const kept: unknown = attempt(() => JSON.parse(sessionStorage.getItem(seenKey) ?? '{}'));
  if (typeof kept !== 'object' || kept === null) return new Map();
  return new Map(
    Object.entries(kept).map(([person, ids]) => [
      person,
      new Set(Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string') : []),
    ]),
  );
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
