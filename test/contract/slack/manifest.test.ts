/** The app manifest asks for what the adapter uses, all of it and nothing more. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppsManifestCreateArguments } from '@slack/web-api';
import { expect, test } from 'vitest';
import { defaultCommand, slackEvents } from '../../../adapters/slack/adapter.ts';
import { shortcutPrefix } from '../../../adapters/slack/read.ts';
import { scopesOf, scopesOfFiles } from '../../../adapters/slack/web.ts';

type Manifest = AppsManifestCreateArguments['manifest'];

const root = join(import.meta.dirname, '../../..');
const manifest = JSON.parse(readFileSync(join(root, 'manifests/slack/manifest.json'), 'utf8')) as Manifest; // asserted below

/** What an event needs before Slack sends it: https://docs.slack.dev/reference/events, checked 2026-11-22. */
const scopesOfEvents: Readonly<Record<(typeof slackEvents)[number], readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  'message.im': ['im:history'],
  tokens_revoked: [],
};

test('the scopes are those of the methods that we call and the events that we listen to', () => {
  const needed = [
    ...Object.values(scopesOf),
    ...Object.values(scopesOfEvents),
    scopesOfFiles,
    ['commands'],
  ].flat();
  expect(manifest.oauth_config?.scopes).toEqual({ bot: [...new Set(needed)].toSorted() });
});

test('the events are those that we listen to', () => {
  expect(manifest.settings?.event_subscriptions?.bot_events).toEqual([...slackEvents]);
});

test('the command is ours, and Slack turns the names typed after it into ids', () => {
  expect(manifest.features?.slash_commands).toMatchObject([{ command: defaultCommand, should_escape: true }]);
});

test('every shortcut is words that can also be typed', () => {
  const hint = manifest.features?.slash_commands?.[0]?.usage_hint ?? '';
  const shortcuts = manifest.features?.shortcuts ?? [];
  expect(shortcuts).not.toHaveLength(0);
  for (const { callback_id, type } of shortcuts) {
    expect(type).toBe('global');
    expect(callback_id.startsWith(shortcutPrefix)).toBe(true);
    expect(hint.split(/\W+/)).toContain(callback_id.slice(shortcutPrefix.length));
  }
});

test('people can type to the bot, and have a page of their own', () => {
  expect(manifest.features?.app_home).toEqual({
    home_tab_enabled: true,
    messages_tab_enabled: true,
    messages_tab_read_only_enabled: false,
  });
});

test('everything arrives at the one route that we serve, over HTTPS', () => {
  const urls = JSON.stringify(manifest).match(/"https?:[^"]*"/g) ?? [];
  expect(new Set(urls.map((url) => url.slice(1, -1)))).toEqual(
    new Set(['https://rapport.example/slack/events', 'https://rapport.example/slack/oauth_redirect']),
  );
  expect(manifest.settings).toMatchObject({
    interactivity: { is_enabled: true, message_menu_options_url: expect.stringContaining('/slack/events') },
    socket_mode_enabled: false,
    org_deploy_enabled: false,
  });
});

test('every text is as short as Slack wants it', () => {
  const { display_information: shown, features } = manifest;
  expect(shown.name.length).toBeLessThanOrEqual(35);
  expect(shown.description?.length).toBeLessThanOrEqual(140);
  expect(shown.long_description?.length).toBeGreaterThanOrEqual(174);
  expect(shown.long_description?.length).toBeLessThanOrEqual(4_000);
  expect(features?.bot_user?.display_name).toMatch(/^[a-z0-9._-]{1,80}$/);
  for (const { name, description } of features?.shortcuts ?? []) {
    expect(name.length).toBeLessThanOrEqual(24);
    expect(description.length).toBeLessThanOrEqual(150);
  }
  for (const { command, description, usage_hint } of features?.slash_commands ?? []) {
    expect(command.length).toBeLessThanOrEqual(32);
    expect(description.length).toBeLessThanOrEqual(2_000);
    expect(usage_hint?.length).toBeLessThanOrEqual(1_000);
  }
});
