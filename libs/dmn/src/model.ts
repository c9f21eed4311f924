import { compileLinked } from './compile/compile-model.js';
import { linkModel, type FindImport, type Linked } from './link.js';
import { MAX_FINDINGS, type ModelFinding } from './model-finding.js';
import type { BkmSource, DecisionSource, InputSource, ItemDefinition, ServiceSource } from './model-source.js';
import { readSource } from './read/read-definitions.js';

/** Read and compiled once, evaluated many times. `findings` are what was found wrong; in a model that was read strictly only warnings. */
export type DecisionModel = Readonly<{
  id: string;
  name: string;
  nameEn: string | null;
  namespace: string;
  version: string;
  imports: readonly Readonly<{ name: string; namespace: string }>[];
  items: readonly ItemDefinition[];
  inputs: readonly InputSource[];
  decisions: readonly DecisionSource[];
  bkms: readonly BkmSource[];
  services: readonly ServiceSource[];
  findings: readonly ModelFinding[];
  linked: Linked;
}>;
export type ModelReading = Readonly<{ kind: 'read'; model: DecisionModel }> | Readonly<{ kind: 'refused'; findings: readonly ModelFinding[] }>;

/** For publication: a model with any error is refused, with all of them. */
export function readModel(xml: string, findImport: FindImport = () => undefined): ModelReading {
  const reading = readModelLeniently(xml, findImport);
  if (reading.kind === 'refused') return reading;
  const { findings } = reading.model;
  return findings.some(({ severity }) => severity === 'error') ? { kind: 'refused', findings } : reading;
}

/** For trying: what can be evaluated is, and the rest is null with an error. Refused only where the file is no DMN. */
export function readModelLeniently(xml: string, findImport: FindImport = () => undefined): ModelReading {
  const reading = readSource(xml);
  if (reading.kind === 'refused') return reading;
  const { source } = reading;
  const findings: ModelFinding[] = [];
  const linked = linkModel(source, findImport, findings);
  compileLinked(linked, findings);
  const { id, name, nameEn, namespace, version, imports, items, elements } = source;
  const of = <K extends string>(kind: K): readonly Extract<(typeof elements)[number], { kind: K }>[] => elements.filter((each): each is Extract<typeof each, { kind: K }> => each.kind === (kind as string));
  return {
    kind: 'read',
    model: { id, name, nameEn, namespace, version, imports, items, inputs: of('input'), decisions: of('decision'), bkms: of('bkm'), services: of('service'), findings: findings.slice(0, MAX_FINDINGS), linked },
  };
}
