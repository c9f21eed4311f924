import type { ExplanationLine } from '@lienthong/kernel';

export type Units = Readonly<Record<string, string>>;

/**
 * How it was found which unit acts for each agency (domain §1.1: by competence, not by place of intake). `unclear`: the table in force names nobody,
 * and a clerk has to, before the dossier is accepted; `setting`: no table is in force, the installation's own answer counts.
 */
export type Routing = Readonly<{ kind: 'rule' | 'setting' | 'unclear' | 'named'; lines: readonly ExplanationLine[] }>;

const NOTHING = { vi: '', en: '' };

export function routedBySetting(units: Units): Routing {
  const text = { vi: `Theo cấu hình của nơi tiếp nhận: ${listed(units)}`, en: `As the place of intake is configured: ${listed(units)}` };
  return { kind: 'setting', lines: [{ step: 'setting', text, arithmetic: '', result: null, source: NOTHING, rule: null }] };
}

/** In one order, since a database keeps none. */
export const listed = (units: Units): string => Object.entries(units).toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([agency, unit]) => `${agency} ${unit}`).join(', ');
