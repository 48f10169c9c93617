/** Words for the emoji that people use most and that the bundled fonts do not have. Short names of Unicode CLDR. */

const words: ReadonlyMap<string, string> = new Map([
  ['👍', 'thumbs up'],
  ['👎', 'thumbs down'],
  ['👏', 'clapping hands'],
  ['🙏', 'folded hands'],
  ['🙌', 'raising hands'],
  ['👋', 'waving hand'],
  ['🤝', 'handshake'],
  ['💪', 'flexed biceps'],
  ['🎉', 'party popper'],
  ['🎯', 'bullseye'],
  ['💡', 'light bulb'],
  ['📅', 'calendar'],
  ['📝', 'memo'],
  ['📚', 'books'],
  ['🔥', 'fire'],
  ['🌟', 'glowing star'],
  ['💙', 'blue heart'],
  ['💚', 'green heart'],
  ['💯', 'hundred points'],
  ['🚀', 'rocket'],
  ['🤔', 'thinking face'],
  ['🤗', 'smiling face with open hands'],
  ['🤞', 'crossed fingers'],
  ['🙂', 'slightly smiling face'],
  ['🥳', 'partying face'],
  ['🥰', 'smiling face with hearts'],
]);

/** Without a word, the code: [U+1F984]. */
export function spellOut(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `[${words.get(character) ?? `U+${code}`}]`;
}
