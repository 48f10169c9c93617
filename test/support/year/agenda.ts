/** What people mean to do, and when; taken in the order of time, and of having been thought of. */

export type Agenda = {
  readonly add: (at: Date, deed: () => Promise<void>) => void;
  readonly next: () => Date | undefined;
  /** The first of those that are due. */
  readonly take: (now: Date) => (() => Promise<void>) | undefined;
};

export function createAgenda(): Agenda {
  const waiting: { readonly at: Date; readonly deed: () => Promise<void> }[] = [];
  return {
    add: (at, deed) => {
      let index = waiting.length;
      for (; index > 0; index -= 1) {
        const before = waiting[index - 1];
        if (before !== undefined && before.at <= at) break;
      }
      waiting.splice(index, 0, { at, deed });
    },
    next: () => waiting[0]?.at,
    take: (now) => {
      const [first] = waiting;
      if (first === undefined || first.at > now) return undefined;
      waiting.shift();
      return first.deed;
    },
  };
}
