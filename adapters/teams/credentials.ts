/** How the bot proves itself to the connector: Microsoft's sign-in, a stand-in on this machine, or a fixed token. */

import { ServiceClientCredentialsFactory } from 'botframework-connector';
import { timedOut } from './errors.ts';
import { isLoopback } from './hosts.ts';
import { textAt, valueAt } from './own.ts';

type Credentials = Awaited<ReturnType<ServiceClientCredentialsFactory['createCredentials']>>;

/** Credentials that sign every request with a token that `getToken` gives. Authentication is never disabled. */
export function tokenCredentials(
  appId: string,
  getToken: () => Promise<string>,
): ServiceClientCredentialsFactory {
  return new TokenFactory(appId, getToken);
}

/**
 * The client credentials grant against a sign-in service on this machine. Microsoft's own library refuses any that is
 * not https, so the pretend platform is spoken to directly; nothing off this machine is ever asked.
 */
export function loopbackCredentials(options: {
  appId: string;
  appPassword: string;
  loginUrl: string;
  scope: string;
  timeoutMs: number;
}): ServiceClientCredentialsFactory {
  if (!isLoopback(options.loginUrl)) throw new Error('A stand-in for sign-in must be on this machine.');
  let held: { token: string; until: number } | undefined;
  return tokenCredentials(options.appId, async () => {
    if (held !== undefined && performance.now() < held.until) return held.token;
    const response = await fetch(`${options.loginUrl.replace(/\/$/, '')}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: options.appId,
        client_secret: options.appPassword,
        scope: `${options.scope}/.default`,
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMs),
    }).catch((error: unknown) => {
      throw error instanceof Error && error.name === 'TimeoutError' ? timedOut() : error;
    });
    const answer: unknown = await response.json();
    const token = textAt(answer, 'access_token');
    if (token === undefined) {
      const refused = new Error('The sign-in service gave no token.');
      throw Object.assign(refused, { statusCode: response.status, errorCode: textAt(answer, 'error') });
    }
    const lifetime = valueAt(answer, 'expires_in');
    const seconds = typeof lifetime === 'number' ? lifetime : 300;
    held = { token, until: performance.now() + Math.max(0, seconds - 60) * 1000 };
    return token;
  });
}

/** A class because the SDK asks for one. */
class TokenFactory extends ServiceClientCredentialsFactory {
  readonly #appId: string;
  readonly #getToken: () => Promise<string>;

  constructor(appId: string, getToken: () => Promise<string>) {
    super();
    this.#appId = appId;
    this.#getToken = getToken;
  }

  override isValidAppId(appId: string): Promise<boolean> {
    return Promise.resolve(appId === this.#appId);
  }

  override isAuthenticationDisabled(): Promise<boolean> {
    return Promise.resolve(false);
  }

  override createCredentials(): Promise<Credentials> {
    const credentials: Credentials = {
      signRequest: async (request) => {
        request.headers.set('authorization', `Bearer ${await this.#getToken()}`);
        return request;
      },
    };
    return Promise.resolve(credentials);
  }
}
