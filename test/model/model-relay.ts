import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { groupSettingsSchema } from '../../protocol/index.schema.ts';
import type {
  ChatEvent,
  ChatId,
  EventId,
  OperatorId,
  OperatorSend,
  VisitorId,
} from '../../protocol/index.ts';
import { DEFAULT_SITE_SETTINGS, LIMITS } from '../../protocol/index.ts';
import { openBus } from '../../server/bus/index.ts';
import { createChats } from '../../server/chats/index.ts';
import { createIdentities } from '../../server/identity/index.ts';
import { createHub, type RealtimeDeps, readNewest } from '../../server/realtime/index.ts';
import { createRouting } from '../../server/routing/index.ts';
import { createSites } from '../../server/sites/index.ts';
import { openStorage, setMetaValue } from '../../server/storage/index.ts';
import {
  createVisitorDetails,
  createVisitors,
  createVisitorsHere,
  createVisitorTracks,
} from '../../server/visitors/index.ts';
import { type FaultyBus, withFaults } from './faulty-bus.ts';

const OPERATOR = { id: uuidv7() as OperatorId, name: 'Ada' };

/** The relay's own parts on a real SQLite file, without a port: the model's network takes the sockets' place. */
export interface ModelRelay {
  readonly deps: RealtimeDeps;
  readonly bus: FaultyBus;
  /** An operator writes into a chat or closes it; false where the chat is not there any more. */
  operatorDoes(chat: ChatId, event: OperatorSend): Promise<boolean>;
  /** The whole log of a visitor's chats, oldest first, hidden events included. */
  logOf(visitor: VisitorId): Promise<LoggedEvent[]>;
  /** Looks for what readers were not told of, as a relay does every second where there are several. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

export type LoggedEvent = Pick<ChatEvent, 'id' | 'seq' | 'chat'> & {
  readonly text: string;
  readonly isVisible: boolean;
};

/** A relay that can be brought back with an older log. Its folder is removed by `remove`. */
export async function newInstallation() {
  const dataDir = await mkdtemp(join(tmpdir(), 'counterbell-model-'));
  const backup = join(dataDir, 'backup.db');
  let relay = await startParts(dataDir);
  const site = await createSites({ storage: relay.deps.storage, now: Date.now }).create({
    name: 'Shop',
    domains: ['localhost'],
    settings: DEFAULT_SITE_SETTINGS,
  });
  return {
    site: site.key,
    get relay() {
      return relay;
    },
    async backUp() {
      await rm(backup, { force: true });
      await relay.deps.storage.backup(backup);
    },
    async restore() {
      await relay.stop();
      const file = join(dataDir, 'counterbell.db');
      for (const suffix of ['-wal', '-shm']) await rm(file + suffix, { force: true });
      await copyFile(backup, file);
      relay = await startParts(dataDir, uuidv7());
    },
    async restart() {
      await relay.stop();
      relay = await startParts(dataDir);
    },
    async remove() {
      await relay.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function startParts(dataDir: string, newEpoch?: string): Promise<ModelRelay> {
  if (newEpoch) {
    const restored = await openStorage({ dataDir });
    await restored.write((db) => setMetaValue(db, 'epoch', newEpoch));
    await restored.close();
  }
  const storage = await openStorage({ dataDir });
  const bus = withFaults(await openBus({ installation: storage.epoch }));
  const now = Date.now;
  const onFailure = (error: unknown) => {
    throw error;
  };
  const chats = createChats({
    storage,
    bus,
    before: async ({ event }) => ({ event }),
    claimFile: async () => null,
    findTag: async () => undefined,
    isBanned: () => false,
    whyUnwanted: () => undefined,
    operators: () => [],
    groups: async () => [],
    acceptSecondsOf: () => null,
    availabilityOf: () => ({ accepting: true }),
    onAccepted: () => undefined,
    now,
    onCommit: () => undefined,
    onFailure,
  });
  const hub = createHub({
    bus,
    readRows: async () => [],
    readTags: async () => '',
    readNewest: (chat) => readNewest(storage.read, chat),
    onFailure,
  });
  const nobody = async () => [];
  const routing = createRouting({
    storage,
    bus,
    chats: () => chats,
    listOperators: nobody,
    listGroups: nobody,
    everybodys: async () => groupSettingsSchema.parse({}),
    listSites: nobody,
    onMissed: async () => undefined,
    onChange: hub.availabilityChanged,
    now,
    clock: now,
    onFailure,
  });
  const sites = createSites({ storage, now });
  return {
    bus,
    deps: {
      storage,
      bus,
      hub,
      chats,
      routing,
      visitors: createVisitors(storage, now),
      identities: createIdentities({
        storage,
        bus,
        now,
        onBans: async () => undefined,
        onCommit: () => undefined,
      }),
      listTags: async () => [],
      isBanned: () => false,
      visitorDetails: createVisitorDetails({ storage, bus, now }),
      visitorTracks: createVisitorTracks({ storage, bus, now }),
      visitorsHere: createVisitorsHere({ storage, bus, listSites: sites.list, now, onFailure }),
      now,
      framesPerSecond: LIMITS.framesPerSecond,
      fileBytes: 0,
      admit: () => 0,
      admitOperator: () => 0,
      admitNewcomer: async () => 0,
      findSite: sites.findByKey,
      siteNow: sites.current,
      findSiteById: sites.findById,
      allowsOrigin: () => true,
      findSession: async () => undefined,
      setAccepting: async () => undefined,
      isOwnOrigin: () => true,
      onRefused: () => undefined,
      onPage: () => undefined,
      onForeignOrigin: () => undefined,
      onFailure,
    },
    async operatorDoes(chat, event) {
      const id = uuidv7() as EventId;
      return (await chats.operatorSends({ operator: OPERATOR, chat, id, event })).sent;
    },
    async logOf(visitor) {
      const rows = await storage.read
        .selectFrom('events')
        .innerJoin('chats', 'chats.id', 'events.chat_id')
        .select(['events.id', 'events.seq', 'events.chat_id', 'events.body', 'events.audience'])
        .where('chats.visitor_id', '=', visitor)
        .orderBy('chats.started_at')
        .orderBy('events.seq')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        seq: row.seq,
        chat: row.chat_id,
        text: JSON.parse(row.body).text ?? '',
        isVisible: row.audience === 'all',
      }));
    },
    async sweep() {
      await hub.catchUp(await storage.read.selectFrom('chats').selectAll().execute());
    },
    async stop() {
      await routing.stop();
      hub.stop();
      await storage.close();
    },
  };
}
