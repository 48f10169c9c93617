/**
 * Every block, button and field as dialogs write it, beside what Slack and Teams are sent for it. The pages in
 * `side-by-side/` are there to be read: a change to a renderer shows in them, on both platforms.
 */

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { renderCard as slackCard } from '../../../adapters/slack/render-card.ts';
import { renderForm as slackForm } from '../../../adapters/slack/render-form.ts';
import { renderCard as teamsCard } from '../../../adapters/teams/render-card.ts';
import { renderForm as teamsForm } from '../../../adapters/teams/render-form.ts';
import type { Rendered } from '../../../src/ui/fit.ts';
import type { OpenForm } from '../../../src/ui/form.ts';
import type { Reference } from '../../../src/ui/reference.ts';
import { card } from '../../../src/ui/view.ts';
import type { Card } from '../../../src/ui/view.ts';
import { problemsOfMessage, problemsOfView } from '../slack/slack-rules.ts';
import { complaints } from '../teams/parser.ts';
import { faults } from '../teams/teams-rules.ts';
import { writePage } from './page.ts';
import type { Case, Drawn } from './page.ts';
import { blocks, buttonCases, cards } from './side-by-side-cards.ts';
import type { BlockCase } from './side-by-side-cards.ts';
import { fields, formOf, forms, names } from './side-by-side-fields.ts';
import type { FieldCase } from './side-by-side-fields.ts';

const folder = fileURLToPath(new URL('side-by-side/', import.meta.url));

/** What is drawn for a page: the whole for the rules, and the part that a reader should look at. */
type Sketch = {
  readonly of: Case;
  readonly whole: { readonly slack: unknown; readonly teams: object };
};

const pages: Readonly<Record<string, readonly Sketch[]>> = {
  ...Object.fromEntries(Object.entries(blocks).map(([type, all]) => [`block ${type}`, all.map(drawBlocks)])),
  buttons: buttonCases.map(drawBlocks),
  ...Object.fromEntries(Object.entries(fields).map(([kind, all]) => [`field ${kind}`, all.map(drawField)])),
  'whole cards': Object.entries(cards).map(([says, view]) => drawCard(says, view)),
  'whole forms': Object.entries(forms).map(([says, open]) => drawForm(says, open)),
};

describe.each(Object.entries(pages))('%s', (title, sketches) => {
  test('is drawn as its page shows', async () => {
    const page = writePage(
      title,
      sketches.map(({ of }) => of),
    );
    await expect(page).toMatchFileSnapshot(`${folder}${fileName(title)}`);
  });

  test('keeps the rules of both platforms', async () => {
    for (const { of, whole } of sketches) {
      const slack = JSON.parse(JSON.stringify(whole.slack)) as Parameters<typeof problemsOfMessage>[0];
      const problems = 'title' in slack ? problemsOfView(slack) : problemsOfMessage(slack);
      expect(problems, of.says).toEqual([]);
      expect(faults(whole.teams), of.says).toEqual([]);
      expect(await complaints(whole.teams), of.says).toEqual([]);
    }
  });
});

test('every page in the folder belongs to something that is still drawn', () => {
  const drawn = new Set(Object.keys(pages).map(fileName));
  expect(readdirSync(folder).filter((name) => !drawn.has(name))).toEqual([]);
});

function drawBlocks({ says, notice, body }: BlockCase): Sketch {
  const view: Card<Reference> = card<Reference>('', ...body);
  const slack = slackCard(view);
  const teams = teamsCard(view);
  return {
    of: {
      says,
      notice,
      view: body.length === 1 ? body[0] : body,
      slack: part(slack, slack.payload.blocks),
      teams: part(teams, teams.payload.body),
    },
    whole: { slack: slack.payload, teams: teams.payload },
  };
}

/** Of a form of one field: the field, and above it what is wrong. */
function drawField(one: FieldCase): Sketch {
  const { says, notice, field, typed, error } = one;
  const open = formOf(one);
  const slack = slackForm(open, { labels: new Map(Object.entries(names)) });
  const teams = teamsForm(open, { names });
  return {
    of: {
      says,
      notice,
      view: typed === undefined && error === undefined ? field : { field, typed, error },
      slack: part(slack, slack.payload.blocks),
      teams: part(teams, teams.payload.body.slice(1, -1)), // without the title and the buttons of the form
    },
    whole: { slack: slack.payload, teams: teams.payload },
  };
}

function drawCard(says: string, view: Card<Reference>): Sketch {
  const [slack, teams] = [slackCard(view), teamsCard(view)];
  return { of: { says, view, slack, teams }, whole: { slack: slack.payload, teams: teams.payload } };
}

function drawForm(says: string, open: OpenForm<Reference>): Sketch {
  const [slack, teams] = [slackForm(open), teamsForm(open)];
  return { of: { says, view: open, slack, teams }, whole: { slack: slack.payload, teams: teams.payload } };
}

function part({ warnings }: Rendered<unknown>, payload: unknown): Drawn {
  return { payload, warnings };
}

function fileName(title: string): string {
  return `${title.replaceAll(' ', '-')}.md`;
}
