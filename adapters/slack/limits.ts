/**
 * How much Slack accepts, in one table. Text lengths are counted in UTF-16 units, which is never fewer than what Slack
 * counts. One string that is too long makes Slack refuse the whole message, so every renderer cuts to these.
 */

const blocks = 'https://docs.slack.dev/reference/block-kit/blocks';
const elements = 'https://docs.slack.dev/reference/block-kit/block-elements';
const objects = 'https://docs.slack.dev/reference/block-kit/composition-objects';

/** All numbers were last checked on 2026-11-22 against these pages and the JSDoc of @slack/types 3.2.0. */
export const limitsChecked = '2026-11-22';

type Limit = { readonly value: number; readonly source: string };

export const limits = {
  blocksPerMessage: { value: 50, source: blocks },
  /** Modals and the Home tab. */
  blocksPerView: { value: 100, source: 'https://docs.slack.dev/reference/views/modal-views' },
  /** Undocumented: `msg_blocks_too_long` was seen from about 13,200 on; see slackapi/bolt-js issue 2509. */
  messageText: { value: 12_000, source: 'https://github.com/slackapi/bolt-js/issues/2509' },
  /** Advised; Slack cuts at 40,000. */
  fallbackText: { value: 4_000, source: 'https://docs.slack.dev/reference/methods/chat.postMessage' },
  /** 250 kB for the whole view; some room is left for what Slack adds. */
  viewBytes: { value: 240_000, source: 'https://docs.slack.dev/reference/methods/views.push' },

  headerText: { value: 150, source: `${blocks}/header-block` },
  sectionText: { value: 3_000, source: `${blocks}/section-block` },
  sectionFields: { value: 10, source: `${blocks}/section-block` },
  sectionFieldText: { value: 2_000, source: `${blocks}/section-block` },
  contextText: { value: 3_000, source: `${objects}/text-object` },
  actionsElements: { value: 25, source: `${blocks}/actions-block` },
  imageUrl: { value: 3_000, source: `${blocks}/image-block` },
  imageAlt: { value: 2_000, source: `${blocks}/image-block` },
  imageTitle: { value: 2_000, source: `${blocks}/image-block` },
  blockId: { value: 255, source: blocks },
  actionId: { value: 255, source: elements },

  buttonText: { value: 75, source: `${elements}/button-element` },
  buttonValue: { value: 2_000, source: `${elements}/button-element` },
  buttonUrl: { value: 3_000, source: `${elements}/button-element` },
  confirmTitle: { value: 100, source: `${objects}/confirmation-dialog-object` },
  confirmText: { value: 300, source: `${objects}/confirmation-dialog-object` },
  confirmButton: { value: 30, source: `${objects}/confirmation-dialog-object` },

  inputLabel: { value: 2_000, source: `${blocks}/input-block` },
  inputHint: { value: 2_000, source: `${blocks}/input-block` },
  inputText: { value: 3_000, source: `${elements}/plain-text-input-element` },
  placeholder: { value: 150, source: `${elements}/plain-text-input-element` },
  optionText: { value: 75, source: `${objects}/option-object` },
  optionDescription: { value: 75, source: `${objects}/option-object` },
  /** The site says 150, the types say 75: the smaller one holds in either case, and a UUID fits. */
  optionValue: { value: 75, source: `${objects}/option-object` },
  radioOptions: { value: 10, source: `${elements}/radio-button-group-element` },
  checkboxOptions: { value: 10, source: `${elements}/checkboxes-element` },
  selectOptions: { value: 100, source: `${elements}/select-menu-element` },
  /** Slack takes 100 groups of 100 options; with five the view stays within its bytes. */
  optionGroups: { value: 5, source: `${elements}/select-menu-element` },
  optionGroupLabel: { value: 75, source: `${objects}/option-group-object` },

  viewTitle: { value: 24, source: 'https://docs.slack.dev/reference/views/modal-views' },
  viewButton: { value: 24, source: 'https://docs.slack.dev/reference/views/modal-views' },
  privateMetadata: { value: 3_000, source: 'https://docs.slack.dev/reference/views/modal-views' },
  /** Undocumented; a sentence is shown whole, and a hint's length is accepted. */
  fieldError: { value: 2_000, source: `${blocks}/input-block` },

  /** Milliseconds until a file must have come whole. Our own choice: 20 MB over a slow line. */
  fileMs: { value: 60_000, source: 'https://docs.slack.dev/reference/objects/file-object' },
  /** How often Slack may send us on to another address of its own for a file. Our own choice; one has been seen. */
  fileRedirects: { value: 2, source: 'https://docs.slack.dev/reference/objects/file-object' },
  /** Files beside one message: https://slack.com/help/articles/201330736-Add-files-to-Slack */
  filesPerMessage: { value: 10, source: 'https://slack.com/help/articles/201330736-Add-files-to-Slack' },
} as const satisfies Readonly<Record<string, Limit>>;
