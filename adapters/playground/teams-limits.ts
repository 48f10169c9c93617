/** What Teams allows. Checked 2026-11-22. */
export const TEAMS_LIMITS = {
  /**
   * A card in a message, UTF-8 bytes of its JSON.
   * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
   */
  cardBytes: 28 * 1024,
  /**
   * A whole message, and an answer to an invoke, as UTF-16.
   * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
   */
  messageBytes: 100 * 1024,
  /**
   * Actions in one set; clients hide or drop further ones.
   * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference
   */
  actions: 6,
  /** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search */
  searchResults: 15,
  /** https://learn.microsoft.com/azure/bot-service/bot-builder-howto-long-operations-guidance */
  messageMs: 15_000,
  /** https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/respond-to-task-module-submit */
  invokeMs: 5_000,
  /** Same page: how often the client sends an invoke again. */
  invokeRepeats: 2,
} as const;
