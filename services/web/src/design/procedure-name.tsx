import { useQuery } from '@tanstack/react-query';
import { getProcedureNames } from '../api/processing.js';
import { useSpeech } from '../language/language.js';

/** A procedure by its published name; by its code until the names have come, and where it has none. */
export function ProcedureName({ code }: Readonly<{ code: string }>) {
  const { say } = useSpeech();
  const names = useQuery({ queryKey: ['procedures'], queryFn: ({ signal }) => getProcedureNames(signal), staleTime: Infinity });
  const name = names.data?.get(code);
  return <>{name ? say(name) : code}</>;
}
