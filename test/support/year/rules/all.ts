/** Every rule that the year is held against. */

import { digestRules } from './digest.ts';
import { measureRules } from './measure.ts';
import { meetingRules } from './meetings.ts';
import { privacyRules } from './privacy.ts';
import { quietRules } from './quiet.ts';
import type { Rule } from './rule.ts';
import { watchRules } from './watch.ts';
import { wordRules } from './words.ts';

export const allRules: readonly Rule[] = [
  ...measureRules,
  ...quietRules,
  ...meetingRules,
  ...watchRules,
  ...wordRules,
  ...privacyRules,
  ...digestRules,
];
