import { openStorage } from '../../server/storage/index.ts';
import { connectionsContract } from './connections-contract.ts';
import { saidContract } from './said-contract.ts';
import { storageContract } from './storage-contract.ts';

const open = (dataDir: string) => openStorage({ dataDir });
storageContract(open);
saidContract(open);
connectionsContract(open);
