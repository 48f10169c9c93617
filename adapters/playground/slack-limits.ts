/**
 * What Slack allows, in code points unless said otherwise. Checked 2026-11-22 against the JSDoc of @slack/types 3.2.0
 * and, where marked, the page named.
 */
export const SLACK_LIMITS = {
  /** https://docs.slack.dev/reference/block-kit/blocks */
  blocksPerMessage: 50,
  blocksPerView: 100,
  blockId: 255,
  actionId: 255,
  sectionText: 3000,
  sectionFields: 10,
  sectionField: 2000,
  headerText: 150,
  contextElements: 10,
  contextText: 3000,
  actionsElements: 25,
  imageUrl: 3000,
  imageAlt: 2000,
  imageTitle: 2000,
  inputLabel: 2000,
  inputHint: 2000,
  markdown: 12_000,
  /** Undocumented; `msg_blocks_too_long` seen from about here: https://github.com/slackapi/bolt-js/issues/2509 */
  textOfAllBlocks: 13_200,
  /** Longer is cut: https://docs.slack.dev/reference/methods/chat.postMessage */
  messageText: 40_000,
  buttonText: 75,
  buttonValue: 2000,
  buttonUrl: 3000,
  accessibilityLabel: 75,
  optionText: 75,
  /** The site says 150, the types 75. */
  optionValue: 75,
  optionDescription: 75,
  selectOptions: 100,
  optionGroups: 100,
  groupLabel: 75,
  choiceOptions: 10,
  overflowOptions: 5,
  /** https://docs.slack.dev/reference/block-kit/composition-objects */
  placeholder: 150,
  inputMaxLength: 3000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** https://docs.slack.dev/reference/views */
  viewTitle: 24,
  viewButton: 24,
  callbackId: 255,
  externalId: 255,
  privateMetadata: 3000,
  /** Bytes of JSON: `view_too_large`. */
  viewBytes: 250_000,
  /** https://docs.slack.dev/surfaces/modals: the first and two pushed upon it. */
  viewStack: 3,
  triggerMs: 3000,
  /** https://docs.slack.dev/interactivity/handling-user-interaction */
  responseUrlUses: 5,
  responseUrlMs: 30 * 60_000,
  suggestions: 100,
} as const;
