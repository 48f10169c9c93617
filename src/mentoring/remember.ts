/** Keeps what has been worked out, for work that asks the same thing thousands of times. */

/** The same function, which works each answer out once. It keeps every answer: make one for each piece of work. */
export function remember<Answer>(answer: (question: string) => Answer): (question: string) => Answer {
  const known = new Map<string, Answer>();
  return (question) => {
    const before = known.get(question);
    if (before !== undefined || known.has(question)) return before as Answer; // it was put there as one
    const now = answer(question);
    known.set(question, now);
    return now;
  };
}
