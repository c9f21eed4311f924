import { glob, readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock, Log } from '@lienthong/service-host';
import { publishDecision, type DecisionPorts } from '../../use-cases/publish-decision.js';

/** The decision tables that come with this release: `<model id>/<effective day>.dmn`, with their examples beside them. */
export const RELEASED_DECISIONS = fileURLToPath(new URL('../../../decisions/', import.meta.url));

const MOST_FILES = 1_000;

/** Publishes what a folder holds and is no version yet: oldest day first, so that each follows the one before it. */
export class DecisionFolder {
  constructor(private readonly folder: string, private readonly ports: DecisionPorts, private readonly clock: Clock, private readonly log: Log) {}

  /** The files that were left out because the installation has its own. */
  async publishAll(): Promise<readonly string[]> {
    const files: string[] = [];
    for await (const file of glob('*/*.dmn', { cwd: this.folder })) files.push(file);
    const byDay = files.toSorted((a, b) => basename(a).localeCompare(basename(b)) || a.localeCompare(b));
    const leftOut: string[] = [];
    for (const file of byDay.slice(0, MOST_FILES)) if ((await this.publish(file)) === 'left out') leftOut.push(file);
    return leftOut;
  }

  /** A service whose own rules are wrong does not start. What people of the installation have published is theirs: a release publishes neither over it nor before it. */
  private async publish(file: string): Promise<'published' | 'left out'> {
    if (await this.ports.isOwn(dirname(file))) {
      this.log.info({ file }, 'a released decision model was not published: the installation has its own since');
      return 'left out';
    }
    const path = `${this.folder}/${file}`;
    const examples = await readFile(path.replace(/\.dmn$/, '.examples.jsonl'), 'utf8').catch(() => '');
    const model = await readFile(path, 'utf8');
    const publication = await publishDecision(this.ports, { model, effectiveFrom: basename(file, '.dmn'), examples }, this.clock.now(), { role: 'service', name: 'processing' });
    if (publication.kind === 'published') {
      const { id, version, isNew } = publication;
      this.log.info({ file, id, version, isNew }, isNew ? 'a decision model was published' : 'a decision model is published already');
      return 'published';
    }
    if (publication.kind === 'rejected' && publication.rejection.code === 'EFFECTIVE_BEFORE_PREVIOUS') {
      this.log.warn({ file, because: publication.rejection.because }, 'a released decision model was not published: the installation has a later one');
      return 'left out';
    }
    const because = publication.kind === 'rejected' ? publication.rejection.because : publication.findings.map(({ element, text }) => `${element}: ${text.en}`).join('\n  ');
    throw new Error(`Expected to publish ${file}, but it is refused:\n  ${because}`);
  }
}
