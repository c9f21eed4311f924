import type { ExplanationLine, Text } from '@lienthong/kernel';
import type { Application } from './application.js';
import { agencyNameOf } from './agency-names.js';

export type Units = Readonly<Record<string, string>>;

/**
 * How it was found which unit acts for each agency (domain §1.1: by competence, not by place of intake). `unclear`: the table in force names nobody,
 * and a clerk has to, before the dossier is accepted; `setting`: no table is in force, the installation's own answer counts.
 */
export type Routing = Readonly<{ kind: 'rule' | 'setting' | 'unclear' | 'named'; lines: readonly ExplanationLine[] }>;

const NOTHING = { vi: '', en: '' };

const CARRIER = 'postal';

/**
 * Units of agencies that have nothing to do in the procedure are left out, since whoever is named may read the dossier. The post has what
 * comes or goes by it, and nothing else. A version that does not say who works in it leaves all of them.
 */
export function unitsWithWork(units: Units, { channel, returnManner }: Pick<Application, 'channel' | 'returnManner'>, agencies: readonly string[] | undefined): Units {
  if (agencies === undefined) return units;
  const isByPost = channel === 'postal' || returnManner === 'post';
  return Object.fromEntries(Object.entries(units).filter(([agency]) => (agency === CARRIER ? isByPost : agencies.includes(agency))));
}

export function routedBySetting(units: Units): Routing {
  const text = { vi: `Theo cấu hình của nơi tiếp nhận: ${named(units, 'vi')}`, en: `As the place of intake is configured: ${named(units, 'en')}` };
  return { kind: 'setting', lines: [{ step: 'setting', text, arithmetic: '', result: null, source: NOTHING, rule: null }] };
}

/** A row answers for every agency by its code; a citizen is told those that have to do with the dossier, as people call them. */
export function namingUnits(line: ExplanationLine, units: Units): ExplanationLine {
  const told = (language: keyof Text): string => `${line.text[language].replace(RESULT, '')} → ${named(units, language)}`;
  return { ...line, text: { vi: told('vi'), en: told('en') } };
}
const RESULT = / → .*$/s;

/** In one order, since a database keeps none. */
const inOrder = (units: Units): readonly (readonly [string, string])[] => Object.entries(units).toSorted(([one], [other]) => (one < other ? -1 : 1));

export const listed = (units: Units): string => inOrder(units).map(([agency, unit]) => `${agency} ${unit}`).join(', ');
/** As people call the agencies. */
export const named = (units: Units, language: keyof Text): string => inOrder(units).map(([agency, unit]) => `${agencyNameOf(agency)[language]} ${unit}`).join(', ');
