import { Differences } from '../../use-cases/evidence-watch.js';
import type { AuditedLogs } from '../../use-cases/monitor/audited-logs.js';
import { findFirstDifference } from '../../use-cases/monitor/first-difference.js';
import type { LogReading } from '../../use-cases/monitor/log-reading.js';

/** What a log shows now against what the monitor kept of it. */
export class ShownDifferences extends Differences {
  constructor(private readonly urls: ReadonlyMap<string, string>, private readonly parts: Readonly<{ reading: LogReading; kept: AuditedLogs }>) { super(); }

  async findFirst(origin: string): Promise<number | null> {
    const url = this.urls.get(origin);
    return url === undefined ? null : findFirstDifference(await this.parts.kept.open(origin), url, this.parts);
  }
}
