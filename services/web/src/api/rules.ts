import type { Bilingual } from '../language/bilingual.js';
import type { ExplanationLine } from './explain.js';
import type { DerivationLine } from './processing.js';
import { request, requestJson } from './request.js';

// Published rules: decision models, calendars, procedures. Owned by processing, which reads, tries, counts and compares them.

export const RULE_KINDS = ['decisions', 'procedures', 'calendars'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];
export type Page<Item> = Readonly<{ items: readonly Item[]; next: string | null }>;
export type PublishedVersion = Readonly<{ version: number; effectiveFrom: string; publishedAt: string; publishedBy: string | null; name: Bilingual; running?: number }>;
/** A row of the list: a version, whatever of. */
export type ListedRule = Readonly<{ id: string; version: number; name: Bilingual; effectiveFrom: string | null }>;
export type RuleChange = Readonly<{ kind: 'added' | 'removed' | 'changed'; text: Bilingual }>;
export type Difference = Readonly<{ from: number | null; to: number; changes: readonly RuleChange[] }>;

export type Row = Readonly<{ id: string; index: number; inputs: readonly string[]; outputs: readonly string[]; annotations: readonly string[] }>;
export type Table = Readonly<{ kind: 'table'; policy: Bilingual; inputs: readonly string[]; outputs: readonly string[]; annotations: readonly string[]; rows: readonly Row[] }>;
export type Logic = Table | Readonly<{ kind: 'expression'; text: string }> | Readonly<{ kind: 'parts'; parts: readonly Readonly<{ name: string; logic: Logic }>[] }>;
type FieldOf<K extends string> = Readonly<{ kind: K; name: string; label: Bilingual }>;
export type TrialField =
  | (FieldOf<'text'> & Readonly<{ suggested: readonly string[] }>) | FieldOf<'number' | 'boolean' | 'any'> | (FieldOf<'choice'> & Readonly<{ choices: readonly string[] }>)
  | (FieldOf<'temporal'> & Readonly<{ type: string }>) | (FieldOf<'group'> & Readonly<{ fields: readonly TrialField[] }>) | (FieldOf<'list'> & Readonly<{ item: TrialField }>);
export type Decision = Readonly<{ id: string; name: Bilingual; kind: 'decision' | 'function'; question: string | null; rests: readonly Bilingual[]; logic: Logic | null; fields: readonly TrialField[] }>;
export type Example = Readonly<{ id: string | null; decision: string; input: Readonly<Record<string, unknown>>; expected: unknown }>;
export type DecisionModel = Readonly<{ id: string; version: number; name: Bilingual; effectiveFrom: string; decisions: readonly Decision[]; examples: readonly Example[]; exampleCount: number }>;
export type Trial = Readonly<{
  value: unknown; errors: readonly Readonly<{ element: string; text: Bilingual }>[]; fired: readonly Readonly<{ decision: string; rows: readonly Readonly<{ rule: string; index: number }>[] }>[]; lines: readonly ExplanationLine[];
}>;

export type CalendarDay = Readonly<{ date: string; kind: 'closed' | 'swapped' | 'regular'; name: Bilingual | null; insteadOf: string | null; confidence: 'decided' | 'expected'; source: Bilingual | null; isInherited: boolean }>;
export type CalendarDays = Readonly<{
  id: string; version: number; newest: number; title: Bilingual; inherits: string | null; source: Bilingual | null; zone: string; validFrom: string; validTo: string;
  week: readonly Readonly<{ weekday: string; name: Bilingual; shifts: readonly Readonly<{ from: string; to: string }>[]; isInherited: boolean }>[]; days: readonly CalendarDay[];
}>;
export type Counted = Readonly<{ limit: Bilingual; dueAt: string; derivation: readonly DerivationLine[] }>;
export type CountingQuestion = Readonly<{ from: string; limit: string; days: 'working' | 'calendar' }>;

type Named = Readonly<{ name: Bilingual }>;
export type PublishedProcedure = PublishedVersion & Readonly<{
  code: string; limit: string; limitBasis?: Bilingual; tacit?: 'approval' | 'refusal'; counting?: Readonly<{ days?: string; cutOff?: string; counter?: string; online?: string; postal?: string }>; calendar: string; agencies?: readonly string[]; applicationForm?: string;
  components: readonly (Named & Readonly<{ code: string; mandatory: boolean; originals: number; copies: number }>)[];
  fees: readonly (Named & Readonly<{ code: string; amount: number; decision?: string }>)[];
  steps: readonly Readonly<{ element: string; name: string; nameEn: string; agency: string; limit: string; counts: boolean; warnings?: readonly WarningPoint[] }>[];
  warnings: readonly WarningPoint[];
}>;
export type WarningPoint = Readonly<{ at: string; to: readonly string[]; text: Bilingual }>;

/** What publishing would come to: `from` is the newest version, with which the file is compared. */
export type Check = Readonly<{ id: string; version: number; isNew: boolean; from: number | null; changes: readonly RuleChange[]; warnings: readonly Readonly<{ text: Bilingual }>[] }>;
export type RuleFile = Readonly<{ kind: RuleKind; body: object }>;

const AT = '/api/processing';
const at = (kind: RuleKind, id: string, version?: number): string => `${AT}/${kind}/${encodeURIComponent(id)}/versions${version === undefined ? '' : `/${version}`}`;

/** Lists are filled behind the log: what this page has published is to be in the next one it reads. */
let newest = 0;
const asked = (path: string, values: Readonly<Record<string, string | null>>): string => {
  const given = Object.entries({ ...values, 'min-position': newest > 0 ? String(newest) : null }).filter((each): each is [string, string] => each[1] !== null && each[1] !== '');
  return `${path}?${new URLSearchParams(given)}`;
};

type ListItem = Readonly<{ id?: string; code?: string; version: number; name?: Bilingual; title?: Bilingual; effectiveFrom?: string; validFrom?: string }>;

export async function listRules(kind: RuleKind, q: string, cursor: string | null, signal?: AbortSignal): Promise<Page<ListedRule>> {
  const { items, next } = await requestJson<Page<ListItem>>(asked(`${AT}/${kind}`, { q, cursor, limit: '50' }), signal);
  return { next, items: items.map(({ id, code, version, name, title, effectiveFrom, validFrom }) => ({ id: id ?? code ?? '', version, name: name ?? title ?? { vi: '', en: '' }, effectiveFrom: effectiveFrom ?? validFrom ?? null })) };
}

export const listVersions = <V = PublishedVersion>(kind: 'decisions' | 'procedures', id: string, signal?: AbortSignal): Promise<Page<V>> => requestJson(asked(at(kind, id), { limit: '100' }), signal);
/** The version of a decision model by which is decided what is received on the day. */
export const getInForce = (id: string, on: string, signal?: AbortSignal): Promise<Readonly<{ version: number }>> => requestJson(asked(`${AT}/decisions/${encodeURIComponent(id)}/in-force`, { on }), signal);
export const getDecisionModel = (id: string, version: number, signal?: AbortSignal): Promise<DecisionModel> => requestJson(at('decisions', id, version), signal);
export const getDifference = (kind: RuleKind, id: string, version: number, signal?: AbortSignal): Promise<Difference> => requestJson(`${at(kind, id, version)}/difference`, signal);
export const getCalendarDays = (id: string, version: number, signal?: AbortSignal): Promise<CalendarDays> => requestJson(`${at('calendars', id, version)}/days`, signal);
export const countDueDate = (id: string, version: number, question: CountingQuestion): Promise<Counted> => requestJson(`${at('calendars', id, version)}/due-date?${new URLSearchParams(question)}`);
export const tryDecision = (id: string, version: number, decision: string, input: object): Promise<Trial> => send(`${at('decisions', id, version)}/evaluation`, { decision, input });

const FILES = { decisions: '/model', procedures: '/model', calendars: '?format=ics' } as const;
/** As it was published; of a calendar its days for other programs. */
export const fetchRuleFile = async (kind: RuleKind, id: string, version: number): Promise<Blob> => (await request(`${at(kind, id, version)}${FILES[kind]}`, { accept: '*/*' })).blob();

export const checkRule = ({ kind, body }: RuleFile): Promise<Check> => send(`${AT}/${kind}/checks`, body);
export const publishRule = ({ kind, body }: RuleFile): Promise<Readonly<{ version: number; isNew: boolean }>> => send(`${AT}/${kind}`, body);

async function send<Body>(path: string, body: object): Promise<Body> {
  const response = await request(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() } });
  newest = Math.max(newest, Number(response.headers.get('position') ?? 0));
  return (await response.json()) as Body;
}
