import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
const COPY_DEPENDENCIES = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

/** Sentence for a machine that cannot run a broker. */
export const WHAT_TO_INSTALL =
  'Kafka for tests needs one of: KAFKA_BROKERS set to a running cluster; a Docker engine; or Java 17 or newer and Maven 3.6 or newer on the PATH.';

/**
 * Folder with exactly the jars of `jars.sha256`. They are fetched once with Maven and kept in the user's cache,
 * in a folder named by the list itself, so that a changed list never meets old jars. Checked on every start.
 * @returns {Promise<string>}
 */
export async function jarFolder() {
  const list = await readFile(here('./jars.sha256'), 'utf8');
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'lienthong', 'kafka');
  const folder = join(cache, createHash('sha256').update(list).digest('hex').slice(0, 16));
  if (!existsSync(folder)) await fetchInto(cache, folder);
  await check(folder, list);
  return folder;
}

/** @param {string} cache @param {string} folder */
async function fetchInto(cache, folder) {
  const arriving = join(cache, `arriving-${randomUUID()}`);
  await mkdir(arriving, { recursive: true });
  try {
    await run('mvn', ['-q', '-B', '-C', '-f', here('./pom.xml'), COPY_DEPENDENCIES, '-DincludeScope=runtime', `-DoutputDirectory=${arriving}`]);
    // Another process may have been quicker; its jars are checked like ours would be.
    await rename(arriving, folder).catch((error) => { if (!existsSync(folder)) throw error; });
  } catch (error) {
    throw new Error(`Expected to fetch the broker's jars, but Maven failed. ${WHAT_TO_INSTALL}`, { cause: error });
  } finally {
    await rm(arriving, { recursive: true, force: true });
  }
}

/** @param {string} folder @param {string} list */
async function check(folder, list) {
  const expected = new Map(list.trim().split('\n').map((line) => /** @type {[string, string]} */ (line.split(/\s+/).toReversed())));
  const found = (await readdir(folder)).filter((name) => name.endsWith('.jar'));
  const strange = found.find((name) => !expected.has(name));
  if (strange !== undefined) throw new Error(`Expected to find only listed jars in ${folder}, but ${strange} is there`);
  for (const [name, sum] of expected) {
    const actual = createHash('sha256').update(await readFile(join(folder, name))).digest('hex');
    if (actual !== sum) throw new Error(`Expected jar ${name} to have SHA-256 ${sum}, but it has ${actual}; delete ${folder} and start again`);
  }
}
