/** Rows of many, to be looked up by whom each is about: gone through once, however many look. */

/** Looks rows up by an id that each of them has. */
export function grouped<Row>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
): (id: string) => readonly Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(idOf(row));
    if (group === undefined) groups.set(idOf(row), [row]);
    else group.push(row);
  }
  return (id) => groups.get(id) ?? [];
}
