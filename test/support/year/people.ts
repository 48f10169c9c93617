/** Everybody of the year, plainly fictional: forty who ask, thirty-six who mentor, two who coordinate, on both platforms. */

import type { PlatformName } from '../../../adapters/playground/api-types.ts';
import type { Roster, RosterPerson } from '../../../adapters/playground/roster.ts';

/** Who mentors whom, and how their year goes. */
export type Pair = {
  /** From 1 to 40. */
  readonly number: number;
  readonly mentee: RosterPerson;
  readonly mentor: RosterPerson;
};

/** Family names are nobody else's, and no words of the language: where one is read, that person is meant. */
const menteeNames = names(`
  Amara Okonkwo, Rohan Deshmukh, Siân Prydderch, Łukasz Wiśniewski, Min-seo Ganghwa, Tomos Llewelyn, Ines Carvalhal,
  Bashir Rahmanzai, Eilidh Auchterlonie, Chidi Nwachukwu, Farah Haidari, Owain Bevanshaw, Zofia Kaczmarek, Idris Tjandra,
  Niamh Gallchobhair, Kofi Amponsah, Leila Shirvani, Callum Drummochter, Anjali Venkataraman, Mateo Iriarte,
  Saoirse Mulrooney, Tariq Baluchistani, Yuki Hoshinaga, Gwen Tregarthen, Dilan Karadeniz, Hemi Ngatapuna, Olga Petrenkova,
  Jomo Wanyonyi, Freya Lindqvarn, Adaeze Umeokafor, Viktor Halaszy, Noor Alwaheedi, Rhys Penhallow, Thandi Mkhwanazi,
  Aoife Fearghail, Samir Chaudharyan, Elif Demirkaya, Pedro Valdivieso, Hana Sugimori, Moira Kinlochard`);
const mentorNames = names(`
  Bola Adeyemisi, Şeyma Yıldırımlar, Fiona Featherstonehaugh, Kwame Asantewaa, Christina Papadopoulou, Priya Raghunathan,
  Angus Strathallan, Wanjiru Kamande, Bronwen Ceiriog, Pavel Dvorzhak, Nadia Benkhedda, Hamish Ardvorlich, Ifeoma Chukwuma,
  Rajiv Subramaniam, Greta Oosterhuis, Tane Whakaari, Beatriz Montenegro, Ewan Glenfarclas, Sunita Bhattarai,
  Declan Ballinamore, Mei-ling Changsha, Kasia Zielonka, Obinna Ezeanyika, Catrin Llanfairfach, Farid Mazandarani,
  Isla Corriemulzie, Goran Stanojevski, Lindiwe Zondiwe, Alasdair Rannochmore, Shirin Esfahani, Marek Jablonowski,
  Deepa Krishnamoorthy, Ruaridh Balquhidder, Amina Diopmane, Ffion Aberdaronwy, Tobias Eschenbach`);
const coordinatorNames = names('Helen Whitcombeley, Grace Ndlovukazi');

const elsewhere: Readonly<Record<number, string>> = {
  3: 'Europe/Warsaw',
  8: 'Asia/Kolkata',
  13: 'Europe/Warsaw',
  17: 'America/New_York',
  20: 'Asia/Kolkata',
  25: 'Pacific/Auckland',
  30: 'America/New_York',
  33: 'Europe/Warsaw',
};

/** All four mixes of the two platforms, ten times each. */
const mentees = menteeNames.map((name, index) =>
  person('mentee', name, index, index % 2 === 0 ? 'slack' : 'teams', elsewhere[index]),
);
const mentors = mentorNames.map((name, index) =>
  person(
    'mentor',
    name,
    100 + index,
    index % 4 < 2 ? 'slack' : 'teams',
    index === 1 || index === 20 ? 'Asia/Kolkata' : index === 15 ? 'Pacific/Auckland' : undefined,
  ),
);
const coordinators = coordinatorNames.map((name, index) =>
  person('coordinator', name, 200 + index, index === 0 ? 'slack' : 'teams', undefined),
);

/** The last four pairs share the mentors of the first four: somebody may mentor two. */
export const pairs: readonly Pair[] = mentees.map((mentee, index) => {
  const mentor = mentors[index % mentors.length];
  if (mentor === undefined) throw new Error('There are no mentors');
  return { number: index + 1, mentee, mentor };
});

export const everybody = [...mentees, ...mentors];
export const theCoordinators = coordinators;

export const yearRoster: Roster = {
  people: [...mentees, ...mentors, ...coordinators],
  channels: [
    {
      platform: 'slack',
      name: 'mentoring-coordinators',
      id: 'C0COORD01',
      members: coordinators.filter(({ platform }) => platform === 'slack').map(({ id }) => id),
      botIsMember: true,
    },
    {
      platform: 'teams',
      name: 'mentoring-coordinators',
      id: '19:c00rd1nat0rsc00rd1nat0rs@thread.tacv2',
      members: coordinators.filter(({ platform }) => platform === 'teams').map(({ id }) => id),
      botIsMember: true,
    },
  ],
};

export function otherOf({ mentee, mentor }: Pair, personId: string): RosterPerson {
  return mentee.id === personId ? mentor : mentee;
}

export function idsOf({ mentee, mentor }: Pair): readonly [string, string] {
  return [mentee.id, mentor.id];
}

function names(list: string): readonly string[] {
  return list.split(',').map((name) => name.trim().replaceAll(/\s+/g, ' '));
}

function person(
  role: RosterPerson['role'],
  name: string,
  number: number,
  platform: PlatformName,
  zone = 'Europe/London',
): RosterPerson {
  const [givenName = '', ...family] = name.split(' ');
  const id = `${plain(givenName)}-${plain(family.join(''))}`;
  const digits = String(number).padStart(3, '0');
  return {
    id,
    name: role === 'coordinator' ? name : `Dr ${name}`,
    givenName,
    familyName: family.join(' '),
    platform,
    role,
    email: `${id}@example.org`,
    zone,
    userId: platform === 'slack' ? `U0YEAR${digits}` : `29:1year-meadowbank-${digits}`,
    ...(platform === 'teams' && { aadObjectId: `00000000-0000-4000-a000-000000000${digits}` }),
  };
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replaceAll('ı', 'i')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase();
}
