/** Several schemes to choose from, each with whom it is for. */

import type { Scheme } from '../mentoring/records.ts';
import { cutText } from '../ui/fit.ts';
import { bold, list } from '../ui/view.ts';
import type { Block } from '../ui/view.ts';

/** So many are shown with every word about them; of more than these, the beginning says enough to choose by. */
const fewSchemes = 6;
const shortAbout = 80;

/** `standing` is a sentence about where somebody stands in a scheme, if anywhere. */
export function schemeList(
  schemes: readonly Scheme[],
  standing: (scheme: Scheme) => string | undefined = () => undefined,
): Block<never> {
  const short = schemes.length > fewSchemes;
  return list(
    schemes.map((scheme) => {
      const about = short ? cutText(scheme.about, shortAbout) : scheme.about;
      const said = standing(scheme);
      return [bold(scheme.name), `: ${about}${said === undefined ? '' : ` ${said}`}`];
    }),
  );
}
