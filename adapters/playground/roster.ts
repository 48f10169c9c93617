/** The fictional people of Meadowbank, an organisation that has both a Slack workspace and a Teams tenant. */

import type { PlatformName, Role } from './api-types.ts';

export type RosterPerson = {
  readonly id: string;
  readonly name: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly platform: PlatformName;
  readonly role: Role;
  readonly email: string;
  /** IANA name, as the platform knows it. */
  readonly zone: string;
  /** Slack: `U...`. Teams: the id that is unique to this bot, `29:...`. */
  readonly userId: string;
  /** Teams only. */
  readonly aadObjectId?: string;
  /** Ids of the people whose line manager this is. */
  readonly manages?: readonly string[];
};

export type RosterChannel = {
  readonly platform: PlatformName;
  readonly name: string;
  readonly id: string;
  readonly members: readonly string[];
  readonly botIsMember: boolean;
};

export type Roster = {
  readonly people: readonly RosterPerson[];
  readonly channels: readonly RosterChannel[];
};

/** Name of the channel that the coordinators of either platform read. */
export const COORDINATORS = 'mentoring-coordinators';

const people: readonly RosterPerson[] = [
  onSlack('amara', 'Amara', 'Okonkwo', 'mentee'),
  onSlack('rohan', 'Rohan', 'Deshmukh', 'mentee', { zone: 'Asia/Kolkata' }),
  onSlack('minseo', '민서', '김', 'mentee', { name: 'Dr 김민서 (Min-seo Kim)' }),
  onTeams('lukasz', 'Łukasz', 'Brzęczyszczykiewicz', 'mentee', 1),
  onTeams('sian', 'Siân', 'Prydderch', 'mentee', 2),
  onSlack('bola', 'Bola', 'Adeyemi', 'mentor'),
  onSlack('seyma', 'Şeyma', 'Yıldırım', 'mentor'),
  onSlack('fiona', 'Fiona Marguerite', 'Featherstonehaugh-Cholmondeley', 'mentor'),
  onTeams('kwame', 'Kwame', 'Asante', 'mentor', 3),
  onTeams('christina', 'Χριστίνα', 'Παπαδοπούλου', 'mentor', 4),
  onTeams('priya', 'Priya', 'Raghunathan', 'mentor', 5, { zone: 'Asia/Kolkata' }),
  onSlack('helen', 'Helen', 'Whitcombe', 'coordinator', { title: '' }),
  onTeams('grace', 'Grace', 'Ndlovu', 'coordinator', 6, { title: '' }),
  onSlack('marcus', 'Marcus', 'Thistlewood', 'line manager', { manages: ['amara'] }),
];

/** The people and the coordinators' channels; on Slack also `general`, which everybody reads and the bot does not. */
export const roster: Roster = {
  people,
  channels: [
    {
      platform: 'slack',
      name: COORDINATORS,
      id: 'C0COORD01',
      members: ['helen'],
      botIsMember: true,
    },
    {
      platform: 'slack',
      name: 'general',
      id: 'C0GENERAL',
      members: people.filter((person) => person.platform === 'slack').map((person) => person.id),
      botIsMember: false,
    },
    {
      platform: 'teams',
      name: COORDINATORS,
      id: '19:c00rd1nat0rsc00rd1nat0rs@thread.tacv2',
      members: ['grace'],
      botIsMember: true,
    },
  ],
};

/** `undefined` for somebody who is not in the roster. */
export function findPerson(id: string): RosterPerson | undefined {
  return people.find((person) => person.id === id);
}

type Particulars = { name?: string; title?: string; zone?: string; manages?: readonly string[] };

function onSlack(
  id: string,
  givenName: string,
  familyName: string,
  role: Role,
  particulars: Particulars = {},
): RosterPerson {
  return {
    ...common(id, givenName, familyName, role, particulars),
    platform: 'slack',
    userId: `U0${id.toUpperCase().padEnd(8, '0')}`,
  };
}

function onTeams(
  id: string,
  givenName: string,
  familyName: string,
  role: Role,
  number: number,
  particulars: Particulars = {},
): RosterPerson {
  return {
    ...common(id, givenName, familyName, role, particulars),
    platform: 'teams',
    userId: `29:1${id}-meadowbank-0${number}`,
    aadObjectId: `00000000-0000-4000-a000-00000000000${number}`,
  };
}

function common(
  id: string,
  givenName: string,
  familyName: string,
  role: Role,
  particulars: Particulars,
): Omit<RosterPerson, 'platform' | 'userId'> {
  const title = particulars.title ?? 'Dr ';
  return {
    id,
    name: particulars.name ?? `${title}${givenName} ${familyName}`,
    givenName,
    familyName,
    role,
    email: `${id}@example.org`,
    zone: particulars.zone ?? 'Europe/London',
    ...(particulars.manages === undefined ? {} : { manages: particulars.manages }),
  };
}
