/** How deep the payload of a fact may nest. The contract needs a handful; a database and a call stack have limits too. */
const DEPTH_LIMIT = 64;

/**
 * Whether PostgreSQL can keep this JSON value (no NUL, no lone surrogate) and every recursive function can walk it.
 * What cannot be stored cannot be parked either, and would be retried for ever as if the database were down.
 */
export function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= DEPTH_LIMIT) return false;
  return Object.entries(value).every(([key, member]) => isStorable(key) && isStorable(member, depth + 1));
}

/** The event as it can be kept: members that cannot be stored give way to a `dataerror` or are left out, so that its reader complains. */
export function asStorable(event: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (isStorable(event)) return event;
  const kept = Object.entries(event).filter(([name, value]) => isStorable(name) && isStorable(value, 1));
  const dataerror = `nested deeper than ${DEPTH_LIMIT} levels or text that no database keeps`;
  return { ...Object.fromEntries(kept), ...(isStorable(event['data'], 1) ? {} : { dataerror }) };
}

/** Text that can be a key: what is left of it without the characters that cannot be stored. */
export const asKey = (text: string): string => text.toWellFormed().replaceAll('\0', '\u{FFFD}').slice(0, 500);
