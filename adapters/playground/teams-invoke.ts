/** What a bot may answer to an `Action.Execute`: another card in the place of this one, a word to the person, an error. */

import type { Sent } from './http.ts';
import { objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { RosterPerson } from './roster.ts';
import { placeOf } from './teams-activities.ts';
import { TEAMS_LIMITS } from './teams-limits.ts';
import { CARD_TYPE, checkCard } from './teams-rules.ts';
import { replaceTeamsMessage } from './teams-tenant.ts';
import type { TeamsMessage, TeamsTenant } from './teams-tenant.ts';

/** What the client says after its last attempt. */
export const UNREACHABLE = 'Unable to reach app. Please try again.';
const WRONG = 'Something went wrong. Please try again.';

/** Draws the answer for the person who asked, and for nobody else. Returns what the client tells them in passing. */
export function takeInvokeAnswer(
  tenant: TeamsTenant,
  person: RosterPerson,
  message: TeamsMessage,
  result: Sent,
  answer: JsonObject,
): string | undefined {
  if (result.outcome !== 'answered' || result.status !== 200) return WRONG;
  // A bot that has nothing to show says so with an empty answer.
  if (result.body.trim() === '') return undefined;
  const value = answer['value'];
  switch (answer['type']) {
    case CARD_TYPE: {
      const problems = checkAnswer(
        value,
        placeOf(tenant, message).channel === undefined ? 'personal' : 'channel',
      );
      if (answer['statusCode'] !== 200 || problems.length > 0) return [WRONG, ...problems].join(' ');
      replaceTeamsMessage(tenant, message.id, (old) => ({
        ...old,
        shown: { ...old.shown, [person.userId]: objectOf(value) },
      }));
      return undefined;
    }
    case 'application/vnd.microsoft.activity.message':
      return textOf(value);
    case 'application/vnd.microsoft.error':
      return textOf(objectOf(value)['message']) || WRONG;
    default:
      return answer['statusCode'] === 200 ? undefined : WRONG;
  }
}

function checkAnswer(card: unknown, conversation: 'personal' | 'channel'): readonly string[] {
  const tooLarge = JSON.stringify(card ?? null).length * 2 > TEAMS_LIMITS.messageBytes;
  return tooLarge ? ['card: is too large'] : checkCard(card, conversation);
}
