import { glob, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { Clock, Log } from '@lienthong/service-host';
import { publishProcedure, type ProcedurePorts } from '../../use-cases/publish-procedure.js';

/** The procedures that come with this release. */
export const RELEASED_PROCEDURES = fileURLToPath(new URL('../../../procedures/', import.meta.url));

const MOST_PROCEDURES = 1_000;

/** Publishes what a folder holds and is no version yet. Every replica does so at its start: the second finds nothing left to do. */
export class ProcedureFolder implements OnApplicationBootstrap {
  /** `before`: what procedures rest on, published first; each says which of its files were left to the installation. */
  constructor(
    private readonly folder: string, private readonly ports: ProcedurePorts, private readonly clock: Clock, private readonly log: Log,
    private readonly before: readonly Readonly<{ publishAll(): Promise<readonly string[]> }>[] = [],
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const leftOut: string[] = [];
    for (const folder of this.before) leftOut.push(...(await folder.publishAll()));
    const files: string[] = [];
    for await (const file of glob('*/*.bpmn', { cwd: this.folder })) files.push(file);
    for (const file of files.toSorted().slice(0, MOST_PROCEDURES)) await this.publish(file, leftOut);
  }

  /**
   * A service that cannot run its own procedures does not start. What people of the installation have published is theirs: a release publishes neither
   * over it nor before it, so that no upgrade changes a fee or a limit behind their backs. A procedure that asks a decision which their own table does
   * not have waits for the table: what runs goes on by the versions there are.
   */
  private async publish(file: string, leftOut: readonly string[]): Promise<void> {
    if (await this.ports.isOwn(dirname(file))) return this.log.info({ file }, 'a released procedure was not published: the installation has its own since');
    const publication = await publishProcedure(this.ports, await readFile(`${this.folder}/${file}`), this.clock.now(), { role: 'service', name: 'processing' });
    if (publication.kind === 'published') {
      const { code, version, isNew } = publication;
      return this.log.info({ file, code, version, isNew }, isNew ? 'a procedure was published' : 'a procedure is published already');
    }
    if (publication.kind === 'rejected' && publication.rejection.code === 'EFFECTIVE_BEFORE_PREVIOUS') {
      return this.log.warn({ file, because: publication.rejection.because }, 'a released procedure was not published: the installation has a later one');
    }
    const because = publication.kind === 'rejected' ? publication.rejection.because : publication.findings.map(({ element, text }) => `${element ?? 'file'}: ${text.en}`).join('\n  ');
    if (publication.kind === 'refused' && publication.lacks === 'decisions' && leftOut.length > 0) {
      return this.log.warn({ file, because, leftOut }, 'a released procedure was not published: it asks decisions that the installation’s own tables do not have');
    }
    throw new Error(`Expected to publish ${file}, but it is refused:\n  ${because}`);
  }
}
