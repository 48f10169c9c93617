/** Sends requests over kept connections, so many at once, and notes how long each answer took. */

import { Agent, request } from 'node:http';

export type Shot = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

export type Load = {
  /** Milliseconds of each, from sending to the last byte of the answer. */
  readonly took: readonly number[];
  readonly perSecond: number;
  /** What the last answer was. */
  readonly answer: string;
};

export type Gun = {
  /** `shoot` makes the nth request at the moment it is sent. Rejects on any answer but 200. */
  readonly fire: (shoot: (n: number) => Shot, count: number, atOnce: number) => Promise<Load>;
  readonly close: () => void;
};

export function createGun(url: string): Gun {
  const agent = new Agent({ keepAlive: true });
  const one = ({ headers, body }: Shot): Promise<string> =>
    new Promise((done, fail) => {
      const bytes = Buffer.from(body);
      const sent = request(
        url,
        { method: 'POST', agent, headers: { ...headers, 'content-length': String(bytes.length) } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            if (response.statusCode === 200) done(text);
            else fail(new Error(`${url} answered ${String(response.statusCode)}: ${text.slice(0, 200)}`));
          });
        },
      );
      sent.on('error', fail);
      sent.end(bytes);
    });

  return {
    fire: async (shoot, count, atOnce) => {
      const took: number[] = [];
      let next = 0;
      let answer = '';
      const lane = async (): Promise<void> => {
        while (next < count) {
          const shot = shoot(next++);
          const began = performance.now();
          answer = await one(shot);
          took.push(performance.now() - began);
        }
      };
      const began = performance.now();
      await Promise.all(Array.from({ length: atOnce }, lane));
      return { took, perSecond: (count * 1000) / (performance.now() - began), answer };
    },
    close: () => agent.destroy(),
  };
}
