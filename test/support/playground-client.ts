/** Drives the playground through its documented HTTP API: what a person sees and does, and the clock. */

import type {
  Act,
  ActAnswer,
  ClockAnswer,
  ClockMove,
  FieldValue,
  PersonSummary,
  Screen,
  ScreenForm,
  ScreenMessage,
} from '../../adapters/playground/api-types.ts';

/** The playground refused an act that the person's real client could not do either. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;

  constructor(status: number, why: string) {
    super(why);
    this.status = status;
  }
}

export type Client = {
  readonly people: () => Promise<readonly PersonSummary[]>;
  readonly as: (id: string) => Someone;
  readonly clock: () => Promise<ClockAnswer>;
  readonly move: (move: ClockMove) => Promise<ClockAnswer>;
};

export type Someone = {
  readonly id: string;
  readonly screen: () => Promise<Screen>;
  readonly act: (act: Act) => Promise<ActAnswer>;
  readonly type: (words: string, channel?: string) => Promise<ActAnswer>;
  readonly press: (label: string, message?: string) => Promise<ActAnswer>;
  readonly submit: (values: Readonly<Record<string, FieldValue>>) => Promise<ActAnswer>;
  /** Waits until a message whose text matches is on the screen; the newest such. Fails after five seconds. */
  readonly sees: (text: RegExp) => Promise<ScreenMessage>;
  /** The open form, or an error that says what is on the screen instead. */
  readonly form: () => Promise<ScreenForm>;
};

export function playgroundClient(base: string): Client {
  async function call<T>(path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${base}/playground/api/${path}`, {
      ...(body !== undefined && {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer as T; // the API's own documented shape for this path
    const why =
      typeof answer === 'object' && answer !== null && 'error' in answer ? String(answer.error) : '';
    throw new Refused(response.status, why);
  }

  const as = (id: string): Someone => {
    const screen = (): Promise<Screen> => call(`people/${id}/screen`);
    const act = (one: Act): Promise<ActAnswer> => call(`people/${id}/act`, one);
    return {
      id,
      screen,
      act,
      type: (words, channel) => act(channel === undefined ? { command: words } : { command: words, channel }),
      press: (label, message) => act({ press: message === undefined ? { label } : { label, message } }),
      submit: (values) => act({ submit: values }),
      sees: async (text) => {
        const deadline = Date.now() + 5000;
        for (;;) {
          const { messages } = await screen();
          const found = messages.findLast((message) => text.test(message.text));
          if (found !== undefined) return found;
          if (Date.now() > deadline)
            throw new Error(
              `${id} does not see ${String(text)} but:\n${messages.map((one) => one.text).join('\n---\n')}`,
            );
          await new Promise((done) => setTimeout(done, 50));
        }
      },
      form: async () => {
        const now = await screen();
        if (now.form !== null) return now.form;
        throw new Error(
          `${id} has no form open, but:\n${now.messages.map((one) => one.text).join('\n---\n')}`,
        );
      },
    };
  };

  return {
    people: () => call('people'),
    as,
    clock: () => call('clock'),
    move: (move) => call('clock', move),
  };
}
