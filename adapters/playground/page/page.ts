/** The playground's page: puts the parts together and keeps them drawn. */

import { mountAnnouncer } from './announce.ts';
import { createAside } from './aside.ts';
import { createClockBar } from './clock-bar.ts';
import { h, replaceChildren } from './dom.ts';
import { createHappenings, sayHappening } from './happenings.ts';
import { icon } from './icons.ts';
import { createInspector } from './inspector.ts';
import { createPeopleDrawer } from './people-drawer.ts';
import { createPeopleList } from './people-list.ts';
import { jumpBetweenRegions } from './regions.ts';
import { createSession } from './session.ts';
import { createStage } from './stage.ts';
import { createStore } from './store.ts';
import type { State } from './store.ts';
import { createThemeButton } from './theme.ts';
import { createToasts } from './toasts.ts';
import { createTour } from './tour.ts';

const store = createStore();
const toast = createToasts(part('toasts'));
const session = createSession(store, toast, (person, act) => {
  tour.noteAct(
    store.get().people.find((one) => one.id === person),
    act,
  );
});

const asideToggle = h(
  'button',
  { type: 'button', class: 'icon-button', 'aria-controls': 'aside' },
  icon('panel', 20),
);
const aside = createAside(part('aside'), asideToggle);
part('tools').append(createThemeButton(), asideToggle);

const stage = createStage(
  part('stage'),
  store,
  session,
  () => aside.show('inspector'),
  (text) => toast({ tone: 'problem', text }),
);
const tour = createTour(
  aside.panel('guide'),
  {
    be: (person) => {
      session.choosePerson(person);
      aside.uncover();
    },
    type: stage.fill,
    move: (by) => void session.move(by === 'next' ? { next: true } : { by: '1w' }),
  },
  () => store.change({}),
);
const drawPeople = createPeopleList(part('people-list'));
const drawDrawer = createPeopleDrawer(part('people'), part('who'));
const drawClock = createClockBar(part('clock'), session.move);
const drawHappenings = createHappenings(aside.panel('happenings'));
const drawInspector = createInspector(aside.panel('inspector'));

let lastHappening = 0;

function draw(state: State): void {
  drawConnection(state);
  drawPeople(state);
  drawDrawer(state);
  drawClock(state);
  stage.draw(state);
  drawHappenings(state);
  drawInspector(state);
  tour.draw(state);
  const newest = state.happenings[0];
  if (newest !== undefined && newest.id !== lastHappening) {
    lastHappening = newest.id;
    tour.noteFired(newest.fired.length);
    const look = { label: 'See what', do: () => aside.show('happenings') };
    toast({ tone: 'info', text: sayHappening(newest), ...(newest.fired.length > 0 ? { action: look } : {}) });
  }
}

function drawConnection(state: State): void {
  const banner = part('connection');
  const isLost = state.connection === 'lost';
  if (banner.hidden === !isLost) return;
  banner.hidden = !isLost;
  replaceChildren(
    banner,
    isLost ? icon('plug', 18) : null,
    isLost
      ? h(
          'span',
          {},
          'The playground has stopped answering. Start it again with ',
          h('code', {}, 'npm start'),
          '; this page finds it by itself.',
        )
      : null,
  );
}

function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`index.html has no element #${id}`);
  return found;
}

mountAnnouncer();
jumpBetweenRegions();
store.onChange(draw);
void session.start();
