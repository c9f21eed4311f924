import { refuseWith } from '../problems/problem-exception.js';

const MOST_PER_PAGE = 200;

/** How many rows a page has: `limit` of the query, between 1 and 200, 50 when not said. */
export function pageLimit(given: unknown, usual = 50): number {
  if (given === undefined || given === '') return usual;
  const limit = typeof given === 'string' || typeof given === 'number' ? Number(given) : NaN;
  if (!Number.isInteger(limit) || limit < 1) refuseWith('BAD_REQUEST', `Expected to read limit ${JSON.stringify(given)?.slice(0, 40)}, but it is not a number from 1 to ${MOST_PER_PAGE}`);
  return Math.min(limit, MOST_PER_PAGE);
}

type CursorValue = string | number | null;

/** An opaque cursor: the sort values of the last row shown. */
export function encodeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The values of a cursor this API gave out earlier; undefined for the first page. Refuses anything else. */
export function decodeCursor(cursor: string | undefined, members: number): readonly CursorValue[] | undefined {
  if (cursor === undefined || cursor === '') return undefined;
  const values = parsed(cursor);
  const fits = Array.isArray(values) && values.length === members && values.every((value) => value === null || ['string', 'number'].includes(typeof value));
  if (!fits) refuseWith('BAD_REQUEST', 'Expected to go on from a cursor, but it is not one that this list gave out');
  return values as readonly CursorValue[];
}

function parsed(cursor: string): unknown {
  if (cursor.length > 1_000) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
