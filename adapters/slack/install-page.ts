/** The one page that somebody sees who installs the app: what happened, and where to go next. */

import type { ServerResponse } from 'node:http';

export type InstallPage = {
  readonly title: string;
  readonly says: string;
  readonly link: { readonly label: string; readonly to: string };
};

/** Runs nothing, loads nothing, and cannot be framed. A response that was answered already stays as it is. */
export function showPage(response: ServerResponse, status: number, page: InstallPage): void {
  if (response.headersSent) return;
  const html = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(page.title)}</title>
<style>body{font:1.125rem/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}</style>
</head>
<body>
<h1>${escaped(page.title)}</h1>
<p>${escaped(page.says)}</p>
<p><a href="${escaped(page.link.to)}">${escaped(page.link.label)}</a></p>
</body>
</html>
`;
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-length': Buffer.byteLength(html),
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
    })
    .end(html);
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
