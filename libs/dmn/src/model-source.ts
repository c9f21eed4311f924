import type { Boxed, BoxedFunction, Named } from './boxed.js';
import type { ModelFinding } from './model-finding.js';

export type DmnVersion = '1.1' | '1.2' | '1.3' | '1.4' | '1.5' | '1.6';
/** Where a reference leads: `namespace` is null in the same file. */
export type Reference = Readonly<{ namespace: string | null; id: string }>;
/** `variable` is what expressions call it: its name, unless a modeller has written them apart. `nameEn` is what English readers are told. */
type Element<K extends string> = Readonly<{ kind: K; id: string; name: string; nameEn: string | null; variable: string; typeRef: string | null }>;
export type InputSource = Element<'input'>;
export type DecisionSource = Element<'decision'> & Readonly<{ requires: readonly Reference[]; logic: Boxed | null; question: string | null }>;
export type BkmSource = Element<'bkm'> & Readonly<{ requires: readonly Reference[]; logic: BoxedFunction | null }>;
export type ServiceSource = Element<'service'> &
  Readonly<{ outputs: readonly Reference[]; encapsulated: readonly Reference[]; inputDecisions: readonly Reference[]; inputData: readonly Reference[] }>;
export type ElementSource = InputSource | DecisionSource | BkmSource | ServiceSource;

/** One of the four forms of a type: named, of components, a function, or nothing said. */
export type ItemDefinition = Readonly<{
  id: string;
  name: string;
  typeRef: string | null;
  components: readonly ItemDefinition[];
  isCollection: boolean;
  allowedValues: string | null;
  typeConstraint: string | null;
  functionItem: Readonly<{ parameters: readonly Named[]; result: string | null }> | null;
}>;
/** `location` is where the modeller had the file; only a hint. */
export type ImportSource = Readonly<{ name: string; namespace: string; importType: string; location: string | null }>;

/** One file, as read. */
export type ModelSource = Readonly<{
  id: string;
  name: string;
  nameEn: string | null;
  namespace: string;
  version: DmnVersion;
  imports: readonly ImportSource[];
  items: readonly ItemDefinition[];
  elements: readonly ElementSource[];
  findings: readonly ModelFinding[];
}>;
