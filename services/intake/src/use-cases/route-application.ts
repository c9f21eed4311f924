import type { Application } from '../domain/application.js';
import { agenciesFrom, type Procedure } from '../domain/procedure.js';
import { namingUnits, routedBySetting, unitsWithWork, type Routing, type Units } from '../domain/routing.js';
import { ruleInputOf, type RulesInForce } from './rules-in-force.js';

/** The published decision that says which unit acts for each agency: a context of agency and unit, or nothing where it does not know. */
export const COMPETENT_UNITS = 'competent-units';

export type Routed = Readonly<{ application: Application; routing: Routing }>;

/** By the table in force on the day of submission; where none is, as the installation is configured. A table that names nobody is for a clerk. */
export async function routeApplication(rules: RulesInForce, procedure: Procedure, application: Application, submittedAt: string): Promise<Routed> {
  const day = submittedAt.slice(0, 10);
  const withUnits = (units: Units): Application => ({ ...application, competentUnits: unitsWithWork(units, application, agenciesFrom(procedure, day)) });
  const ruling = await rules.ask(COMPETENT_UNITS, day, ruleInputOf(application, day));
  if (ruling.kind === 'unknown') return configured(withUnits(application.competentUnits));
  if (ruling.kind === 'ruled' && isUnits(ruling.value)) {
    const routed = withUnits(ruling.value);
    return { application: routed, routing: { kind: 'rule', lines: ruling.lines.map((line) => (line.step === COMPETENT_UNITS ? namingUnits(line, routed.competentUnits) : line)) } };
  }
  return { application: { ...application, competentUnits: {} }, routing: { kind: 'unclear', lines: ruling.kind === 'ruled' ? ruling.lines : [] } };
}

function configured(application: Application): Routed {
  return { application, routing: routedBySetting(application.competentUnits) };
}

/** More agencies than any procedure has. */
const MOST_AGENCIES = 50;

function isUnits(value: unknown): value is Units {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const units = Object.values(value);
  return units.length > 0 && units.length <= MOST_AGENCIES && units.every((unit) => typeof unit === 'string' && unit !== '');
}
