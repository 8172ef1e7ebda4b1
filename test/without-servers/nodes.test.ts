import { lacks } from '../helpers/lacks.ts';
import { POSTGRES_ADDRESS, REDIS_ADDRESS } from '../helpers/servers-answer.ts';

lacks(
  `no server at ${POSTGRES_ADDRESS} (POSTGRES_URL) or at ${REDIS_ADDRESS} (REDIS_URL)`,
  'every promise again on two nodes, with Postgres and Redis',
);
