/**
 * How Teams wants Adaptive Cards drawn. Colours are custom properties of teams.css, so that a change between light and dark
 * needs no card drawn again.
 */

const foreground = (subtleDefault: string) => ({
  default: { default: 'var(--card-text)', subtle: subtleDefault },
  dark: { default: 'var(--card-text)', subtle: subtleDefault },
  light: { default: 'var(--card-on-dark)', subtle: 'var(--card-on-dark)' },
  accent: { default: 'var(--card-accent)', subtle: 'var(--card-accent)' },
  attention: { default: 'var(--card-attention)', subtle: 'var(--card-attention)' },
  good: { default: 'var(--card-good)', subtle: 'var(--card-good)' },
  warning: { default: 'var(--card-warning)', subtle: 'var(--card-warning)' },
});

const container = (name: string) => ({
  backgroundColor: `var(--card-${name}-background)`,
  foregroundColors: foreground('var(--card-subtle)'),
});

export const hostConfig = {
  choiceSetInputValueSeparator: ',',
  supportsInteractivity: true,
  fontFamily: 'inherit',
  spacing: { small: 6, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--card-line)' },
  imageSizes: { small: 40, medium: 80, large: 160 },
  fontTypes: {
    default: {
      fontFamily: 'inherit',
      fontSizes: { small: 12, default: 14, medium: 14, large: 17, extraLarge: 24 },
      fontWeights: { lighter: 200, default: 400, bolder: 600 },
    },
    monospace: {
      fontFamily: 'ui-monospace, Consolas, "Liberation Mono", monospace',
      fontSizes: { small: 12, default: 13, medium: 14, large: 17, extraLarge: 24 },
      fontWeights: { lighter: 200, default: 400, bolder: 600 },
    },
  },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  containerStyles: {
    default: container('default'),
    emphasis: container('emphasis'),
    accent: container('accent'),
    good: container('good'),
    attention: container('attention'),
    warning: container('warning'),
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention', size: 'small', weight: 'bolder' },
    allowDynamicallyFilteredChoiceSet: false,
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
  },
  adaptiveCard: { allowCustomStyle: false },
  textBlock: { headingLevel: 4 },
  factSet: {
    title: {
      size: 'default',
      color: 'default',
      isSubtle: true,
      weight: 'default',
      wrap: true,
      maxWidth: 180,
    },
    value: { size: 'default', color: 'default', isSubtle: false, weight: 'default', wrap: true },
    spacing: 12,
  },
};
