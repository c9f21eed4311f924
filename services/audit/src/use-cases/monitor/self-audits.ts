import { DIVERGENCE_KINDS } from '../../domain/divergence.js';
import type { DivergenceKind, Finding, Place } from '../../domain/divergence.js';
import type { Alarms } from '../alarms.js';

/** What a service says it found wrong in its own rows, tiles, read models and files; null where it says nothing yet. */
export type SelfAudit = Readonly<{ origin: string; findings: readonly SelfFinding[] }>;
export type SelfFinding = Readonly<{ kind: string; index: number | null; subject: string; explanation: Readonly<{ vi: string; en: string }>; isMended: boolean }>;

/** The self-audits of the services. A port: null where a service cannot be asked, or has none. */
export abstract class SelfAudits {
  abstract read(service: string): Promise<SelfAudit | null>;
}

/** Marks a place that a service's own audit told, so that nobody else's look mends it. */
const OWN = 'self-audit: ';
/** What a service tells by a name that the contract has another for: a root that its rows do not lead to means that some of them are others. */
const KIND_OF: Readonly<Record<string, DivergenceKind>> = { 'signed-root-differs': 'entry-altered', 'file-missing': 'file-altered' };
/** Of one service at one look. */
const MOST_FINDINGS = 50;

/** Tells what a service found in itself, and closes what it no longer finds. A finding says what is wrong, never whose dossier it is. */
export async function tellSelfAudit(service: string, audits: SelfAudits, alarms: Alarms): Promise<void> {
  const audit = await audits.read(service);
  if (audit === null) return;
  const open = audit.findings.filter(({ isMended }) => !isMended).slice(0, MOST_FINDINGS).map((finding) => findingOf(audit.origin, finding));
  await alarms.report(open);
  const told = (await alarms.open(audit.origin)).filter(({ subject }) => subject.startsWith(OWN));
  await alarms.mend(told.filter((place) => !open.some((finding) => isSame(finding, place))));
}

function findingOf(log: string, { kind, index, subject, explanation }: SelfFinding): Finding {
  return { log, kind: isKind(kind) ? kind : KIND_OF[kind] ?? 'projection-altered', index, subject: `${OWN}${subject}`, explanation };
}

function isKind(kind: string): kind is DivergenceKind {
  return (DIVERGENCE_KINDS as readonly string[]).includes(kind);
}

function isSame(a: Place, b: Place): boolean {
  return a.kind === b.kind && a.index === b.index && a.subject === b.subject;
}
