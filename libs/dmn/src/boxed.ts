/** An expression as the file has it. `typeRef` is resolved: a type of FEEL, or `import.tName`, or null where none is given. */
export type Boxed =
  | (BoxedOf<'literal'> & Readonly<{ text: string; language: string | null }>)
  | (BoxedOf<'table'> & Readonly<{ table: DecisionTable }>)
  | (BoxedOf<'context'> & Readonly<{ entries: readonly ContextEntry[] }>)
  | (BoxedOf<'invocation'> & Readonly<{ callee: Boxed | null; bindings: readonly Binding[] }>)
  | (BoxedOf<'list'> & Readonly<{ items: readonly Boxed[] }>)
  | (BoxedOf<'relation'> & Readonly<{ columns: readonly Named[]; rows: readonly (readonly Boxed[])[] }>)
  | (BoxedOf<'function'> & FunctionParts)
  | (BoxedOf<'conditional'> & Readonly<{ condition: Boxed | null; then: Boxed | null; otherwise: Boxed | null }>)
  | (BoxedOf<'filter'> & Readonly<{ list: Boxed | null; match: Boxed | null }>)
  | (BoxedOf<'for' | 'some' | 'every'> & Readonly<{ variable: string; list: Boxed | null; body: Boxed | null }>);
type BoxedOf<K extends string> = Readonly<{ kind: K; id: string; typeRef: string | null }>;

export type Named = Readonly<{ id: string; name: string; typeRef: string | null }>;
/** The entry without a name is the result of the context. */
export type ContextEntry = Readonly<{ id: string; name: string | null; typeRef: string | null; value: Boxed | null }>;
export type Binding = Readonly<{ parameter: string; value: Boxed | null }>;
export type FunctionParts = Readonly<{ functionKind: string; parameters: readonly Named[]; body: Boxed | null }>;
export type BoxedFunction = Extract<Boxed, { kind: 'function' }>;

export type HitPolicy = 'UNIQUE' | 'ANY' | 'PRIORITY' | 'FIRST' | 'RULE ORDER' | 'OUTPUT ORDER' | 'COLLECT';
export type Aggregation = 'SUM' | 'COUNT' | 'MIN' | 'MAX';
/** A cell; without text it is `-` where something is tested, and null where something comes out. */
export type TableCell = Readonly<{ id: string; text: string }>;
/** `values` are the allowed values as written (unary tests), or null. */
export type InputClause = Readonly<{ id: string; label: string | null; expression: string; typeRef: string | null; values: string | null }>;
export type OutputClause = Readonly<{ id: string; name: string | null; label: string | null; typeRef: string | null; values: string | null; defaultEntry: string | null }>;
export type TableRule = Readonly<{
  id: string;
  inputEntries: readonly TableCell[];
  outputEntries: readonly TableCell[];
  /** By the name of their column. */
  annotations: Readonly<Record<string, string>>;
}>;
export type DecisionTable = Readonly<{
  id: string;
  hitPolicy: HitPolicy;
  aggregation: Aggregation | null;
  inputs: readonly InputClause[];
  outputs: readonly OutputClause[];
  rules: readonly TableRule[];
}>;
