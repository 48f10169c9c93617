/** Names and texts as long as anybody can make them, in scripts that platforms count, cut and draw differently. */

export type Script = keyof typeof samples;

/** A name's beginning, and a sentence or two with what such a script brings along. All of it is invented. */
const samples = {
  /** Nothing that a platform could stumble over: against these words the style of our own sentences is judged. */
  plain: {
    name: 'Asha Wilhelmina Theodora Invented Testwell Featherstone Sampleford Makebelieve Placeholder',
    text: 'I would like to talk about my exam and about how to return to work after a long leave\n',
  },
  /** As directories write people, with every sign that anybody could mistake for their own. */
  latin: {
    name: 'Testwell-Featherstonehaugh, Wilhelmina-Alexandrina (50% | Northvale & Sample) the Elder *of* Sample',
    text: 'I keep putting it off & I’d like to know <why>; see https://example.org/a_b?c=1&d=2 *soon*, or “never”.\n- One thing\n- Another thing\n',
  },
  arabic: {
    name: 'الأُسْتاذَةُ الدُّكْتورَةُ مُخْتَلَقَةُ بِنْتُ عَبْدِ الِاخْتِبارِ النَّمُوذَجِيِّ المُسْتَعارِ الطَّوِيلَةُ الِاسْمِ',
    text: 'أُريدُ أنْ أتَحَدَّثَ عَنِ الثِّقَةِ بِالنَّفْسِ (وَعَنِ الِامْتِحانِ): ما رَأيُكُم؟\n',
  },
  devanagari: {
    name: 'प्राध्यापिका डॉ. काल्पनिका नमूनेवाला श्रीवास्तव परीक्षाकर्त्री उत्तरघाटी चिकित्सालय विभागाध्यक्षा महोदया',
    text: 'मैं अपनी परीक्षा की तैयारी, और काम पर लौटने के बारे में बात करना चाहती हूँ।\n',
  },
  /** Every letter carries marks of its own, as Vietnamese and others have them when typed apart. */
  combining: {
    name: 'Te\u0302\u0301st Va\u0306\u0309n Ma\u0303\u0323u Tu\u031b\u0309ởng Tu\u031b\u0323ợng '.repeat(3),
    text: 'Co\u0302 \u0301y mu\u00f4\u0301n no\u0301i ve\u0302\u0300 ky\u0300 thi va\u0300 su\u031b\u0323 tu\u031b\u0323 tin.\n',
  },
  hanzi: {
    name: '欧阳测试教授与虚构医院内科主任医师兼示例委员会主席样本女士'.repeat(3),
    text: '我想谈谈考试、信心，以及休假之后如何重返工作岗位。\n',
  },
  emoji: {
    name: '👩🏽‍⚕️ Dr Sample 🏴󠁧󠁢󠁷󠁬󠁳󠁿 👨‍👩‍👧‍👦 Invented '.repeat(4),
    text: 'A good talk 👩🏽‍⚕️🙏🏽, and a long walk 🏴󠁧󠁢󠁷󠁬󠁳󠁿 afterwards 👨‍👩‍👧‍👦.\n',
  },
} as const satisfies Readonly<Record<string, { name: string; text: string }>>;

// The keys are exactly the scripts.
export const scripts = Object.keys(samples) as readonly Script[];

/** What platforms let people call themselves, and what the store keeps of it in UTF-16 units. */
const mostNameCharacters = 80;
const mostNameUnits = 200;

/** A name of the greatest length; those of different numbers differ only at their very end. */
export function longestName(script: Script, number: number): string {
  const mark = ` ${number}`;
  let name = '';
  let count = 0;
  for (const { segment } of graphemes.segment(`${samples[script].name.trim()} `.repeat(2))) {
    if (count === mostNameCharacters - mark.length) break;
    if (name.length + segment.length + mark.length > mostNameUnits) break;
    name += segment;
    count += 1;
  }
  return name + mark;
}

/** Running text of at most so many UTF-16 units, which is how forms count, and of no fewer than it can be. */
export function longestText(script: Script, units: number): string {
  return once(`text ${script} ${units}`, () => {
    const all = samples[script].text.repeat(Math.ceil(units / samples[script].text.length));
    return `${cutAt(all, units - 1).trimEnd()}.`;
  });
}

/** One line of at most so many units. */
export function longestLine(script: Script, units: number): string {
  return once(`line ${script} ${units}`, () => {
    const all = samples[script].text.replaceAll(/\s*\n(- )?/g, ' ').repeat(Math.ceil(units / 20));
    return cutAt(all, units).trimEnd();
  });
}

/** Finding where characters end takes long, and the same few texts stand in thousands of views. */
function once(key: string, make: () => string): string {
  const known = made.get(key) ?? make();
  made.set(key, known);
  return known;
}

const made = new Map<string, string>();

/** The beginning, without a half of what a reader sees as one character. */
function cutAt(all: string, units: number): string {
  let kept = '';
  for (const { segment } of graphemes.segment(all.slice(0, units + 40))) {
    if (kept.length + segment.length > units) break;
    kept += segment;
  }
  return kept;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
