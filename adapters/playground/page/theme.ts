/** Light, dark, or as the system says. */

import { h, replaceChildren } from './dom.ts';
import { icon } from './icons.ts';
import type { IconName } from './icons.ts';
import { recall, remember } from './remembered.ts';

const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

const looks: Readonly<Record<Theme, { readonly icon: IconName; readonly label: string }>> = {
  auto: { icon: 'halves', label: 'Colours: as your system' },
  light: { icon: 'sun', label: 'Colours: light' },
  dark: { icon: 'moon', label: 'Colours: dark' },
};

export function createThemeButton(): HTMLButtonElement {
  const button = h('button', { type: 'button', class: 'icon-button' });
  let theme = themes.find((one) => one === recall('theme')) ?? 'auto';
  const system = matchMedia('(prefers-color-scheme: dark)');

  function apply(): void {
    const isDark = theme === 'dark' || (theme === 'auto' && system.matches);
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
    button.setAttribute('aria-label', looks[theme].label);
    button.title = looks[theme].label;
    replaceChildren(button, icon(looks[theme].icon, 19));
  }

  button.addEventListener('click', () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto';
    remember('theme', theme);
    apply();
  });
  system.addEventListener('change', apply);
  apply();
  return button;
}
