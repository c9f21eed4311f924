import type { CompileOptions, Json, Kind } from '@lienthong/feel';
import type { ModelFinding } from '../model-finding.js';

/** A decision table as its author wrote it: texts of FEEL, with what the model says about their columns. */
export type TableToCheck = Readonly<{
  id: string;
  hitPolicy: HitPolicy;
  inputs: readonly InputColumn[];
  outputs: readonly OutputColumn[];
  rules: readonly RuleToCheck[];
  /** What an expression of this table may ask for; null where the caller does not know. */
  names: readonly string[] | null;
  options?: CompileOptions;
}>;

export type HitPolicy = 'UNIQUE' | 'ANY' | 'FIRST' | 'PRIORITY' | 'RULE ORDER' | 'OUTPUT ORDER' | 'COLLECT';

/** `kind` is null where the column has no simple type; `values` are the allowed ones as unary tests, `''` for all. */
export type InputColumn = Readonly<{ id: string; expression: string; kind: Kind | null; values: string }>;
export type OutputColumn = Readonly<{ id: string; name: string; kind: Kind | null; values: string; defaultEntry: string }>;
export type RuleToCheck = Readonly<{ id: string; inputEntries: readonly string[]; outputEntries: readonly string[]; annotations: Readonly<Record<string, string>> }>;

export type TableRule =
  | 'gap' | 'overlap' | 'masked-rule' | 'unreachable-rule' | 'unreachable-test' | 'duplicate-rule' | 'unused-input'
  | 'type-mismatch' | 'value-not-allowed' | 'unknown-name' | 'unreadable' | 'not-analysed' | 'no-legal-basis';

/**
 * As every finding of a model, with an input that shows it. A hint is no fault of the table: it keeps nobody from anything.
 * The element of a cell is `<rule>/<column>`; the text says its place in words.
 */
export type TableFinding = Omit<ModelFinding, 'rule' | 'severity'> &
  Readonly<{ rule: TableRule; severity: ModelFinding['severity'] | 'hint'; example: Readonly<Record<string, Json>> | null }>;

