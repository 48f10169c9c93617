/**
 * The platforms' side of a run: the playground's pretend Slack and pretend Teams with as many people as are wanted, and
 * a recorder, which keeps what their clients would send so that it can be sent again and again, over kept connections.
 */

import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Act } from '../../adapters/playground/api-types.ts';
import { readBody } from '../../adapters/playground/http.ts';
import type { Roster, RosterPerson } from '../../adapters/playground/roster.ts';
import { createSlack } from '../../adapters/playground/slack.ts';
import type { PretendSlack } from '../../adapters/playground/slack.ts';
import { createTeams } from '../../adapters/playground/teams.ts';
import type { PretendTeams } from '../../adapters/playground/teams.ts';

export type FarSide = {
  readonly slack: PretendSlack;
  readonly teams: PretendTeams;
  readonly people: { readonly slack: readonly RosterPerson[]; readonly teams: readonly RosterPerson[] };
  readonly signingSecret: string;
  readonly botToken: string;
  readonly teamId: string;
  readonly tenantId: string;
  readonly appId: string;
  /** What Rapport needs in its environment to be at home here. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the platforms send from now on; until it is said, everything is taken and forgotten. */
  readonly pointTo: (appUrl: string) => void;
  /** What a person's client would send for an act, without sending it anywhere. */
  readonly record: (person: RosterPerson, act: Act) => Promise<string>;
  readonly stop: () => Promise<void>;
};

const signingSecret = 'bench-signing-secret';
const botToken = 'xoxb-bench';
const teamId = 'T0BENCH';

export async function startFarSide(peopleOnEach: number): Promise<FarSide> {
  setMaxListeners(0); // as many as there are: each request under way listens for the end of the pretend platform
  const ids = { appId: randomUUID(), tenantId: randomUUID(), appPassword: 'bench-password' };
  const roster = rosterOf(peopleOnEach);
  let last = '';
  const recorder = createServer((req, res) => {
    void readBody(req).then((bytes) => {
      last = bytes.toString('utf8');
      res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((done) => recorder.listen(0, '127.0.0.1', done));
  const nowhere = `http://127.0.0.1:${(recorder.address() as AddressInfo).port}`; // a listening TCP server has one
  let appUrl = nowhere;
  const shared = { appUrl: () => appUrl, roster, now: () => new Date(), changed: () => {}, version: () => 0 };
  const slack = await createSlack({ ...shared, signingSecret, botToken, teamId });
  const teams = await createTeams({ ...shared, ...ids });
  teams.tenant.state.teamInstalled = true;
  teams.tenant.state.installed = teams.tenant.people.map((person) => person.userId);
  return {
    slack,
    teams,
    people: {
      slack: roster.people.filter((one) => one.platform === 'slack'),
      teams: roster.people.filter((one) => one.platform === 'teams'),
    },
    signingSecret,
    botToken,
    teamId,
    tenantId: ids.tenantId,
    appId: ids.appId,
    env: {
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_BOT_TOKEN: botToken,
      SLACK_API_URL: slack.apiUrl,
      TEAMS_APP_ID: ids.appId,
      TEAMS_APP_PASSWORD: ids.appPassword,
      TEAMS_APP_TENANT_ID: ids.tenantId,
      TEAMS_OPENID_METADATA_URL: teams.openIdMetadataUrl,
      TEAMS_TOKEN_ISSUER: teams.tokenIssuer,
      TEAMS_LOGIN_URL: teams.loginUrl,
    },
    pointTo: (url) => {
      appUrl = url;
    },
    record: async (person, act) => {
      const before = appUrl;
      appUrl = nowhere;
      await (person.platform === 'slack' ? slack : teams).client.act(person.id, act);
      appUrl = before;
      return last;
    },
    stop: async () => {
      await Promise.all([slack.stop(), teams.stop()]);
      recorder.closeAllConnections();
      await new Promise((done) => recorder.close(done));
    },
  };
}

function rosterOf(count: number): Roster {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return {
    people: numbers.flatMap((number) => {
      const padded = String(number).padStart(5, '0');
      const names = { givenName: 'Sam', familyName: `Example ${padded}`, zone: 'Europe/London' };
      const role = number === 0 ? ('coordinator' as const) : ('mentee' as const);
      const onSlack = `s${padded}`;
      const onTeams = `t${padded}`;
      return [
        {
          ...names,
          id: onSlack,
          name: `Dr Sam Example ${onSlack}`,
          platform: 'slack' as const,
          role,
          email: `${onSlack}@example.org`,
          userId: `U0BENCH${padded}`,
        },
        {
          ...names,
          id: onTeams,
          name: `Dr Sam Example ${onTeams}`,
          platform: 'teams' as const,
          role,
          email: `${onTeams}@example.org`,
          userId: `29:1${onTeams}-bench`,
          aadObjectId: `00000000-0000-4000-a000-0000000${padded}`,
        },
      ];
    }),
    channels: [],
  };
}
