import { openBus } from '../bus/index.ts';
import type { Settings } from '../config/index.ts';
import { openStorage } from '../storage/index.ts';
import type { Telemetry } from '../telemetry/index.ts';
import { assembleParts } from './assemble-parts.ts';
import { endOnLostSync } from './end-on-lost-sync.ts';
import { endOnReplacedLog } from './end-on-replaced-log.ts';
import type { Parts } from './parts.ts';

/** Opens data folder or database, joins the bus, and puts the domain together. Where it rejects, nothing is left open. */
export async function openParts(settings: Settings, telemetry: Telemetry): Promise<Parts> {
  const { log, metrics, reportFailure } = telemetry;
  const storage = await openStorage({
    url: settings.databaseUrl,
    dataDir: settings.dataDir,
    connections: settings.databaseConnections,
    use: settings.redisUrl ? 'together' : 'alone',
    onLostSync: endOnLostSync(log),
    onReplaced: endOnReplacedLog(log),
    ...(settings.maxDatabaseMb !== null && { maxMegabytes: settings.maxDatabaseMb }),
  });
  return orClose(storage, async () => {
    const bus = await openBus({
      url: settings.redisUrl,
      installation: storage.epoch,
      onLoss: metrics.countLostHints,
      onTrouble: (sentence) => reportFailure(new Error(sentence), 'the bus is not up again'),
    });
    return orClose(bus, () => assembleParts({ settings, telemetry, storage, bus }));
  });
}

/** What stayed open would keep a process alive that serves nobody, and that nobody starts again. */
async function orClose<T>(opened: { close(): Promise<void> }, next: () => Promise<T>): Promise<T> {
  try {
    return await next();
  } catch (error) {
    await opened.close();
    throw error;
  }
}
