import { openStorage } from '../../server/storage/index.ts';
import { connectionsContract } from './connections-contract.ts';
import { storageContract } from './storage-contract.ts';

const open = (dataDir: string) => openStorage({ dataDir });
storageContract(open);
connectionsContract(open);
