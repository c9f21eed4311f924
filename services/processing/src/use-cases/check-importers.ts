import { checkExamples, checkModel, readModel } from '@lienthong/dmn';
import { versionInForce, type DecisionVersion, type NextVersion, type PublishedDecisions } from '@lienthong/service-host';

export type DecisionFinding = Readonly<{ element: string; rule: string; severity: string; text: Readonly<{ vi: string; en: string }> }>;

export type ImporterPorts = Readonly<{
  published: PublishedDecisions;
  /** Ids of the models of which some version imports the namespace. */
  importersOf(namespace: string): Promise<readonly string[]>;
  /** By which a version was tested; empty where it was not. */
  examplesOf(model: string, version: number): Promise<string>;
}>;

/** What is about to be published: under which namespaces others import it, and from which day on they get it. */
export type Published = NextVersion & Readonly<{ namespaces: readonly string[]; effectiveFrom: string }>;

/**
 * Whoever imports the model gets the new version from its first day on: it must still be a model then, and its examples come out as they
 * did. On each day from which on something of it changes; a version holds from its day on, so that there is no last one.
 */
export async function findingsOfImporters(ports: ImporterPorts, next: Published): Promise<readonly DecisionFinding[]> {
  const findings: DecisionFinding[] = [];
  for (const importer of await importersOf(ports, next)) {
    const checked = new Set<string>();
    for (const { day, version } of await daysOf(ports, importer, next)) {
      for (const finding of await wrongOn(ports, { version, day, next })) {
        const said = `${version.version} ${finding.element} ${finding.text.en}`;
        if (!checked.has(said)) findings.push(ofImporter(finding, version, day));
        checked.add(said);
      }
    }
  }
  return findings;
}

/** Those that import it, and those that import these. */
async function importersOf(ports: ImporterPorts, { id, namespaces }: Published): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const open = [...namespaces];
  for (let namespace = open.shift(); namespace !== undefined; namespace = open.shift()) {
    for (const importer of await ports.importersOf(namespace)) {
      if (importer === id || found.has(importer)) continue;
      found.add(importer);
      open.push(...(await ports.published.versionsOf(importer)).map((version) => version.namespace));
    }
  }
  return found;
}

type Day = Readonly<{ day: string; version: DecisionVersion }>;

/** From the new version's day on: each on which another version of the importer begins, or of what it imports. */
async function daysOf({ published }: ImporterPorts, importer: string, next: Published): Promise<readonly Day[]> {
  const versions = await published.versionsOf(importer);
  const days: Day[] = [];
  const open = new Set([next.effectiveFrom, ...beginnings(versions)]);
  for (let day = earliest(open, next.effectiveFrom); day !== undefined; day = earliest(open, day)) {
    open.delete(day);
    const version = versionInForce(versions, day);
    if (version === undefined) continue;
    const imported = await published.importedOn(version.imports, day, next);
    if (imported.has(next.id)) days.push({ day, version });
    for (const id of imported) for (const begins of beginnings(id === next.id ? [] : await published.versionsOf(id))) if (begins > day) open.add(begins);
  }
  return days;
}

const beginnings = (versions: readonly DecisionVersion[]): readonly string[] => versions.map(({ effectiveFrom }) => effectiveFrom);
const earliest = (days: ReadonlySet<string>, from: string): string | undefined => [...days].filter((day) => day >= from).toSorted()[0];

type OnDay = Readonly<{ version: DecisionVersion; day: string; next: Published }>;

async function wrongOn(ports: ImporterPorts, { version, day, next }: OnDay): Promise<readonly DecisionFinding[]> {
  const text = (await ports.published.findText(version.id, version.version)) ?? '';
  const reading = readModel(text, await ports.published.importsOn(version.imports, day, next));
  if (reading.kind === 'refused') return reading.findings.filter(({ severity }) => severity === 'error');
  const { model } = reading;
  const findings = [...model.findings, ...checkModel(model), ...checkExamples(model, await ports.examplesOf(version.id, version.version))];
  return findings.filter(({ severity }) => severity === 'error');
}

function ofImporter({ element, text }: DecisionFinding, { id, version }: DecisionVersion, day: string): DecisionFinding {
  const vi = `Mô hình ${id} (phiên bản ${version}) nhập tệp này, và từ ngày ${day} sẽ hỏng ở ${element}: ${text.vi}`;
  const en = `Model ${id} (version ${version}) imports this file, and from ${day} on would be wrong at ${element}: ${text.en}`;
  return { element: id, rule: 'importer-broken', severity: 'error', text: { vi, en } };
}
