/** A line to a server that can be cut, or go silent, and be mended: what networks do. */

import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export type Line = {
  readonly port: number;
  /** Drops every connection and refuses new ones. */
  readonly cut: () => void;
  /** Accepts everything and answers nothing. */
  readonly silence: () => void;
  readonly mend: () => void;
  readonly close: () => Promise<void>;
};

export async function openLine(to: { readonly host: string; readonly port: number }): Promise<Line> {
  let state: 'whole' | 'cut' | 'silent' = 'whole';
  const pairs = new Set<{ near: Socket; far: Socket | undefined }>();
  const server = createServer((near) => {
    near.on('error', () => {});
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = state === 'silent' ? undefined : connect(to.port, to.host);
    const pair = { near, far };
    pairs.add(pair);
    far?.on('error', () => near.destroy());
    far?.on('data', (bytes) => state === 'whole' && near.write(bytes));
    far?.on('close', () => near.destroy());
    near.on('data', (bytes) => state === 'whole' && far?.write(bytes));
    near.on('close', () => {
      far?.destroy();
      pairs.delete(pair);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = (): void => {
    for (const { near, far } of pairs) {
      near.destroy();
      far?.destroy();
    }
  };
  return {
    port: (server.address() as AddressInfo).port, // a listening TCP server has one
    cut: () => {
      state = 'cut';
      drop();
    },
    silence: () => {
      state = 'silent';
    },
    mend: () => {
      // What was swallowed cannot be given back: like after a router's restart, those connections end.
      if (state === 'silent') drop();
      state = 'whole';
    },
    close: async () => {
      drop();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
