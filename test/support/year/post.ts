/** Everything that anybody receives in the year, as it came, with what it came of. */

import type { ScreenMessage } from '../../../adapters/playground/api-types.ts';
import type { RosterPerson } from '../../../adapters/playground/roster.ts';
import { screenOf } from '../../../adapters/playground/slack-screen.ts';
import { messagesFor } from '../../../adapters/playground/slack-workspace.ts';
import type { SlackMessage } from '../../../adapters/playground/slack-workspace.ts';
import { personalChat } from '../../../adapters/playground/teams-tenant.ts';
import type { TeamsMessage } from '../../../adapters/playground/teams-tenant.ts';
import { teamsScreenOf } from '../../../adapters/playground/teams-screen.ts';
import type { Playground } from '../../../adapters/playground/server.ts';

/** What rang for somebody: several in one letter were due together. */
export type Rung = {
  /** As `dialog.action`. */
  readonly kind: string;
  readonly key: string;
  readonly subject: string;
  readonly personId: string | undefined;
  readonly args: Readonly<Record<string, string>>;
};

export type Cause =
  | { readonly of: 'timers'; readonly timers: readonly Rung[] }
  | { readonly of: 'deed'; readonly by: string; readonly deed: string }
  /** News of the night that waited for the morning. */
  | { readonly of: 'morning' };

export type Letter = {
  readonly number: number;
  readonly at: Date;
  /** Who has it in their private chat; a channel's letter has none. */
  readonly person: RosterPerson | undefined;
  readonly channel: string;
  readonly message: string;
  readonly title: string;
  readonly text: string;
  readonly labels: readonly string[];
  readonly payload: ScreenMessage['payload'];
  /** `sent`: it came by itself; `answer`: to what its reader had just done; `changed`: one that was there already. */
  readonly how: 'sent' | 'answer' | 'changed';
  readonly cause: Cause;
};

export type Post = {
  readonly letters: readonly Letter[];
  /** What has come or changed since it was asked last. */
  readonly collect: (
    how: 'sent' | 'answer',
    cause: (reader: RosterPerson | undefined) => Cause,
  ) => readonly Letter[];
  /** One of somebody's messages as it is on their screen now. */
  readonly look: (person: RosterPerson, message: string) => ScreenMessage | undefined;
};

export function createPost({ slack, teams, roster }: Playground, now: () => Date): Post {
  const letters: Letter[] = [];
  const seenSlack = watchList<SlackMessage>(({ ts }) => ts);
  const seenTeams = watchList<TeamsMessage>(({ id }) => id);

  const lookOnSlack = (person: RosterPerson, message: SlackMessage): ScreenMessage | undefined => {
    const { workspace } = slack;
    const state = { ...workspace.state, messages: [message], modals: {}, homes: {} };
    return screenOf({ ...workspace, state }, person).messages[0];
  };
  const lookOnTeams = (person: RosterPerson, message: TeamsMessage): ScreenMessage | undefined => {
    const { tenant } = teams;
    return teamsScreenOf({ ...tenant, state: { ...tenant.state, messages: [message] } }, person).messages[0];
  };

  const readerOnSlack = ({ channel, onlyFor }: SlackMessage): RosterPerson | undefined => {
    const found = slack.workspace.channels.find(({ id }) => id === channel);
    const userId = onlyFor ?? (found?.direct === true ? found.members[0] : undefined);
    return slack.workspace.people.find((one) => one.userId === userId);
  };
  const chats = new Map(teams.tenant.people.map((person) => [personalChat(person), person]));

  return {
    letters,
    collect: (how, causeFor) => {
      const fresh: Letter[] = [];
      const keep = (
        reader: RosterPerson | undefined,
        screen: ScreenMessage | undefined,
        isNew: boolean,
        private_: boolean,
      ): void => {
        if (screen === undefined || screen.from !== 'Rapport') return;
        const letter: Letter = {
          number: letters.length,
          at: now(),
          person: reader,
          channel: screen.channel,
          message: screen.id,
          title: screen.text.split('\n')[0] ?? '',
          text: screen.text,
          labels: screen.controls.map(({ label }) => label),
          payload: screen.payload,
          how: private_ ? 'answer' : isNew ? how : 'changed',
          cause: causeFor(reader),
        };
        letters.push(letter);
        fresh.push(letter);
      };
      for (const { message, isNew } of seenSlack(slack.workspace.state.messages)) {
        const reader = readerOnSlack(message);
        const anybody =
          reader ??
          roster.people.find(({ role, platform }) => role === 'coordinator' && platform === 'slack');
        if (anybody !== undefined)
          keep(reader, lookOnSlack(anybody, message), isNew, message.onlyFor !== undefined);
      }
      for (const { message, isNew } of seenTeams(teams.tenant.state.messages)) {
        const reader = chats.get(message.conversation);
        const anybody =
          reader ??
          roster.people.find(({ role, platform }) => role === 'coordinator' && platform === 'teams');
        // What a press brings in the place of a card is for the eyes of who pressed, and kept nowhere.
        const passing = message.shown[reader?.userId ?? ''] !== undefined;
        if (anybody !== undefined) keep(reader, lookOnTeams(anybody, message), isNew, passing);
      }
      return fresh;
    },
    look: (person, id) => {
      if (person.platform === 'slack') {
        const found = messagesFor(slack.workspace, person.userId).findLast(({ ts }) => ts === id);
        return found && lookOnSlack(person, found);
      }
      const found = teams.tenant.state.messages.findLast((one) => one.id === id);
      return found && lookOnTeams(person, found);
    },
  };
}

type Seen<M> = { readonly message: M; readonly isNew: boolean };

/** Which of a growing list are new or have been replaced; lists that only grew are not gone through again. */
function watchList<M extends object>(
  idOf: (message: M) => string,
): (list: readonly M[]) => readonly Seen<M>[] {
  const known = new WeakSet<M>();
  const ids = new Set<string>();
  let last: readonly M[] = [];
  let length = 0;
  return (list) => {
    const from = list === last ? length : 0;
    last = list;
    length = list.length;
    const found: Seen<M>[] = [];
    for (let index = from; index < list.length; index += 1) {
      const message = list[index];
      if (message === undefined || known.has(message)) continue;
      known.add(message);
      const isNew = ids.size < ids.add(idOf(message)).size;
      found.push({ message, isNew });
    }
    return found;
  };
}
