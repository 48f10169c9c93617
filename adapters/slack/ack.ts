/** The answer to one request of Slack's: given once, whoever gives it, and known to those who wait for the same one. */

/** Answers the HTTP request; works once. `isOpen` until then, and false from the start when it was answered in haste. */
export type Ack = { readonly isOpen: () => boolean; readonly give: (body?: object) => Promise<void> };

/** Bolt's `ack`: each kind of listener types what it may be given; ours is checked against the payload's kind. */
export type Respond = (answer?: never) => Promise<void>;

/** Bolt throws at a second `ack`; for us the first answer counts. */
export function onceOnly(respond: Respond): Ack {
  let open = true;
  return {
    isOpen: () => open,
    give: async (body) => {
      if (!open) return;
      open = false;
      await (respond as (answer?: object) => Promise<void>)(body); // see `Respond`
    },
  };
}

/** Lets others wait for the answer that is given. */
export function shareAnswer(ack: Ack): { readonly ack: Ack; readonly answer: Promise<object | undefined> } {
  let tell: ((answer: object | undefined) => void) | undefined;
  const answer = new Promise<object | undefined>((resolve) => {
    tell = resolve;
  });
  return {
    answer,
    ack: {
      isOpen: ack.isOpen,
      give: async (body) => {
        tell?.(body); // a promise takes the first, as a request does
        await ack.give(body);
      },
    },
  };
}
