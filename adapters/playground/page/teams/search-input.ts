/**
 * An Adaptive Card's field that searches (`choices.data`). In Teams the client asks Microsoft's directory or the app; here
 * the page suggests what it knows, and the server finds the rest by name.
 */

import type * as Library from 'adaptivecards';
import { createCombobox, filterSuggestions } from '../combobox.ts';
import type { Combobox, Suggestion } from '../combobox.ts';
import type { Draft } from '../drafts.ts';
import { at, isTrue, listAt, textAt } from '../json.ts';
import type { Json } from '../json.ts';

type Search = Library.Input & { readonly combobox: Combobox | undefined };

const searches = new WeakSet<object>();

export function isSearchInput(input: Library.Input): input is Search {
  return searches.has(input);
}

export function namesChosen(input: Search): readonly string[] {
  return input.combobox?.read() ?? [];
}

/** The library's elements and `Input.Search`; built at run time because the library is only there then. */
export function searchRegistry(
  library: typeof Library,
  raw: ReadonlyMap<string, Json>,
  context: { readonly known: () => readonly Suggestion[]; readonly draft: Draft },
): Library.CardObjectRegistry<Library.CardElement> {
  class SearchInput extends library.Input {
    combobox: Combobox | undefined;

    override getJsonTypeName(): string {
      return 'Input.Search';
    }

    protected override internalRender(): HTMLElement | undefined {
      const json = raw.get(this.id ?? '');
      const given = readChoices(json);
      this.combobox = createCombobox({
        suggest: (typed) => filterSuggestions(suggestionsFor(json, given, context.known()), typed),
        chosen: chosenIn(json, given, context.draft.get(this.id ?? '')),
        max: isTrue(json, 'isMultiSelect') ? 100 : 1,
        placeholder: textAt(json, 'placeholder') ?? 'Type to search',
        keepsOtherWords: true,
        onChange: () => this.valueChanged(),
      });
      searches.add(this);
      return this.combobox.element;
    }

    protected override updateInputControlAriaLabelledBy(): void {
      this.combobox?.input.setAttribute('aria-labelledby', this.getAllLabelIds().join(' '));
    }

    override focus(): void {
      this.combobox?.input.focus();
    }

    override isSet(): boolean {
      return (this.combobox?.read().length ?? 0) > 0;
    }

    override isDirty(): boolean {
      return this.isSet();
    }

    get value(): string {
      return this.combobox?.read().join(', ') ?? '';
    }
  }

  const registry = new library.CardObjectRegistry<Library.CardElement>();
  library.GlobalRegistry.populateWithDefaultElements(registry);
  registry.register('Input.Search', SearchInput);
  return registry;
}

type Choice = { readonly label: string; readonly value: string };

function readChoices(json: Json | undefined): readonly Choice[] {
  return listAt(json, 'choices').map((choice) => ({
    label: textAt(choice, 'title') ?? '',
    value: textAt(choice, 'value') ?? '',
  }));
}

function suggestionsFor(
  json: Json | undefined,
  given: readonly Choice[],
  known: readonly Suggestion[],
): readonly Suggestion[] {
  const dataset = textAt(at(json, 'choices.data'), 'dataset') ?? '';
  if (/zone/iu.test(dataset)) return Intl.supportedValuesOf('timeZone').map((label) => ({ label }));
  const names = new Set(known.map((one) => one.label));
  return [...given.filter((one) => !names.has(one.label)).map(({ label }) => ({ label })), ...known];
}

/** What was typed here before, else what the card says is chosen, by title. */
function chosenIn(
  json: Json | undefined,
  given: readonly Choice[],
  draft: ReturnType<Draft['get']>,
): readonly string[] {
  if (Array.isArray(draft)) return draft as readonly string[];
  const value = textAt(json, 'value') ?? '';
  if (value === '') return [];
  const parts = isTrue(json, 'isMultiSelect') ? value.split(',') : [value];
  return parts.map((part) => given.find((choice) => choice.value === part)?.label ?? part);
}
