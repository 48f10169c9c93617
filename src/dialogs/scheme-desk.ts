/** The coordinators' desk of a scheme: who waits, who mentors, the areas, who coordinates, and the weekly digest. */

import { answer, replaceWith } from '../engine/reply.ts';
import type { SchemeFacts } from '../mentoring/facts.ts';
import { sayWhen } from '../mentoring/time.ts';
import { button, buttons, card, text } from '../ui/view.ts';
import { aCoordinator } from './asking-rights.ts';
import { dialog, formAction, press, target, timer, update } from './define.ts';
import { coordinatorsCard } from './coordinator-cards.ts';
import { channelDeskCard, queueCard } from './desk-cards.ts';
import { digestCard } from './digest-card.ts';
import { channelArgs, channelOf } from './digest-channel.ts';
import { digestTimer } from './digest-timer.ts';
import { openRound, startRound } from './round-start.ts';
import {
  addAreas,
  addAreasForm,
  areasCard,
  bringBack,
  bringBackForm,
  rename,
  renameAreaForm,
  retire,
  retireAreaForm,
  undoArea,
} from './scheme-areas.ts';
import {
  addCoordinator,
  addCoordinatorForm,
  removeCoordinator,
  removeCoordinatorForm,
  stopCoordinating,
} from './scheme-coordinators.ts';
import { sayDigestTime } from './scheme-words.ts';
import { weekAtDesk } from './week-at-desk.ts';

export const schemeDesk = dialog({
  name: 'scheme-desk',
  subject: 'scheme',
  actions: {
    show: press(aCoordinator, (facts, context) => {
      const channel = channelOf(context);
      if (channel !== undefined) return { reply: answer(channelDeskCard(facts, channelArgs(channel))) };
      return { confidential: true, reply: answer(queueCard(facts, context.actor, context.now)) };
    }),

    /** Where they are; in a channel it says no more than the channel is told anyway. */
    digest: press(aCoordinator, (facts, { now, actor }) => ({
      reply: answer(digestCard(facts, now, actor.zone)),
    })),

    /** The channel where somebody typed or pressed becomes the digest's. */
    'post-digest-here': press(aCoordinator, ({ scheme }, context) => {
      const channel = channelOf(context);
      if (channel === undefined)
        return {
          reply: answer(
            card('Which channel?', text('Please type “admin” in the channel where the digest should go.')),
          ),
        };
      const { weekday, time, zone } = scheme.digest ?? {
        weekday: 1,
        time: '09:00',
        zone: context.actor.zone,
      };
      const digest = { channel, weekday, time, zone };
      const timerChange = digestTimer(scheme.id, digest, context.now);
      return {
        changes: [update('scheme', scheme.id, { digest })],
        timers: [timerChange],
        effects: [
          {
            effect: 'send',
            to: { channel },
            card: card(
              `${scheme.name}: weekly digest`,
              text(
                `From now on a digest is posted here, ${sayDigestTime(digest)}. It has figures only: no names, and nothing that anybody wrote.`,
              ),
            ),
          },
        ],
        reply: replaceWith(
          card(
            'The digest comes here',
            text(
              timerChange.timer === 'set'
                ? `The first is posted on ${sayWhen(timerChange.at, zone)}.`
                : 'It is posted every week.',
            ),
            buttons(button('Change the day or time', target('scheme-settings', 'digest', scheme.id))),
          ),
        ),
      };
    }),

    round: press(aCoordinator, openRound),
    'start-round': press(aCoordinator, startRound),

    areas: press(aCoordinator, ({ scheme }) => ({ reply: answer(areasCard(scheme)) })),
    'add-areas': formAction({ may: aCoordinator, form: addAreasForm, submit: addAreas }),
    'rename-area': formAction({ may: aCoordinator, form: renameAreaForm, submit: rename }),
    'retire-area': formAction({ may: aCoordinator, form: retireAreaForm, submit: retire }),
    'bring-back-area': formAction({ may: aCoordinator, form: bringBackForm, submit: bringBack }),
    'undo-area': press(aCoordinator, undoArea),

    coordinators: press(aCoordinator, (facts, { actor }) => ({
      reply: answer(coordinatorsCard(facts, actor.id)),
    })),
    'add-coordinator': formAction({ may: aCoordinator, form: addCoordinatorForm, submit: addCoordinator }),
    'remove-coordinator': formAction({
      may: aCoordinator,
      form: removeCoordinatorForm,
      submit: removeCoordinator,
    }),
    'stop-coordinating': press(aCoordinator, stopCoordinating),

    /** Timer: posts the digest, tells each coordinator in private what waits for a hand, and sets the next one. */
    'digest-due': timer<SchemeFacts>((facts, { now, args }) => {
      const { scheme } = facts;
      if (scheme.digest === undefined) return {};
      return {
        effects: [
          {
            effect: 'send',
            to: { channel: scheme.digest.channel },
            card: digestCard(facts, now, scheme.digest.zone, args['missed']),
          },
          ...weekAtDesk(facts, now),
        ],
        timers: [digestTimer(scheme.id, scheme.digest, now)],
      };
    }),
  },
});
