import { join } from 'node:path';
import { openStorage } from '../../server/storage/index.ts';
import { storageContract } from './storage-contract.ts';

const fileOf = (dataDir: string) => join(dataDir, 'counterbell.db');
storageContract((dataDir) => openStorage({ dataDir }), fileOf);
