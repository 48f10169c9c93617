/** The address that a manifest tells a platform: from the command line, else PUBLIC_URL. */

import { StartError } from '../../errors.ts';
import { UsageError } from './command.ts';
import type { Environment, Given } from './command.ts';

/** Without a slash at the end. Throws where there is none that a platform would accept. */
export function publicUrlFrom(given: Given, env: Environment): string {
  const option = given.option('url');
  const text = option ?? env['PUBLIC_URL']?.trim();
  if (text === undefined || text === '')
    throw new StartError(
      'PUBLIC_URL: missing. Set it, or add --url, to the address people reach Rapport at, such as https://rapport.example.org.',
    );
  if (!isPublic(text)) {
    const why = 'must be an https address without query, such as https://rapport.example.org.';
    throw option === undefined ? new StartError(`PUBLIC_URL: ${why}`) : new UsageError(`--url ${why}`);
  }
  return text.replace(/\/+$/, '');
}

/** An https address, as both platforms demand, that is nobody's secret. */
function isPublic(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return protocol === 'https:' && `${username}${password}${search}${hash}` === '';
}
