import { randomUUID } from 'node:crypto';

/** Names the run, so that all its workers share one embedded PostgreSQL. Starts nothing: pure specs stay quick. */
export default function nameTheRun() {
  process.env.LIENTHONG_TEST_RUN = randomUUID();
}
