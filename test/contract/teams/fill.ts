/** What a client does with a card: finds its inputs and buttons, and makes the data that a press sends. */

export type Node = { readonly type?: string; readonly [key: string]: unknown };

/** Every element and action of a card, in order; fallbacks left out. */
export function nodes(from: unknown): readonly Node[] {
  if (Array.isArray(from)) return from.flatMap(nodes);
  if (typeof from !== 'object' || from === null) return [];
  const node = from as Node;
  const children = Object.entries(node).flatMap(([key, value]) =>
    key === 'fallback' || key === 'data' ? [] : nodes(value),
  );
  return node.type === undefined ? children : [node, ...children];
}

export function inputs(card: object): readonly Node[] {
  return nodes(card).filter((node) => node.type?.startsWith('Input.'));
}

export function action(card: object, title: string): Node {
  const found = nodes(card).find((node) => node.type?.startsWith('Action.') && node['title'] === title);
  if (found === undefined) throw new Error(`No button called ${title}.`);
  return found;
}

/** The data of a press: the action's own, and each input's value where the action takes them along. */
export function press(card: object, title: string, typed: Readonly<Record<string, string>> = {}): object {
  const pressed = action(card, title);
  const taken =
    pressed['associatedInputs'] === 'none'
      ? []
      : inputs(card).flatMap((input): [string, unknown][] => {
          const id = String(input['id']);
          const value = Object.hasOwn(typed, id) ? typed[id] : input['value'];
          return value === undefined ? [] : [[id, typeof value === 'number' ? String(value) : value]];
        });
  // As JSON does it: an own property whatever its name.
  return { ...Object.fromEntries(taken), ...(pressed['data'] as object) };
}
