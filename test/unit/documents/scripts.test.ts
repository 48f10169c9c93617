import { beforeAll, describe, expect, test } from 'vitest';
import type { Paper } from '../../../src/documents/paper.ts';
import { makePdf } from '../../../src/documents/pdf.ts';
import { isolate } from '../../../src/documents/type/clusters.ts';
import { openFaces } from '../../../src/documents/type/faces.ts';
import { setLines } from '../../../src/documents/type/lines.ts';
import { readPdf, withRole } from './read-pdf.ts';

function paperWith(...values: readonly string[]): Paper {
  return {
    title: 'Names',
    scheme: 'Northvale mentoring',
    foot: [],
    madeAt: new Date('2026-12-03T10:00:00Z'),
    madeOn: '2026-12-03',
    body: [{ block: 'facts', rows: values.map((value, index) => ({ label: `Name ${index + 1}`, value })) }],
  };
}

async function readBack(...values: readonly string[]) {
  const pdf = readPdf(await makePdf(paperWith(...values)));
  return {
    cells: withRole(pdf.structure, 'TD').map(({ text }) => text),
    missing: pdf.pages.flatMap(({ shown }) => shown).filter(({ missing }) => missing),
    fonts: pdf.fonts.map(({ name }) => name.replace(/^[A-Z]+\+/, '')),
  };
}

/** What is drawn, from left to right. */
function fromLeft(text: string): string {
  const line = setLines(text, openFaces(), { weight: 'regular', size: 10, width: 1000 })[0]?.[0];
  const runs = (line?.runs ?? []).toSorted((one, other) => one.x - other.x);
  return runs
    .map(({ face, shown }) =>
      face.font
        .layout(shown, [])
        .glyphs.map(({ codePoints }) => String.fromCodePoint(...codePoints))
        .join(''),
    )
    .join('');
}

function glyphs(text: string): readonly number[] {
  const line = setLines(text, openFaces(), { weight: 'regular', size: 10, width: 1000 })[0]?.[0];
  return (line?.runs ?? []).flatMap(({ face, shown }) =>
    face.font.layout(shown, []).glyphs.map(({ id }) => id),
  );
}

const names: readonly (readonly [language: string, name: string])[] = [
  ['Polish', 'Łukasz Żółciński-Brzęczyszczykiewicz'],
  ['Turkish', 'Çağrı Işık İğneoğlu'],
  ['Welsh', 'Siân Llŷr ap Gwynfôr Ŵyn'],
  ['Vietnamese', 'Nguyễn Thị Hằng Đỗ'],
  ['Yoruba', 'Ọlá Ṣọlá'],
  ['Greek', 'Ελένη Παπαδοπούλου'],
  ['Ukrainian', 'Наталія Щербакова-Їжак'],
  ['Arabic', 'محمد عبد الرحمن الحسن'],
  ['Urdu', 'ڈاکٹر عائشہ صدیقی'],
  ['Hebrew', 'שרה כהן'],
  ['Hindi', 'आयशा श्रीवास्तव'],
  ['Bengali', 'তাহমিনা আখতার বৈশাখী'],
  ['Punjabi', 'ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ'],
  ['Gujarati', 'શ્રીકૃષ્ણ પટેલ'],
  ['Odia', 'ଶ୍ରୀ କୃଷ୍ଣ'],
  ['Tamil', 'தமிழ்ச்செல்வி கொழும்பு'],
  ['Telugu', 'నాగేశ్వరరావు'],
  ['Kannada', 'ಕೃಷ್ಣಮೂರ್ತಿ'],
  ['Malayalam', 'ശ്രീലക്ഷ്മി കൃഷ്ണൻ'],
  ['Sinhala', 'සුනිල් පෙරේරා ශ්‍රී'],
  ['Thai', 'สมชาย น้ำผึ้ง'],
  ['Lao', 'ສົມໄຊ ນ້ຳ'],
  ['Khmer', 'សុខា ព្រះ'],
  ['Burmese', 'ဒေါ်အောင်ဆန်းစုကြည် သင်္ကြန်'],
  ['Amharic', 'አበበ ቢቂላ'],
  ['Georgian', 'ნინო გიორგი'],
  ['Armenian', 'Անի Վարդանյան'],
  ['Korean', '김민수'],
  ['Chinese', '王小明 欧阳'],
  ['Japanese', 'たなか さくら 山田太郎'],
];

describe('names in any script', () => {
  let all: Awaited<ReturnType<typeof readBack>>;

  beforeAll(async () => {
    all = await readBack(...names.map(([, name]) => name));
  });

  test.each(names)('%s: every letter of %s is on the paper and can be copied from it', (language, name) => {
    expect(all.cells[names.findIndex(([one]) => one === language)]).toBe(name);
    expect(all.missing).toEqual([]);
  });

  test('a name that is written with separate marks reads as the one written without', async () => {
    const { cells } = await readBack('Z\u0307o\u0301l\u0301 ap Ll\u0177r'.normalize('NFD'));
    expect(cells).toEqual(['Żóĺ ap Llŷr'.normalize('NFC')]);
  });

  test('what no font has is spelled out for the eye, and stays what it is for those who copy', async () => {
    const { cells, fonts, missing } = await readBack('Thanks 👍🏽 🦄 ᚠ 갂 \uE000 end');
    expect(cells).toEqual(['Thanks 👍🏽 🦄 ᚠ 갂 \uE000 end']);
    expect(missing).toEqual([]);
    expect(fonts).toContain('NotoSans-Regular');
    expect(fromLeft('👍🏽 🦄')).toBe('[thumbs up] [U+1F984]');
    expect(fromLeft('\uE000')).toBe('[U+E000]');
  });

  test('a letter that a font lists and has no outline for is not left blank', () => {
    // NanumSquare lists all of Hangul, and has outlines for the syllables in daily use only.
    expect(fromLeft('김갂')).toBe('김[U+AC02]');
  });

  test('smileys, arrows and ticks are drawn as they are', async () => {
    const { cells, missing } = await readBack('😀 plan → do ✓ ❤');
    expect(cells).toEqual(['😀 plan → do ✓ ❤']);
    expect(missing).toEqual([]);
    expect(fromLeft('😀→✓')).toBe('😀→✓');
  });

  test('control characters, halves of characters and overrides of direction do no harm', async () => {
    const { cells } = await readBack('A\u0000B\tC \uD83D end \u202Eevil\u202C');
    expect(cells).toEqual(['A B C \uFFFD end evil']);
  });
});

describe('right to left', () => {
  test('Arabic and Hebrew run from right to left, numbers and Latin names within them from left to right', () => {
    expect(fromLeft('שלום 12/03/2026 NHS')).toBe('NHS 12/03/2026 םולש');
    expect(fromLeft('Dr שרה כהן and 45%')).toBe('Dr ןהכ הרש and 45%');
  });

  test('brackets face the way their text runs', () => {
    expect(fromLeft('שרה (כהן)')).toBe('(ןהכ) הרש');
    expect(fromLeft('(שרה) Smith')).toBe('Smith (הרש)');
  });

  test('Persian digits keep their order', () => {
    expect(fromLeft('سال ۱۲۳۴')).toMatch(/^۱۲۳۴ /);
  });

  test('a name keeps its direction to itself in the middle of an English sentence', () => {
    expect(fromLeft(`Dr ${isolate('שרה')}, 12 meetings`)).toBe('Dr הרש, 12 meetings');
    expect(fromLeft('Dr שרה, 12 meetings')).toBe('Dr 12 ,הרש meetings');
  });

  test('Arabic letters join, and a non-joiner keeps two apart', () => {
    const [alone] = glyphs('ب');
    expect(glyphs('ببب')).not.toContain(alone);
    expect(glyphs('ب\u200Cب')).toEqual([alone, alone]);
  });

  test('a line of several is read from its beginning, wherever that is on the page', async () => {
    const words =
      'نلتقي مرة كل أربعة أسابيع عبر الفيديو ونتحدث عن التحضير لمقابلة الاستشاري وعن العمل في عام 2026 وعن الحياة';
    const { cells } = await readBack(words);
    expect(cells).toEqual([words]);
  });
});

describe('scripts that are stored in another order than they are drawn in', () => {
  test('Burmese vowels and medials stand before the letter that they are written after, a kinzi above it', () => {
    expect(fromLeft('ဒေ')).toBe('\u1031\u1012');
    expect(fromLeft('ကြ')).toBe('\u103C\u1000');
    expect(fromLeft('သင်္ခ').slice(0, 2)).toBe('\u101E\u1001');
  });

  test('the round part of the Thai and Lao am stands above its letter, below the tone', () => {
    expect(fromLeft('น้ำ')).toBe('น\u0E4D\u0E49\u0E32');
    expect(fromLeft('ນ້ຳ')).toBe('ນ\u0ECD\u0EC9\u0EB2');
  });

  test('Hindi vowels stand where fontkit knows that they belong', () => {
    expect(fromLeft('कि')).toBe('\u093F\u0915');
  });
});

describe('lines', () => {
  const set = { weight: 'regular', size: 10, width: 120 } as const;

  test('a word that is broken is copied as one word', async () => {
    const { cells } = await readBack('Wolfeschlegelsteinhausenbergerdorff'.repeat(5), '王小明'.repeat(40));
    expect(cells).toEqual(['Wolfeschlegelsteinhausenbergerdorff'.repeat(5), '王小明'.repeat(40)]);
  });

  test('none is wider than it may be, and no letter is lost, where words end and where none does', () => {
    const texts = [
      'W'.repeat(200),
      'Wolfeschlegelsteinhausenbergerdorff'.repeat(6),
      'ش'.repeat(200),
      'क्षत्रिय'.repeat(30),
      '王小明'.repeat(40),
      '👍'.repeat(60),
      'สวัสดีครับผมชื่อสมชาย'.repeat(8),
      'and/or yes-no https://rapport.test/a/very/long/address?with=questions&and=answers',
    ];
    for (const text of texts) {
      const lines = setLines(text, openFaces(), set).flat();
      expect(lines.length).toBeGreaterThan(1);
      expect(Math.max(...lines.map(({ width }) => width))).toBeLessThanOrEqual(set.width + 0.01);
      const read = lines.flatMap(({ runs }) => runs.map((run) => run.text)).join('');
      expect(read.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });

  test('Thai words, which have no spaces between them, stay whole', () => {
    const lines = setLines('สวัสดีครับผมชื่อสมชายใจดียินดีที่ได้รู้จัก', openFaces(), set).flat();
    const words = [
      ...new Intl.Segmenter('th', { granularity: 'word' }).segment('สวัสดีครับผมชื่อสมชายใจดียินดีที่ได้รู้จัก'),
    ];
    const ends = lines.map(({ runs }) =>
      runs
        .map((run) => run.text)
        .join('')
        .trimEnd(),
    );
    const starts = new Set(words.map(({ index }) => index));
    let at = 0;
    for (const one of ends) {
      expect(starts).toContain(at);
      at += one.length;
    }
  });
});
