/** One view drawn for both platforms, and everything that is wrong with either drawing, in sentences. */

import { renderCard as slackMessage, renderHome, renderWindow } from '../../../adapters/slack/render-card.ts';
import { renderForm as slackForm } from '../../../adapters/slack/render-form.ts';
import { renderFormMessage, renderMessage } from '../../../adapters/teams/render.ts';
import type { Rendered } from '../../../src/ui/fit.ts';
import type { People } from '../../../src/mentoring/facts.ts';
import type { OpenForm } from '../../../src/ui/form.ts';
import { asReference } from '../../../src/ui/reference.ts';
import type { Reference } from '../../../src/ui/reference.ts';
import { mapCard, showDrawings } from '../../../src/ui/view.ts';
import type { Card, Drawing } from '../../../src/ui/view.ts';
import { problemsOfMessage, problemsOfView } from '../slack/slack-rules.ts';
import { faults } from '../teams/teams-rules.ts';
import type { View } from './every-action.ts';

/** As long as the engine makes them. */
const reference = asReference('0b6f3c1e-8d5a-4d0c-9c3e-2f6a7b1c9d10');
const instance = '7d1f0a52-3c0e-4f0b-8a64-5e2d9c1b7f30';

/** The clients know what the people whom somebody chose are called, and send it along. */
function namesOf(people: People): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.values(people).map(({ id, name }) => [id, name]));
}

/** A window remembers the message that it was opened from. */
const origin = {
  channel: 'D0123456789',
  ts: '1764500100.000100',
  responseUrl: `https://hooks.example/actions/${'T0123456789/'.repeat(3)}${'a'.repeat(60)}`,
};

/** As long as a sealed link to a drawing with everything on it. */
function addressOf({ data }: Drawing): string {
  return `https://rapport.example/files/${'a'.repeat(2 * JSON.stringify(data).length)}`;
}

export function minted(card: Card): Card<Reference> {
  return mapCard(showDrawings(card, addressOf), () => reference);
}

export function mintedForm(open: OpenForm): OpenForm<Reference> {
  return { ...open, to: reference, instance };
}

/** Everything that is said about a drawing: what it could not show, and what its platform would refuse. */
export function complaintsAbout(view: View, people: People): readonly string[] {
  if (view.view === 'form') {
    const open = mintedForm(view.open);
    const names = namesOf(people);
    return [
      ...about(
        'Slack window',
        slackForm(open, { origin, labels: new Map(Object.entries(names)) }),
        problemsOfView,
      ),
      ...about('Teams form', renderFormMessage(open, { alone: true, names }), ({ card }) => faults(card)),
    ];
  }
  const card = minted(view.card);
  if (view.view === 'home') return about('Slack home', renderHome(card), problemsOfView);
  const teams = about('Teams card', renderMessage(card, { alone: true }), (message) => faults(message.card));
  const slack = about('Slack message', slackMessage(card), problemsOfMessage);
  // An answer to something pressed in a window is a window too.
  const window = view.view === 'answer' ? about('Slack window', renderWindow(card), problemsOfView) : [];
  return [...slack, ...window, ...teams];
}

function about<P>(
  what: string,
  { payload, warnings }: Rendered<P>,
  problems: (payload: P) => readonly string[],
): readonly string[] {
  // Through JSON, as it goes over the wire.
  const wire = JSON.parse(JSON.stringify(payload)) as P;
  return [
    ...warnings.map(({ code, where, detail }) => `${what}: ${code} ${where}, ${detail}`),
    ...problems(wire).map((problem) => `${what}: ${problem}`),
  ];
}
