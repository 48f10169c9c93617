/**
 * A small organisation with a directory of outside schemes, in memory: the dialogs really run, by the engine's own
 * decisions, and what they keep is kept. Everything but I/O.
 */

import { registry } from '../../src/dialogs/registry.ts';
import { decide, findAction } from '../../src/engine/decide.ts';
import { readWords } from '../../src/engine/words.ts';
import type { OutsideSchemeFacts, PersonFacts } from '../../src/mentoring/facts.ts';
import { directoryOf } from '../../src/mentoring/outside-schemes.ts';
import type { OutsideScheme } from '../../src/mentoring/outside-schemes.ts';
import type { Change } from '../../src/mentoring/records/change.ts';
import type { OutsideSchemeEntry } from '../../src/mentoring/records/organisation.ts';
import type { OpenForm, RawValues } from '../../src/ui/form.ts';
import { plainCard, plainForm } from '../../src/ui/plain.ts';
import type { Target } from '../../src/ui/reference.ts';
import type { Card } from '../../src/ui/view.ts';
import { aScheme, coordinator, idOf, mentee, now as start, someone } from './asking-facts.ts';
import { actionButtons } from './card-rules.ts';

export type Answer =
  | { readonly shown: 'form' | 'rejected'; readonly open: OpenForm }
  | { readonly shown: 'card'; readonly card: Card };

export type DirectoryWorld = ReturnType<typeof aDirectoryWorld>;

/** The mentee is in it, and a coordinator. `facts`: what is otherwise true of whoever looks. */
export function aDirectoryWorld(facts: Partial<PersonFacts> = {}) {
  const people = Object.fromEntries([mentee, coordinator].map((name) => [idOf(name), someone(name)]));
  const kept = new Map<string, OutsideSchemeEntry>();
  let now = start;
  let made = 0;
  const newId = (): string => idOf(`made ${(made += 1)}`);

  function personFacts(id: string): PersonFacts {
    return {
      person: people[id] ?? someone(mentee),
      people,
      organisationName: 'Northvale Hospital',
      administrator: false,
      schemes: [aScheme()],
      offers: [],
      requests: [],
      proposals: [],
      relationships: [],
      blocks: [],
      ...facts,
      outsideSchemes: [...kept.values()],
    };
  }

  function entryFacts(id: string): OutsideSchemeFacts | undefined {
    const outsideSchemes = [...kept.values()];
    if (!directoryOf(outsideSchemes).some((entry) => entry.id === id)) return undefined;
    return { id, outsideSchemes, coordinatorIds: [idOf(coordinator)] };
  }

  function apply(change: Change): void {
    if (change.noun !== 'outsideScheme') throw new Error(`Nothing here keeps a ${change.noun}`);
    if (change.change === 'insert') {
      if (kept.has(change.row.id)) throw new Error('Inserted twice');
      kept.set(change.row.id, change.row);
      return;
    }
    const row = change.change === 'update' ? kept.get(change.id) : undefined;
    if (row === undefined || change.change !== 'update') throw new Error('Updated before it was there');
    kept.set(change.id, { ...row, ...change.set });
  }

  function act(name: string, target: Target, values?: RawValues, words = ''): Answer {
    const found = findAction(registry, target);
    const about =
      found?.dialog.subject === 'person' ? personFacts(target.subject) : entryFacts(target.subject);
    const actor = people[idOf(name)];
    if (found === undefined || about === undefined || actor === undefined)
      throw new Error(`Nothing to act upon: ${target.dialog}.${target.action}`);
    const context = { now, newId, args: target.args ?? {}, words, actor, channel: undefined, picked: {} };
    const decision = decide(found.action, target, about, context, values && { values });
    if (decision.decided === 'open') return { shown: 'form', open: decision.open };
    if (decision.decided === 'reject') return { shown: 'rejected', open: decision.open };
    if (decision.decided === 'notice') return { shown: 'card', card: decision.card };
    for (const change of decision.outcome.changes ?? []) apply(change as Change); // our dialogs write nothing else
    const { reply } = decision.outcome;
    if (reply?.reply !== 'answer') throw new Error('The directory always answers with a card');
    return { shown: 'card', card: reply.card };
  }

  return {
    act,
    kept,
    /** The entry of this name, as the organisation has it. */
    entry(name: string): OutsideScheme {
      const found = directoryOf([...kept.values()]).find((one) => one.name === name);
      if (found === undefined) throw new Error(`No entry is called ${name}`);
      return found;
    },
    type(name: string, typed: string): Answer {
      const { dialog, action, words } = readWords(registry.entry, typed);
      return act(name, { dialog, action, subject: idOf(name) }, undefined, words);
    },
    /** Presses the button of this label on the card that was answered; with values, sends its form too. */
    press(name: string, answer: Answer, label: string, values?: RawValues): Answer {
      const all = answer.shown === 'card' ? actionButtons(answer.card) : [];
      const button = all.find((one) => one.label.startsWith(label));
      if (button === undefined)
        throw new Error(`No button “${label}” among ${all.map((one) => one.label).join(', ')}`);
      return act(name, button.to, values);
    },
    passDays(days: number): void {
      now = new Date(now.getTime() + days * 86_400_000);
    },
  };
}

export function plain(answer: Answer): string {
  return answer.shown === 'card' ? plainCard(answer.card) : plainForm(answer.open);
}

export function labelsOf(answer: Answer): readonly string[] {
  return answer.shown === 'card' ? actionButtons(answer.card).map(({ label }) => label) : [];
}
