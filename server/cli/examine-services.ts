import type { Settings } from '../config/index.ts';
import { type Finding, problem, well } from './finding.ts';
import { sentenceFor } from './report-failure.ts';

/** Looks at Postgres, beside relays that use it, and changes nothing. */
export async function examinePostgres(settings: Settings): Promise<Finding[]> {
  const { databaseUrl, databaseConnections } = settings;
  try {
    const { lookAtPostgres } = await import('../storage/index.ts');
    const { place, version, isEmpty, used, most } = await lookAtPostgres(databaseUrl);
    const what = isEmpty ? 'is empty, and can be used' : 'holds an installation';
    const free = most - used;
    return [
      well(`the ${place} ${what}; Postgres ${version} syncs every commit to disk`),
      free < databaseConnections
        ? problem(
            `${used} of the ${most} connections of that Postgres are taken, and a relay takes up to ${databaseConnections}`,
            'raise its max_connections, or lower DATABASE_CONNECTIONS',
          )
        : well(`${used} of the ${most} connections of that Postgres are taken`),
    ];
  } catch (error) {
    return [unusable(error)];
  }
}

/** Joins the nodes of an installation of its own for a moment, so that those of others do not hear of it. */
export async function examineRedis({ redisUrl: url }: Settings): Promise<Finding> {
  try {
    const { openBus } = await import('../bus/index.ts');
    const bus = await openBus({ url, installation: 'doctor' });
    await bus.close();
    return well('the server of REDIS_URL carries hints');
  } catch (error) {
    return unusable(error);
  }
}

/** The error says what to do. */
function unusable(error: unknown): Finding {
  return problem(sentenceFor(error).replace(/\.$/, ''), 'then run this again');
}
