/** Uses a server once it runs, and stops it afterwards, whatever happens. */
export async function withServer<Server extends { stop(): Promise<void> }, Result>(
  starting: Promise<Server>,
  use: (server: Server) => Promise<Result>,
): Promise<Result> {
  const server = await starting;
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}
