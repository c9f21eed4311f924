import type { Visibility } from '../../domain/visibility.js';

/** A condition over the columns of `dossiers`, with its values from `$first` on. */
export type Condition = Readonly<{ text: string; values: readonly unknown[] }>;

/** The only translation of the visibility rule into a query; every read of dossiers goes through it. */
export function visibleDossiers(visibility: Visibility, first: number): Condition {
  switch (visibility.kind) {
    case 'owner': return { text: `dossiers.owners @> ARRAY[$${first}]::text[]`, values: [visibility.identifier] };
    case 'unit': return visibility.subordinates
      ? { text: `(dossiers.receiving_unit = $${first} OR starts_with(dossiers.receiving_unit, $${first} || '.'))`, values: [visibility.unit] }
      : { text: `dossiers.receiving_unit = $${first}`, values: [visibility.unit] };
    case 'competent': return { text: `dossiers.competent_units @> $${first}::jsonb`, values: [JSON.stringify({ [visibility.agency]: visibility.unit })] };
    case 'carrier': return {
      text: `(dossiers.competent_units @> $${first}::jsonb AND (dossiers.document #>> '{application,returnManner}' = 'post' OR dossiers.document #>> '{application,channel}' = 'postal'))`,
      values: [JSON.stringify({ postal: visibility.unit })],
    };
    case 'all': return { text: 'true', values: [] };
    case 'none': return { text: 'false', values: [] };
  }
}
