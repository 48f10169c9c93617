/** Checks that PUBLIC_URL leads to Rapport. */

import type { Config } from '../../../config.ts';
import { notChecked, ok, patienceMs, toDo, whyNoAnswer } from './finding.ts';
import type { Finding } from './finding.ts';

const about = 'PUBLIC_URL';

export async function checkPublicUrl({ publicUrl, playground }: Config): Promise<Finding> {
  if (publicUrl === undefined)
    return playground
      ? notChecked(about, 'not set, and the playground needs none')
      : toDo(about, 'not set. Slack and Teams need an https address at which they reach Rapport.');
  const asked = `${publicUrl}/healthz`;
  try {
    const response = await fetch(asked, { redirect: 'manual', signal: AbortSignal.timeout(patienceMs) });
    const text = (await response.text()).slice(0, 100);
    if (response.status === 200 && text.trim() === 'alive') return ok(about, `${asked} answers`);
    return toDo(
      about,
      `${asked} answers ${response.status}, and not as Rapport does. Let the proxy pass it on to Rapport, and check that Rapport runs.`,
    );
  } catch (error) {
    return toDo(about, `${asked}: ${whyNoAnswer(error)}. Start Rapport, and check the proxy and the name.`);
  }
}
