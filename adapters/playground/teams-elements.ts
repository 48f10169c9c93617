/**
 * What Adaptive Cards 1.5 know, as a table: property to what it takes. https://adaptivecards.io/explorer, 2026-11-22.
 * `one of ...` lists words; `any` is not looked into.
 */

export type Shape = {
  readonly required: Readonly<Record<string, string>>;
  readonly optional: Readonly<Record<string, string>>;
};

/** Every element and action may have these. */
export const COMMON: Readonly<Record<string, string>> = {
  type: 'text',
  id: 'text',
  isVisible: 'flag',
  separator: 'flag',
  spacing: 'one of default none small medium large extraLarge padding',
  height: 'one of auto stretch',
  requires: 'any',
  fallback: 'any',
  rtl: 'flag',
};

const SIZE = 'one of auto stretch small medium large';
const ALIGN = 'one of left center right';
const TEXT_LOOK = {
  color: 'one of default dark light accent good warning attention',
  size: 'one of default small medium large extraLarge',
  weight: 'one of default lighter bolder',
  fontType: 'one of default monospace',
  isSubtle: 'flag',
};
const STYLE = 'one of default emphasis good attention warning accent';
const INPUT = { label: 'text', isRequired: 'flag', errorMessage: 'text' };

export const ELEMENTS: Readonly<Record<string, Shape>> = {
  TextBlock: {
    required: { text: 'text' },
    optional: {
      ...TEXT_LOOK,
      wrap: 'flag',
      maxLines: 'number',
      horizontalAlignment: ALIGN,
      style: 'one of default heading columnHeader',
    },
  },
  RichTextBlock: { required: { inlines: 'any' }, optional: { horizontalAlignment: ALIGN } },
  Image: {
    required: { url: 'text' },
    optional: {
      altText: 'text',
      size: SIZE,
      width: 'text',
      backgroundColor: 'text',
      horizontalAlignment: ALIGN,
      selectAction: 'action',
      style: 'one of default person',
      msteams: 'any',
    },
  },
  ImageSet: { required: { images: 'elements' }, optional: { imageSize: SIZE } },
  FactSet: { required: { facts: 'facts' }, optional: {} },
  Container: {
    required: { items: 'elements' },
    optional: {
      style: STYLE,
      selectAction: 'action',
      bleed: 'flag',
      verticalContentAlignment: 'text',
      minHeight: 'text',
      backgroundImage: 'any',
    },
  },
  ColumnSet: {
    required: {},
    optional: {
      columns: 'columns',
      style: STYLE,
      selectAction: 'action',
      bleed: 'flag',
      minHeight: 'text',
      horizontalAlignment: ALIGN,
    },
  },
  ActionSet: { required: { actions: 'actions' }, optional: {} },
  Table: {
    required: { columns: 'any', rows: 'rows' },
    optional: {
      firstRowAsHeaders: 'flag',
      showGridLines: 'flag',
      gridStyle: STYLE,
      horizontalCellContentAlignment: ALIGN,
      verticalCellContentAlignment: 'text',
    },
  },
  'Input.Text': {
    required: { id: 'text' },
    optional: {
      ...INPUT,
      isMultiline: 'flag',
      maxLength: 'number',
      placeholder: 'text',
      regex: 'text',
      style: 'one of text tel url email password',
      value: 'text',
      inlineAction: 'action',
    },
  },
  'Input.Number': {
    required: { id: 'text' },
    optional: { ...INPUT, min: 'number', max: 'number', placeholder: 'text', value: 'number' },
  },
  'Input.Date': {
    required: { id: 'text' },
    optional: { ...INPUT, min: 'text', max: 'text', placeholder: 'text', value: 'text' },
  },
  'Input.Time': {
    required: { id: 'text' },
    optional: { ...INPUT, min: 'text', max: 'text', placeholder: 'text', value: 'text' },
  },
  'Input.Toggle': {
    required: { id: 'text', title: 'text' },
    optional: { ...INPUT, value: 'text', valueOn: 'text', valueOff: 'text', wrap: 'flag' },
  },
  'Input.ChoiceSet': {
    required: { id: 'text' },
    optional: {
      ...INPUT,
      choices: 'any',
      'choices.data': 'any',
      isMultiSelect: 'flag',
      style: 'one of compact expanded filtered',
      value: 'text',
      placeholder: 'text',
      wrap: 'flag',
    },
  },
};

const ACTION = {
  title: 'text',
  iconUrl: 'text',
  style: 'one of default positive destructive',
  mode: 'one of primary secondary',
  tooltip: 'text',
  isEnabled: 'flag',
};
const ASSOCIATED = 'one of auto none';

export const ACTIONS: Readonly<Record<string, Shape>> = {
  'Action.Execute': {
    required: {},
    optional: { ...ACTION, verb: 'text', data: 'any', associatedInputs: ASSOCIATED },
  },
  'Action.Submit': {
    required: {},
    optional: { ...ACTION, data: 'any', associatedInputs: ASSOCIATED, msteams: 'any' },
  },
  'Action.OpenUrl': { required: { url: 'text' }, optional: ACTION },
  'Action.ShowCard': { required: { card: 'card' }, optional: ACTION },
  'Action.ToggleVisibility': { required: { targetElements: 'any' }, optional: ACTION },
};
