import fc from 'fast-check';
import type { HintFault } from './faulty-bus.ts';
import type { Weather } from './network.ts';
import { expectNoHole, type Model, settle, type World } from './world.ts';

type Command = fc.AsyncCommand<Model, World>;

const tab = fc.constantFrom(0, 1) as fc.Arbitrary<0 | 1>;

/** A command of one line: its name, when it makes sense, and what it does to the model and the world. */
function command(
  name: string,
  run: (model: Model, world: World) => Promise<void> | void,
  check: (model: Readonly<Model>) => boolean = () => true,
): Command {
  return {
    check,
    toString: () => name,
    async run(model, world) {
      await run(model, world);
      expectNoHole(world);
    },
  };
}

const writes = fc.record({ tab, isHasty: fc.boolean() }).map(({ tab, isHasty }) =>
  command(`tab ${tab} writes${isHasty ? ' in haste' : ''}`, async (model, world) => {
    model.count += 1;
    const text = `v${model.count}`;
    model.written.push(text);
    world.browser.tabs[tab].send({ kind: 'message', text });
    if (!isHasty) await settle(world);
  }),
);

const answers = fc.constantFrom('message' as const, 'note' as const).map((kind) =>
  command(`an operator writes a ${kind}`, async (model, world) => {
    await settle(world);
    const { chat } = world.browser.tabs[0].getState();
    if (!chat) return;
    model.count += 1;
    const text = `o${model.count}`;
    if (await world.installation.relay.operatorDoes(chat, { kind, text }))
      model.answered.push(text);
  }),
);

const closes = fc.constant(
  command('an operator closes the chat', async (_model, world) => {
    await settle(world);
    const { chat } = world.browser.tabs[0].getState();
    if (chat) await world.installation.relay.operatorDoes(chat, { kind: 'closed' });
  }),
);

const weather = fc
  .constantFrom<Weather>('clear', 'up-stalled', 'down-stalled', 'stalled')
  .map((kind) =>
    command(`the network is ${kind}`, (_model, { network }) => network.setWeather(kind)),
  );

const cut = fc
  .boolean()
  .map((isLate) =>
    command(`every line is cut${isLate ? ', what was sent arrives late' : ''}`, (_model, world) =>
      world.network.cut(isLate),
    ),
  );

const hints = fc.constantFrom<HintFault>('none', 'lost', 'doubled', 'held').map((fault) =>
  command(`hints are ${fault}`, (_model, { installation: { relay } }) => {
    relay.bus.setFault(fault);
    if (fault !== 'held') relay.bus.release();
  }),
);

const reload = tab.map((which) =>
  command(`tab ${which} is reloaded`, (_model, { browser }) => browser.reload(which)),
);

const wait = fc
  .integer({ min: 1, max: 40_000 })
  .map((ms) => command(`${ms} ms pass`, (_model, world) => settle(world, ms)));

const tellTabs = fc.constant(
  command('each tab hears of the other', (_model, { browser }) => browser.tellTabs()),
);

const clock = fc
  .constantFrom(Date.UTC(2023, 0, 1), Date.UTC(2026, 0, 1), Date.UTC(2029, 0, 1))
  .map((ms) =>
    command(`the clock says ${new Date(ms).getFullYear()}`, (_model, { browser }) =>
      browser.setClock(ms),
    ),
  );

const restart = fc.constant(
  command('the relay restarts', async (_model, { installation, network }) => {
    network.cut(false);
    await network.idle();
    await installation.restart();
  }),
);

const reset = fc.constant(
  command('the visitor is reset', async (model, world) => {
    world.browser.tabs[0].reset();
    world.browser.reload(1);
    model.written.length = 0;
    model.answered.length = 0;
    model.answeredAtBackup = null;
    await settle(world);
  }),
);

const backUp = fc.constant(
  command('a backup is made', async (model, { installation, network }) => {
    await network.idle();
    await installation.backUp();
    model.answeredAtBackup = model.answered.length;
  }),
);

const restore = fc.constant(
  command(
    'the backup is restored',
    async (model, { installation, network }) => {
      network.cut(false);
      await network.idle();
      await installation.restore();
      // Nobody offers again what operators wrote after it: their browsers are not part of this model.
      model.answered.length = model.answeredAtBackup ?? 0;
    },
    (model) => model.answeredAtBackup !== null,
  ),
);

/** Everything that may happen, in sequences of up to `length`. */
export function histories(length: number) {
  return fc.commands(
    [
      writes,
      writes,
      answers,
      closes,
      weather,
      cut,
      hints,
      reload,
      wait,
      tellTabs,
      clock,
      restart,
      reset,
      backUp,
      restore,
    ],
    { maxCommands: length, size: 'max' },
  );
}
