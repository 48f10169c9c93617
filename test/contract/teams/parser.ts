/** The library that draws cards in Teams, reading ours: what it would complain about, and what somebody would read. */

import type * as Library from 'adaptivecards';

type Drawing = typeof Library;
type Browser = { readonly JSDOM: new (html: string) => { readonly window: Record<string, unknown> } };

// Named as text, because neither the browser nor the bundle for browsers has types that Node's resolution finds.
const browser: string = 'jsdom';
const bundle: string = 'adaptivecards/dist/adaptivecards.js';

let loaded: Promise<Drawing> | undefined;

/** The library wants a browser's globals from the moment it is loaded. */
async function load(): Promise<Drawing> {
  const { JSDOM } = (await import(browser)) as Browser; // as its readme shows it
  const { window } = new JSDOM('<!doctype html><body></body>');
  for (const name of Object.getOwnPropertyNames(window).filter((one) => /^(HTML|Node$|Element$)/.test(one)))
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
  for (const [name, value] of Object.entries({ window, document: window['document'] }))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  // The stand-in for a browser has no `innerText`, with which the library writes words that are no markdown.
  Object.defineProperty((window['HTMLElement'] as { prototype: object }).prototype, 'innerText', {
    set(this: { textContent: string }, words: string) {
      this.textContent = words;
    },
  });
  const found = (await import(bundle)) as Drawing & { default?: Drawing }; // the same exports as the typed module
  const library = found.default ?? found;
  library.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.didProcess = true;
    result.outputHtml = text
      .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;');
  };
  return library;
}

async function parse(card: object): Promise<{ complaints: readonly string[]; read: () => string }> {
  loaded ??= load();
  const { AdaptiveCard, HostConfig, SerializationContext, Versions } = await loaded;
  const context = new SerializationContext(Versions.v1_5);
  const parsed = new AdaptiveCard();
  parsed.hostConfig = new HostConfig({ actions: { maxActions: 6 } }); // as Teams sets it
  parsed.parse(JSON.parse(JSON.stringify(card)), context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const invalid = parsed.validateProperties().validationEvents.map((event) => event.message);
  return {
    complaints: [...events, ...invalid],
    read: () => parsed.render()?.textContent ?? '',
  };
}

/** Complaints of the parser and of the validator; a card of ours has none. */
export async function complaints(card: object): Promise<readonly string[]> {
  const searches = JSON.stringify(card).includes('"choices.data"');
  const all = (await parse(card)).complaints;
  // The library counts searching in a choice as 1.6; Teams has it in cards of 1.5.
  // learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
  return searches
    ? all.filter(
        (one) => !/"choices\.data" is supported in version 1\.6|must have at least one choice/.test(one),
      )
    : all;
}

export async function readPage(card: object): Promise<string> {
  return (await parse(card)).read();
}
