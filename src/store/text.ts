/** Text that PostgreSQL can keep. */

/**
 * Without NUL characters and half characters (lone surrogates): the database refuses both, and one pasted into a form
 * would fail the whole turn again at every redelivery.
 */
export function storable(text: string): string {
  return Buffer.from(text.replaceAll('\0', ''), 'utf8').toString('utf8');
}

/** Whether the database can hold it at all: what it cannot hold is in no row, and nobody's id. */
export function isStorable(text: string): boolean {
  return storable(text) === text;
}

/** JSON for a jsonb column. Arrays would otherwise be sent as PostgreSQL arrays. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storable(part) : part));
}

/** Whether a string can be compared with an id. What a platform sends back may be anything. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}

/** Takes special characters of LIKE for what they are. */
export function likeLiteral(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}
