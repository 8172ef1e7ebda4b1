import { openStorage } from '../../server/storage/index.ts';
import { searchContract } from './search-contract.ts';
import { newPlace } from './storage-fixtures.ts';

searchContract(async () => openStorage({ dataDir: await newPlace() }));
