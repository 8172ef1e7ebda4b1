import { onTestFinished } from 'vitest';
import { openStorage } from '../../server/storage/index.ts';
import { newDatabase } from '../helpers/new-database.ts';
import { searchContract } from './search-contract.ts';

searchContract(async () => {
  const database = await newDatabase();
  onTestFinished(() => database.drop());
  return openStorage({ url: database.url, dataDir: '' });
});
