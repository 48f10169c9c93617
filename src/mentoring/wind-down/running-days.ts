/** A calendar with the pauses cut out: no clock runs during leave, a rotation or a pause. */

/** From `from`, until the day they are back. Without `to` nobody knows when. Days since 1 January 1970. */
export type Pause = { readonly from: number; readonly to?: number | undefined };

export type RunningDays = {
  /** Days of the calendar from one to the other, pauses not counted. 0 where `to` is not later. */
  readonly between: (from: number, to: number) => number;
  /** The day on which so many have run since `from`; `undefined` where a pause without an end comes first. */
  readonly after: (from: number, days: number) => number | undefined;
  /** The pause on that day: overlapping ones as one. */
  readonly pauseOn: (day: number) => Pause | undefined;
};

export function cutOut(pauses: readonly Pause[]): RunningDays {
  const cuts = merged(pauses);
  return {
    between: (from, to) => {
      let days = Math.max(0, to - from);
      for (const cut of cuts) days -= Math.max(0, Math.min(cut.to, to) - Math.max(cut.from, from));
      return Math.max(0, days);
    },
    after: (from, days) => {
      let day = from;
      let left = days;
      for (const cut of cuts) {
        if (cut.to <= day) continue;
        const runs = Math.max(0, cut.from - day);
        if (left < runs) break;
        left -= runs;
        day = cut.to;
      }
      return Number.isFinite(day) ? day + left : undefined;
    },
    pauseOn: (day) => {
      const cut = cuts.find(({ from, to }) => from <= day && day < to);
      return cut && { from: cut.from, to: Number.isFinite(cut.to) ? cut.to : undefined };
    },
  };
}

type Cut = { from: number; to: number };

function merged(pauses: readonly Pause[]): readonly Cut[] {
  const cuts: Cut[] = [];
  const sorted = pauses
    .map(({ from, to = Number.POSITIVE_INFINITY }) => ({ from, to }))
    .filter(({ from, to }) => to > from)
    .toSorted((one, other) => one.from - other.from);
  for (const cut of sorted) {
    const last = cuts.at(-1);
    if (last !== undefined && cut.from <= last.to) last.to = Math.max(last.to, cut.to);
    else cuts.push(cut);
  }
  return cuts;
}
