/** The part of Adaptive Cards 1.5 that we draw with, as types. adaptivecards.io/explorer (2026-11) */

export type AdaptiveCard = {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  /** Shown by clients that cannot draw this version. */
  readonly fallbackText: string;
  readonly body: readonly Element[];
};

/** What any element may say about its place. */
export type Placed = {
  readonly id?: string;
  readonly separator?: true;
  readonly spacing?: 'None' | 'Small' | 'Medium' | 'Large';
  readonly isVisible?: false;
};

export type Element = Placed & (TextBlock | RichTextBlock | FactSet | Image | Container | ActionSet | Input);

export type TextBlock = {
  readonly type: 'TextBlock';
  readonly text: string;
  readonly wrap: true;
  readonly style?: 'heading';
  readonly size?: 'Small' | 'Large';
  readonly weight?: 'Bolder';
  readonly isSubtle?: true;
  /** A meaning, not a colour: the client's theme decides how it looks. */
  readonly color?: 'Attention';
};

/** Text that is never read as markdown. It always wraps. */
export type RichTextBlock = {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly TextRun[];
};

export type TextRun = {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Small';
  readonly isSubtle?: true;
};

export type FactSet = {
  readonly type: 'FactSet';
  readonly facts: readonly { readonly title: string; readonly value: string }[];
};

export type Image = {
  readonly type: 'Image';
  readonly url: string;
  readonly altText: string;
  readonly size: 'Stretch';
};

export type Container = {
  readonly type: 'Container';
  readonly style?: 'emphasis' | 'attention';
  readonly items: readonly Element[];
};

export type ActionSet = { readonly type: 'ActionSet'; readonly actions: readonly Action[] };

type Titled = { readonly title: string; readonly style?: 'positive' | 'destructive' };

export type Action = ExecuteAction | OpenUrlAction | ToggleAction;

/** `fallback` is what clients without universal actions show in its place. */
export type ExecuteAction = Titled & {
  readonly type: 'Action.Execute';
  readonly verb: string;
  readonly data: object;
  readonly associatedInputs: 'auto' | 'none';
  readonly fallback: SubmitAction;
};

export type SubmitAction = Titled & {
  readonly type: 'Action.Submit';
  readonly data: object;
  readonly associatedInputs: 'auto' | 'none';
};

export type OpenUrlAction = Titled & { readonly type: 'Action.OpenUrl'; readonly url: string };

export type ToggleAction = Titled & {
  readonly type: 'Action.ToggleVisibility';
  readonly targetElements: readonly { readonly elementId: string; readonly isVisible: boolean }[];
};

export type InputChoice = { readonly title: string; readonly value: string };

export type Input = {
  readonly id: string;
  readonly label: string;
  readonly isRequired: boolean;
  readonly errorMessage: string;
} & (
  | {
      readonly type: 'Input.Text';
      readonly isMultiline: boolean;
      readonly maxLength: number;
      readonly placeholder?: string;
      readonly value?: string;
    }
  | {
      readonly type: 'Input.ChoiceSet';
      readonly style: 'compact' | 'expanded' | 'filtered';
      readonly isMultiSelect: boolean;
      readonly wrap: true;
      readonly choices: readonly InputChoice[];
      readonly 'choices.data'?: { readonly type: 'Data.Query'; readonly dataset: string };
      readonly placeholder?: string;
      readonly value?: string;
    }
  | { readonly type: 'Input.Date'; readonly min?: string; readonly max?: string; readonly value?: string }
  | { readonly type: 'Input.Time'; readonly value?: string }
  | {
      readonly type: 'Input.Number';
      readonly min: number;
      readonly max: number;
      readonly value?: number;
    }
);
