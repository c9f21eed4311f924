/** Who acted, as others are told of it. Lies in the sealed text of an event, never in its clear part. */
export type Officer = Readonly<{ id: string; name: string; unit: string }>;

export function nameOf({ name, unit }: Officer): string {
  return `${name} (${unit})`;
}
