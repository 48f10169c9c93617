import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import type { SchemeFacts } from '../../../src/mentoring/facts.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import { aLine, aRequest } from '../../support/asking-facts.ts';
import { actionButtons } from '../../support/card-rules.ts';
import { aPair, coordinator, idOf, mentee, mentor, stranger } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';
import type { Answer, PairWorld } from '../../support/pair-world.ts';

const scheme = aPair().rows.scheme;
const to = (action: string, args?: Record<string, string>) => target('scheme-desk', action, scheme.id, args);
const remove = (here: PairWorld, by: string, name: string): Answer =>
  here.act(by, to('remove-coordinator'), { person: idOf(name) });

function world(names: readonly string[] = [coordinator], about: Partial<SchemeFacts> = {}): PairWorld {
  const coordinatorIds = names.map(idOf);
  return aPairWorld(aPair().inScheme({ coordinatorIds }), {
    scheme: about,
  });
}

function buttonOf(answer: Answer, label: string) {
  const found = 'card' in answer ? actionButtons(answer.card).find((one) => one.label === label) : undefined;
  if (found === undefined) throw new Error(`No button ${label}`);
  return found;
}

describe('who coordinates', () => {
  test('is listed with oneself marked; somebody alone is asked to find a second', () => {
    const alone = world().act(coordinator, to('coordinators'));
    expect(plain(alone)).toContain(`- ${coordinator} (you)`);
    expect(plain(alone)).toContain('works best with two coordinators');
    expect(labelsOf(alone)).toEqual(['Add a coordinator', 'Open the coordinators’ desk']);
    const two = world([stranger, coordinator]).act(coordinator, to('coordinators'));
    expect(labelsOf(two)).toEqual([
      'Add a coordinator',
      'Remove a coordinator',
      'Stop coordinating',
      'Open the coordinators’ desk',
    ]);
  });

  test('somebody who is added gets a word and the desk, and the other coordinators hear of it', () => {
    const here = world([coordinator, mentor]);
    const answer = here.act(coordinator, to('add-coordinator'), { person: idOf(stranger) });
    expect(plain(answer)).toContain(`${stranger} coordinates Northvale mentoring from now on`);
    expect(here.rows().scheme.coordinatorIds).toEqual([coordinator, mentor, stranger].map(idOf));
    expect(here.newest(stranger)).toContain(`${coordinator} added you.`);
    expect(plain(here.press(stranger, 'Open the coordinators’ desk'))).toContain(
      'Northvale mentoring: the desk',
    );
    expect(here.newest(mentor)).toContain(`${coordinator} added ${stranger} as a coordinator`);
    expect(here.messagesTo(coordinator)).toEqual([]);
  });

  test('nobody is added twice, or out of nowhere', () => {
    const here = world([coordinator, mentor]);
    expect(plain(here.act(coordinator, to('add-coordinator'), { person: idOf(mentor) }))).toContain(
      `${mentor} is a coordinator of Northvale mentoring already.`,
    );
    expect(plain(here.act(coordinator, to('add-coordinator'), { person: idOf('Nobody') }))).toContain(
      'could not be found',
    );
    expect(here.rows().scheme.coordinatorIds).toHaveLength(2);
  });

  test('whoever is removed is told, sees no more, and keeps no card with names', () => {
    const request = aRequest();
    const here = world([coordinator, stranger], { requests: [{ request, proposals: [] }] });
    const card = { title: mentee, view: 'card' as const, body: [] };
    here.messages.push({ to: idOf(stranger), slot: `triage:${request.id}`, card, files: [] });
    const answer = remove(here, coordinator, stranger);
    expect(plain(answer)).toContain(
      `${stranger} no longer coordinates Northvale mentoring, sees nothing more`,
    );
    expect(here.newest(stranger)).toContain(`${coordinator} has removed you as a coordinator.`);
    expect(here.reads(stranger, `triage:${request.id}`)).toContain('no longer with you');
    for (const action of ['show', 'coordinators', 'add-coordinator', 'remove-coordinator', 'areas', 'digest'])
      expect(plain(here.act(stranger, to(action)))).toContain('Only the coordinators of Northvale mentoring');
  });

  test('removing asks first, and can be undone in a form that is filled in already', () => {
    const here = world([coordinator, stranger]);
    const asked = here.act(coordinator, to('remove-coordinator'));
    expect(plain(asked)).toContain('They are told, see nothing more of the scheme');
    const who = asked.shown === 'form' ? asked.open.form.fields['person'] : undefined;
    expect(who?.kind === 'oneOf' && who.options).toEqual([{ value: idOf(stranger), label: stranger }]);
    const undo = buttonOf(remove(here, coordinator, stranger), `Undo: add again ${stranger}`);
    const form = here.act(coordinator, undo.to);
    const field = form.shown === 'form' ? form.open.form.fields['person'] : undefined;
    expect(field?.kind === 'person' && field.value).toEqual({ id: idOf(stranger), name: stranger });
    here.act(coordinator, undo.to, { person: idOf(stranger) });
    expect(here.rows().scheme.coordinatorIds).toContain(idOf(stranger));
  });

  test('the last one stays, also where two remove each other at once', () => {
    const here = world([coordinator, stranger]);
    remove(here, coordinator, stranger);
    expect(plain(remove(here, stranger, coordinator))).toContain('Only the coordinators');
    expect(plain(here.act(coordinator, to('stop-coordinating')))).toContain('Somebody has to coordinate');
    expect(plain(remove(here, coordinator, coordinator))).toContain('Nobody else coordinates');
    expect(here.rows().scheme.coordinatorIds).toEqual([idOf(coordinator)]);
  });

  test('one can stop by oneself, and the others hear of it', () => {
    const here = world([coordinator, stranger]);
    const answer = here.act(coordinator, to('stop-coordinating'));
    expect(plain(answer)).toContain('You no longer coordinate Northvale mentoring');
    expect(labelsOf(answer)).toEqual([]);
    expect(here.newest(stranger)).toContain(`${coordinator} no longer coordinates`);
    expect(here.messagesTo(coordinator)).toEqual([]);
  });
});

/** What happens next, by name. */
function announcements(here: PairWorld): readonly string[] {
  return [...here.timers.keys()];
}

describe('a request that nobody may look after', () => {
  const request = aRequest();
  const stuck = { requests: [{ request, proposals: [] }], reportingLines: [aLine(mentee, coordinator)] };

  test('goes to whoever is added and may, at once', () => {
    const here = world([coordinator], stuck);
    here.act(coordinator, to('add-coordinator'), { person: idOf(stranger) });
    expect(announcements(here)).toEqual([`request:${request.id}:announce-again`]);
  });

  test('is not announced again to those who have it', () => {
    const here = world([coordinator, stranger], stuck);
    here.act(coordinator, to('add-coordinator'), { person: idOf(mentor) });
    remove(here, coordinator, mentor);
    expect(announcements(here)).toEqual([]);
  });

  test('says so to its mentee when the last one who could has gone; the one who stays learns nothing', () => {
    const here = world([coordinator, stranger], stuck);
    const said = plain(remove(here, coordinator, stranger));
    expect(announcements(here)).toEqual([`request:${request.id}:announce-again`]);
    expect(
      said +
        here
          .messagesTo(coordinator)
          .map(({ card }) => plainCard(card))
          .join(),
    ).not.toContain(mentee);
    expect(said).not.toContain('request that');
  });

  test('is mentioned to the one who leaves it behind, and to no other', () => {
    const here = world([coordinator, stranger], stuck);
    const confirm = (name: string) =>
      buttonOf(here.act(name, to('coordinators')), 'Stop coordinating').confirm?.text;
    expect(confirm(stranger)).toContain('You alone may look after one or more requests');
    expect(confirm(coordinator)).not.toContain('requests');
    expect(plain(here.act(coordinator, to('remove-coordinator')))).not.toContain('requests');
  });
});
