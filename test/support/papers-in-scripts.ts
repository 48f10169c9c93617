/** Every paper that there is, about a pair with long names and long texts in one language: what is printed and looked at. */

import { paperLoader } from '../../src/documents/paper-loader.ts';
import type { PaperFacts } from '../../src/documents/paper-loader.ts';
import type { Paper } from '../../src/documents/paper.ts';
import { mostInPortfolio } from '../../src/mentoring/paper-request.ts';
import type { SinglePaper } from '../../src/mentoring/paper-request.ts';
import { addDays } from '../../src/mentoring/time.ts';
import {
  aPair,
  idOf,
  mentee,
  mentor,
  now,
  personFacts,
  relationshipFacts,
  relationshipId,
} from './pair-facts.ts';
import type { Pair } from './pair-facts.ts';

/** Names as long as somebody bears, and running text. All of it is invented. */
export const languages = {
  Polish: {
    mentee: 'dr hab. n. med. Bożydara Świętosława Wymyślona-Przykładowska-Źdźbłowiczówna',
    mentor: 'prof. Łucjan Zdzisław Gżegżółkiewicz-Wzorcowy',
    text: 'Chciałabym porozmawiać o egzaminie, o powrocie do pracy po długim urlopie i o pewności siebie. ',
  },
  Turkish: {
    mentee: 'Uzm. Dr. İğdır Şükûfe Çağıltı Örnekoğlu-Düşselgil',
    mentor: 'Prof. Dr. Işılay Gülümser Öğretmenoğlu Denemegil',
    text: 'Sınavım, uzun bir izinden sonra işe dönüşüm ve özgüvenim hakkında konuşmak istiyorum. ',
  },
  Welsh: {
    mentee:
      'Dr Gwenhwyfar Llŷr Ŵyn-Enghraifft ap Dychmygol o Lanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
    mentor: 'Yr Athro Siôn Cadwaladr Ffug-Esiampl',
    text: 'Hoffwn siarad am fy arholiad, am ddychwelyd i’r gwaith ar ôl seibiant hir, ac am hyder. ',
  },
  Arabic: {
    mentee: 'الأستاذة الدكتورة مختلقة بنت عبد الاختبار النموذجي المستعار الطويلة الاسم',
    mentor: 'د. خيال بن مثال الافتراضي',
    text: 'أريد أن أتحدث عن الامتحان (وعن الثقة بالنفس) وعن العودة إلى العمل في عام 2026 بعد إجازة طويلة. ',
  },
  Hindi: {
    mentee: 'प्राध्यापिका डॉ. काल्पनिका नमूनेवाला श्रीवास्तव परीक्षाकर्त्री उत्तरघाटी महोदया',
    mentor: 'डॉ. उदाहरण कुमार मिश्रा-त्रिपाठी',
    text: 'मैं अपनी परीक्षा की तैयारी, लंबी छुट्टी के बाद काम पर लौटने और आत्मविश्वास के बारे में बात करना चाहती हूँ। ',
  },
} as const satisfies Readonly<Record<string, { mentee: string; mentor: string; text: string }>>;

export type Language = keyof typeof languages;

/** Papers of what was really said, and of nothing: both are printed. */
export type Fill = 'full' | 'bare';

const record = { paper: 'session-record', relationshipId, recordId: idOf('record: one') } as const;
const letter = {
  paper: 'attendance-letter',
  relationshipId,
  from: '2026-01-01',
  until: '2026-12-31',
} as const;

export const singles: readonly SinglePaper[] = [
  { paper: 'agreement', relationshipId, version: 1 },
  { paper: 'checklist', relationshipId },
  record,
  { paper: 'hours-statement', from: '2026-01-01', until: '2026-12-31' },
  { paper: 'certificate', relationshipId },
  letter,
  { paper: 'own-data' },
];

/** By name, as the mentee has them, but for the mentor's own statement of hours. */
export async function papersIn(language: Language, fill: Fill): Promise<ReadonlyMap<string, Paper>> {
  const pair = fill === 'full' ? fullPair(language) : barePair(language);
  const load = paperLoader(factsOf(pair, fill), { now: () => now });
  const papers = new Map<string, Paper>();
  const portfolio = { paper: 'portfolio', papers: singles.slice(0, mostInPortfolio) } as const;
  for (const request of [...singles, portfolio]) {
    const personId = idOf(request.paper === 'hours-statement' ? mentor : mentee);
    const paper = await load(request, { organisationId: 'one', personId });
    if (paper !== undefined) papers.set(request.paper, paper);
  }
  return papers;
}

function called(language: Language): Pair {
  const names = languages[language];
  return aPair()
    .called(names)
    .inScheme({
      name: `Northvale mentoring, ${names.text.slice(0, 40)}`,
      confidentiality: names.text.repeat(8),
      kind: 'directed',
      matching: ['coordinator'],
      reportBack: wording,
    });
}

const wording = 'Dates of attendance only, to the case manager named in the undertakings.';

function barePair(language: Language): Pair {
  return called(language)
    .consented(mentee, wording)
    .consented(mentor, wording)
    .agreed({ objectives: '-', boundaries: '', contactBetween: '' })
    .meeting('2026-11-20 17:30', { state: 'met' })
    .recorded(mentee, { id: record.recordId, discussed: '.', reflection: '', useful: undefined });
}

function fullPair(language: Language): Pair {
  const { text } = languages[language];
  const long = text.repeat(12).trim();
  const begun = called(language)
    .consented(mentee, wording)
    .consented(mentor, wording)
    .agreed({
      objectives: long,
      notThis: long,
      boundaries: long,
      goalsShort: long,
      goalsMedium: long,
      goalsLong: `${long}\n${long}`,
      contactBetween: text,
      replyDays: 3,
      plannedEnd: '2027-11-01',
    });
  const dates = Array.from({ length: 30 }, (_, index) => addDays('2026-01-09', index * 10));
  const met = dates.reduce(
    (pair, date) => pair.meeting(`${date} 17:30`, { state: 'met', minutes: 75 }),
    begun,
  );
  return met
    .recorded(mentee, {
      id: record.recordId,
      discussed: `${long}\n\n${long}`,
      reflection: long,
      topics: Array.from({ length: 10 }, (_, index) => `${text.slice(0, 30)} ${index + 1}`),
    })
    .action(mentee, text, { recordId: record.recordId, dueOn: '2026-12-20' })
    .action(mentor, long, { recordId: record.recordId, doneAt: now })
    .meeting('2026-12-18 17:30');
}

/** Whom the builders know by this id. */
function nameOf(id: string): string {
  return id === idOf(mentor) ? mentor : mentee;
}

function factsOf({ rows }: Pair, fill: Fill): PaperFacts {
  const person: PaperFacts['person'] = ({ personId }) => {
    const facts = personFacts(rows, nameOf(personId));
    return Promise.resolve({
      ...facts,
      organisationName: facts.organisationName.repeat(fill === 'full' ? 3 : 1),
    });
  };
  const held = rows.meetings.map(({ start: { date: on }, minutes }) => ({
    on,
    meetingMinutes: minutes,
    preparationMinutes: 20,
  }));
  return {
    person,
    everything: person,
    relationship: ({ personId }) => Promise.resolve(relationshipFacts(rows, nameOf(personId))),
    benefits: () => Promise.resolve(undefined),
    held: () => Promise.resolve(fill === 'full' ? held : []),
  };
}
