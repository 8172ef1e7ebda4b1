import type { Bus } from '../bus/index.ts';
import type { Telemetry } from '../telemetry/index.ts';

/** Tells log and metrics how the bus is; `onUp` is called when it carries hints again. Gives back what ends it. */
export function watchBus(bus: Bus, { log, metrics }: Telemetry, onUp: () => void): () => void {
  metrics.watchBus(() => ({
    isUp: bus.state().name === 'up',
    otherNodes: bus.otherNodes().length,
  }));
  return bus.onState((state) => {
    if (state.name === 'down') {
      log.warn(
        'the bus is down: chats go on, news of other nodes come from the log, presence of their people stays as it was; look at the server of REDIS_URL',
      );
      return;
    }
    log.info('the bus is up');
    onUp();
  });
}
