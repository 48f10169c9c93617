/** What a scheme's coordinators see of themselves: who they are, and what can be changed. */

import { triagersOf } from '../mentoring/asking.ts';
import type { SchemeFacts } from '../mentoring/facts.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, list, note, text } from '../ui/view.ts';
import { target } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { someone } from './pair.ts';
import { tellApart } from './tell-apart.ts';

/** What was just done; `removed` can be added again at one press. */
type Done = { readonly title: string; readonly says: string; readonly removed?: Named };
export type Named = { readonly id: string; readonly name: string };

export function coordinatorsCard(facts: SchemeFacts, readerId: string, done?: Done): Card {
  const { scheme } = facts;
  const all = named(facts);
  const only = all.length === 1;
  return tellApart(
    card(
      done?.title ?? `${scheme.name}: coordinators`,
      done === undefined ? undefined : text(done.says),
      done?.removed === undefined
        ? undefined
        : buttons(
            button(
              labelWith('Undo: add again', done.removed.name),
              target('scheme-desk', 'add-coordinator', scheme.id, {
                person: done.removed.id,
                name: done.removed.name,
              }),
            ),
          ),
      list(all.map(({ id, name }) => (id === readerId ? `${name} (you)` : name))),
      note(
        'Coordinators see who asks and who offers, choose whom to ask, and change the settings. Nobody is shown a request of somebody whom they manage or assess.',
      ),
      only ? text(secondNeeded) : undefined,
      buttons(
        button('Add a coordinator', target('scheme-desk', 'add-coordinator', scheme.id)),
        only
          ? undefined
          : button('Remove a coordinator', target('scheme-desk', 'remove-coordinator', scheme.id)),
        only ? undefined : stopButton(facts, readerId),
        button('Open the coordinators’ desk', target('scheme-desk', 'show', scheme.id)),
      ),
    ),
  );
}

/** Said to whoever coordinates alone, always alike: that a request waits for somebody else would name who it is about. */
export const secondNeeded =
  'A scheme works best with two coordinators: the other one looks after your own request, and after people whom you manage or assess.';

function stopButton({ scheme, requests, reportingLines }: SchemeFacts, readerId: string) {
  const alone = requests.some(
    ({ request }) => triagersOf(scheme, request, reportingLines).join() === readerId,
  );
  return button('Stop coordinating', target('scheme-desk', 'stop-coordinating', scheme.id), {
    style: 'danger',
    confirm: {
      title: 'Stop coordinating?',
      text: alone
        ? 'You alone may look after one or more requests, which then wait until the scheme has another coordinator. Only the others can add you again.'
        : 'You see nothing more of the scheme. Only the other coordinators can add you again.',
      yes: 'Stop coordinating',
      no: 'Go on',
    },
  });
}

/** Every coordinator, by name. */
export function named({ scheme, people }: SchemeFacts): readonly Named[] {
  return scheme.coordinatorIds
    .map((id) => ({ id, name: someone(people, id).name }))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB') || (one.id < other.id ? -1 : 1));
}
