import type { Binding, Called, CalledDecision, FindDecision, Model, Resolve } from '@lienthong/bpmn';
import type { DossierPorts, PublishedProcess } from './dossier-ports.js';

/** A run that calls more processes than this anew, one leading to the next, calls itself. */
const MOST_LOOKS = 20;

type Asked = Readonly<{ process: string; binding: Binding }>;
/** What a run gets of what is published. */
export type Found = Readonly<{ resolve: Resolve; findDecision: FindDecision }>;
type Own = Readonly<{ model: Model; at: PublishedProcess; /** The day by whose decisions it is decided. */ day: string }>;
type Known = Readonly<{ processes: Map<string, Called | undefined>; decisions: Map<string, CalledDecision | undefined> }>;
type Missing = Readonly<{ processes: Asked[]; decisions: Set<string> }>;

/**
 * Decides with the processes that the run calls and the decisions that it asks. Which they are only the run knows, and a decision may not
 * wait: so it is made with what is loaded, what it missed is loaded, and it is made again. Decisions are pure: the last is as if it had been the first.
 */
export async function decideWithCalls<Answer>(ports: DossierPorts, own: Own, decide: (found: Found) => Answer): Promise<Answer> {
  const known: Known = { processes: new Map(), decisions: new Map() };
  for (let look = 1; ; look += 1) {
    const missing: Missing = { processes: [], decisions: new Set() };
    const answer = decide({ resolve: resolveBy(own.model, known, missing), findDecision: decideBy(known, missing) });
    if ((missing.processes.length === 0 && missing.decisions.size === 0) || look === MOST_LOOKS) return answer;
    for (const asked of missing.processes) known.processes.set(nameOf(asked), await find(ports, own, asked));
    for (const decision of missing.decisions) known.decisions.set(decision, await ports.findDecision(decision, own.day));
  }
}

const resolveBy = (model: Model, known: Known, missing: Missing): Resolve => (process, binding) => {
  if (binding.kind === 'deployment') return inFile(model, process, null);
  if (known.processes.has(nameOf({ process, binding }))) return known.processes.get(nameOf({ process, binding }));
  missing.processes.push({ process, binding });
  return undefined;
};

const decideBy = (known: Known, missing: Missing): FindDecision => (decision) => {
  if (!known.decisions.has(decision)) missing.decisions.add(decision);
  return known.decisions.get(decision);
};

async function find(ports: DossierPorts, own: Own, { process, binding }: Asked): Promise<Called | undefined> {
  if (binding.kind === 'deployment') return inFile(own.model, process, null);
  const place = binding.kind === 'version' ? readPlace(binding.version) : await ports.findPublished(process, binding.kind === 'versionTag' ? binding.tag : null);
  if (place === undefined) return undefined;
  // Of the caller's own file: it moves with the caller to another version.
  if (binding.kind !== 'version' && place.procedure === own.at.procedure && place.version === own.at.version) return inFile(own.model, process, null);
  const model = await ports.findCompiled(place.procedure, place.version);
  return model === undefined ? undefined : inFile(model, process, `${place.procedure}@${place.version}`);
}

function inFile(model: Model, process: string, version: string | null): Called | undefined {
  const definition = Object.hasOwn(model.processes, process) ? model.processes[process] : undefined;
  return definition === undefined ? undefined : { definition, version };
}

/** As a bound version is recorded: `1.013831@2`. */
function readPlace(version: string): PublishedProcess | undefined {
  const [procedure = '', number = ''] = version.split('@');
  return /^\d{1,9}$/.test(number) ? { procedure, version: Number(number) } : undefined;
}

const nameOf = ({ process, binding }: Asked): string => JSON.stringify([process, binding]);
