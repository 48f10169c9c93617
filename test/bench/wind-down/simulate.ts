/** Follows a pair through its silences under one rule: which questions it would have been asked. */

import type { History } from '../../../src/mentoring/wind-down/history.ts';
import { HORIZON } from './populations.ts';
import type { Pair, Silence } from './populations.ts';
import type { Known, Rule } from './rules.ts';

/** What one line of a rule did to one pair. */
export type Outcome = {
  /** Questions to a pair that still went on. */
  readonly falseQuestions: number;
  /** Days from the true end to the first question. Infinite: never asked. `undefined`: it did not end. */
  readonly delayDays: number | undefined;
};

/** Whoever is asked often enough has stopped answering. */
const MOST_QUESTIONS = 50;

/** For each rule: one outcome for each line of its sweep, and last the one for its own line. */
export function follow(pair: Pair, rules: readonly Rule[]): readonly (readonly Outcome[])[] {
  const logged = pair.meetings.map(({ isLogged }) => isLogged);
  const known = pair.silences.map((silence) => knownIn(pair, silence, silence.since, logged));
  return rules.map((rule) => {
    const first = known.map((one) => ({ known: one, ask: rule.ask(one) }));
    return [...rule.sweep, rule.line].map((line) => followLine(pair, rule, line, first));
  });
}

/** How long the pair was alive, in years. */
export function yearsAlive({ end }: Pair): number {
  return Math.min(end, HORIZON) / 365;
}

function followLine(
  pair: Pair,
  rule: Rule,
  line: number,
  first: readonly { readonly known: Known; readonly ask: (line: number) => number }[],
): Outcome {
  /** Whoever is asked says so, and tells of the meetings that nobody had logged. */
  let logged: boolean[] | undefined;
  let falseQuestions = 0;
  for (const [index, silence] of pair.silences.entries()) {
    const begun = first[index];
    if (begun === undefined) continue;
    let { known, ask } = begun;
    if (logged !== undefined) {
      known = knownIn(pair, silence, silence.since, logged);
      ask = rule.ask(known);
    }
    for (let asked = 0; asked < MOST_QUESTIONS; asked += 1) {
      const day = ask(line);
      if (!(day < silence.until)) break;
      if (day >= pair.end) return { falseQuestions, delayDays: day - pair.end };
      falseQuestions += 1;
      const before = logged;
      logged = pair.meetings.map((meeting, at) => (before?.[at] ?? meeting.isLogged) || meeting.day <= day);
      known = knownIn(pair, silence, day, logged);
      ask = rule.ask(known);
    }
  }
  return { falseQuestions, delayDays: Number.isFinite(pair.end) ? Number.POSITIVE_INFINITY : undefined };
}

/** `since` is the start of the silence, or the day on which they answered a question in it. */
function knownIn(pair: Pair, silence: Silence, since: number, logged: readonly boolean[]): Known {
  const meetings = pair.meetings.filter(({ day }, index) => logged[index] === true && day <= since);
  const lastMet = meetings.at(-1)?.day ?? 0;
  const fellThrough = silence.fellThroughOn;
  const isNews = fellThrough !== undefined && fellThrough > since;
  const history: History = {
    cadenceDays: pair.cadenceDays,
    // Nobody knows whether the next was booked at the end of a meeting that was told of afterwards.
    meetings: meetings.map(({ day, isLogged, bookedAhead }) => ({
      day,
      bookedAhead: isLogged ? bookedAhead : undefined,
    })),
    booked: isNews ? [fellThrough] : [],
    contacts: since > lastMet ? [since] : [],
    pauses: pair.pauses,
  };
  return { history, since, notBefore: isNews ? fellThrough : since, until: silence.until };
}
