/** As much of a browser as signing in somewhere needs: a jar of cookies, and one page after the other. */

export type Page = {
  readonly status: number;
  readonly text: string;
  readonly location: string | undefined;
  readonly headers: Headers;
};

export type Browser = {
  /** What stands in the jar, by name; tests put their own in. */
  readonly cookies: Map<string, string>;
  readonly get: (url: string) => Promise<Page>;
  readonly post: (url: string, fields: Readonly<Record<string, string>>) => Promise<Page>;
};

/** Keeps cookies, and follows nothing by itself. */
export function openBrowser(): Browser {
  const cookies = new Map<string, string>();
  const go = async (url: string, init: RequestInit): Promise<Page> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const { status, headers } = response;
    return { status, headers, text: await response.text(), location: headers.get('location') ?? undefined };
  };
  return {
    cookies,
    get: (url) => go(url, { method: 'GET' }),
    post: (url, fields) => go(url, { method: 'POST', body: new URLSearchParams(fields) }),
  };
}
