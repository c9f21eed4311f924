/** Ends what the run's specs have started. */
export default async function endTheRun() {
  const { stopServer } = await import('../libs/testing/dist/postgres-server.js').catch(() => ({ stopServer: async () => {} }));
  const { stopKafka } = await import('../libs/testing/dist/kafka.js').catch(() => ({ stopKafka: async () => {} }));
  await Promise.all([stopServer(), stopKafka()]);
}
