import type { Binding, Called, Model, Resolve } from '@lienthong/bpmn';
import type { DossierPorts, PublishedProcess } from './dossier-ports.js';

/** A run that calls more processes than this anew, one leading to the next, calls itself. */
const MOST_LOOKS = 20;

type Asked = Readonly<{ process: string; binding: Binding }>;
type Looked<Answer> = Readonly<{ answer: Answer; missing: readonly Asked[] }>;

/**
 * Decides with the processes that the run calls. Which they are only the run knows, and a decision may not wait: so it is made with what is
 * loaded, what it missed is loaded, and it is made again. Decisions are pure: the last is as if it had been the first.
 */
export async function decideWithCalls<Answer>(ports: DossierPorts, own: Readonly<{ model: Model; at: PublishedProcess }>, decide: (resolve: Resolve) => Answer): Promise<Answer> {
  const known = new Map<string, Called | undefined>();
  for (let look = 1; ; look += 1) {
    const { answer, missing } = lookOnce(own.model, known, decide);
    if (missing.length === 0 || look === MOST_LOOKS) return answer;
    for (const asked of missing) known.set(nameOf(asked), await find(ports, own, asked));
  }
}

function lookOnce<Answer>(model: Model, known: ReadonlyMap<string, Called | undefined>, decide: (resolve: Resolve) => Answer): Looked<Answer> {
  const missing: Asked[] = [];
  const resolve: Resolve = (process, binding) => {
    if (binding.kind === 'deployment') return inFile(model, process, null);
    if (known.has(nameOf({ process, binding }))) return known.get(nameOf({ process, binding }));
    missing.push({ process, binding });
    return undefined;
  };
  return { answer: decide(resolve), missing };
}

async function find(ports: DossierPorts, own: Readonly<{ model: Model; at: PublishedProcess }>, { process, binding }: Asked): Promise<Called | undefined> {
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
