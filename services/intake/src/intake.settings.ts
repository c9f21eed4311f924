import type { SettingSpecs } from '@lienthong/service-host';

/** A notarised contract of forty pages, scanned in grey at 300 dpi, has about 15 MB; more is a scan at the wrong resolution. */
export const MOST_FILE_BYTES = 20 * 1_048_576;

/** By which the dates of petitions are counted: the province's own. */
export const PETITION_CALENDAR = 'vn-h56-2026';

/** Of local mode. A unit that issues codes for child dossiers is named as such codes begin. */
const SAMPLE_UNITS = {
  'land-registry': 'H56.23', tax: 'H56.T7', postal: 'H56.B1', 'civil-status': 'H56.17.1', police: 'H56.31', insurance: 'H56.41', commune: 'H56.17.2',
  construction: 'H56.51', 'fire-police': 'H56.32', planning: 'H56.52', environment: 'H56.53', culture: 'H56.54', transport: 'H56.55',
};

export const intakeSettings: SettingSpecs = {
  FILES_DIR: { purpose: 'folder that keeps uploaded files', default: 'data/intake-files' },
  RECEIVING_UNIT: { purpose: 'one-stop unit of applications that name none', sample: 'H56.17' },
  COMPETENT_UNITS: { purpose: 'unit that acts for each agency, as JSON', sample: JSON.stringify(SAMPLE_UNITS) },
  RETENTION_RULES: { purpose: 'how long dossiers are kept, as JSON; empty: defaults that are not confirmed and count in local mode only', default: '' },
  INDICATOR_POINTS: { purpose: 'points and thresholds of the indicators of QĐ 766 by day, as JSON; empty: no points, as the official table is not at hand', default: '' },
  RETENTION_SHORTENED_TO: { purpose: 'seconds after its end for which a dossier is kept, in local mode only, to try out its destruction', default: '' },
};

/** Where applications go that name no unit, and who is competent for them. */
export type RoutingSettings = Readonly<{ receivingUnit: string; competentUnits: Readonly<Record<string, string>> }>;

/** Throws at start: a province that routes nowhere must not take applications in. */
export function readRouting(settings: Readonly<Record<string, string>>): RoutingSettings {
  const text = settings['COMPETENT_UNITS'] ?? '';
  const units: unknown = JSON.parse(text);
  const isTable = typeof units === 'object' && units !== null && !Array.isArray(units) && Object.values(units).every((unit) => typeof unit === 'string');
  if (!isTable) throw new Error(`Expected to read COMPETENT_UNITS, but ${text.slice(0, 200)} is no table of agencies and units`);
  return { receivingUnit: settings['RECEIVING_UNIT'] ?? '', competentUnits: units as Record<string, string> };
}
