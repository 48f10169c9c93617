/** What a card says and what its buttons refer to, in order; without links, which differ every time a card is made. */
export function saidBy(card: unknown): string {
  const said: string[] = [];
  JSON.stringify(card, (key, value: unknown) => {
    if (isLink(value)) return undefined;
    if (['text', 'title', 'value', 'ref'].includes(key) && typeof value === 'string') said.push(value);
    return value;
  });
  return said.join('|');
}

function isLink(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Action.OpenUrl';
}
