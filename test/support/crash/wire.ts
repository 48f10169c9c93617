/**
 * The wire between the platforms and the app, which remembers every request, and may carry it more than once, late, or to
 * another process: as retries, proxies and load balancers do.
 */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { post, readBody } from '../../../adapters/playground/http.ts';
import type { Playground } from '../../../adapters/playground/server.ts';
import { signatureOf } from '../../../adapters/playground/slack-delivery.ts';

export type Request = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type Answer = { readonly status: number; readonly body: string; readonly tookMs: number };

/** One request with the answers that it got, the first copy's first. */
export type Carried = Request & { readonly answers: readonly Answer[] };

export type Wire = {
  readonly url: string;
  /** What was carried so far, oldest first. */
  readonly carried: readonly Carried[];
  /**
   * Carries every request so many times at once from now on; the platform hears the first copy's answer. Where there is
   * another process of the app, every second copy of what people press and send goes there.
   */
  readonly copy: (times: number, otherUrl?: string) => void;
  /** Another delivery of the same, as its platform makes it. */
  readonly signedAnew: (request: Request) => Request;
  /** Carries these very bytes, as they are. */
  readonly carry: (request: Request) => Promise<Answer>;
  readonly stop: () => Promise<void>;
};

/** A button that was pressed or a form that was sent; not what platforms tell by themselves. */
const isDeed = /block_actions|view_submission|adaptiveCard\/action/;

/** Longer than the platforms wait, so that it is they who give up. */
const limitMs = 90_000;

export async function openWire(
  appUrl: string,
  playground: () => Playground,
  secrets: { readonly signingSecret: string; readonly appId: string },
): Promise<Wire> {
  const signedAnew = signer(playground, secrets);
  const carried: Carried[] = [];
  let copies = 1;
  let urls = [appUrl];

  const carry = async ({ path, headers, body }: Request, url = appUrl): Promise<Answer> => {
    const began = performance.now();
    const sent = await post(new URL(path, url).href, { headers: { ...headers }, body, limitMs });
    const tookMs = performance.now() - began;
    return sent.outcome === 'answered'
      ? { status: sent.status, body: sent.body, tookMs }
      : { status: 0, body: sent.outcome, tookMs };
  };

  const server = createServer((incoming, outgoing) => {
    const serve = async (): Promise<void> => {
      const body = (await readBody(incoming)).toString('utf8');
      const request = { path: incoming.url ?? '/', headers: relevant(incoming.headers), body };
      const to = isDeed.test(body) ? urls : [appUrl];
      const all = Array.from({ length: copies }, (_, at) =>
        carry(at === 0 ? request : signedAnew(request), to[at % to.length]),
      );
      const answers = await Promise.all(all);
      carried.push({ ...request, answers });
      const [first] = answers;
      if (first === undefined || first.status === 0) return void outgoing.destroy();
      const type = first.body.startsWith('{') ? { 'content-type': 'application/json' } : {};
      outgoing.writeHead(first.status, type).end(first.body);
    };
    serve().catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a listening TCP server has one

  return {
    url: `http://127.0.0.1:${port}`,
    carried,
    carry: (request) => carry(request),
    signedAnew,
    copy: (times, otherUrl) => {
      copies = times;
      urls = otherUrl === undefined ? [appUrl] : [appUrl, otherUrl];
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * Another delivery as the platforms make it: Slack signs it anew, at another second, for it never sends the same
 * signature twice; Teams gets a new token.
 */
function signer(
  playground: () => Playground,
  secrets: { readonly signingSecret: string; readonly appId: string },
): (request: Request) => Request {
  const used = new Set<string>();
  return ({ path, headers, body }) => {
    if (path === '/slack/events') {
      used.add(`${headers[stamp]} ${body}`);
      let seconds = Math.floor(Date.now() / 1000);
      while (used.has(`${seconds} ${body}`)) seconds -= 1;
      used.add(`${seconds} ${body}`);
      return { path, body, headers: { ...headers, ...signatureOf(secrets.signingSecret, body, seconds) } };
    }
    const { serviceUrl } = JSON.parse(body) as { serviceUrl?: string }; // the platform's own JSON
    const token = playground().teams.issuer.sign({ aud: secrets.appId, serviceurl: serviceUrl });
    return { path, body, headers: { ...headers, authorization: `Bearer ${token}` } };
  };
}

const stamp = 'x-slack-request-timestamp';
const kept = ['content-type', 'authorization', stamp, 'x-slack-signature'];

function relevant(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    kept.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
