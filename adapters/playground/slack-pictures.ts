/** Slack fetches the pictures of what it is sent, and refuses the whole where it cannot. */

import { isObject, objectsOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';

const mostMs = 3_000;

/**
 * What Slack would say of the pictures in these arguments: a line for each that cannot be had. Only those of a server on
 * this machine are asked for; the rest of the world is taken at its word.
 */
export async function lostPictures(args: JsonObject): Promise<readonly string[]> {
  const view = args['view'];
  const all = [
    ...objectsOf(args['blocks']).map((block, index) => ({ block, at: `/blocks/${index}` })),
    ...(isObject(view)
      ? objectsOf(view['blocks']).map((block, index) => ({ block, at: `/view/blocks/${index}` }))
      : []),
  ].filter(({ block }) => block['type'] === 'image' && isOfThisMachine(textOf(block['image_url'])));
  const lost = await Promise.all(
    all.map(async ({ block, at }) => ((await canBeHad(textOf(block['image_url']))) ? [] : [at])),
  );
  return lost.flat().map((at) => `downloading image failed [json-pointer:${at}/image_url]`);
}

function isOfThisMachine(url: string): boolean {
  return URL.canParse(url) && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(url).hostname);
}

async function canBeHad(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(mostMs) });
    await response.arrayBuffer();
    return response.ok && /^image\/(png|jpeg|gif)$/.test(response.headers.get('content-type') ?? '');
  } catch {
    return false;
  }
}
