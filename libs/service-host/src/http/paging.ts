import { refuseWith } from '../problems/problem-exception.js';

const MOST_PER_PAGE = 200;

/** Which part of a list is asked for, and how new it must be. */
export type Page = Readonly<{ limit: number; cursor: string | undefined; minPosition: number | undefined }>;

/** One page as every list answers it: `next` is the cursor of the page behind it, null on the last. */
export type Paged<Item> = Readonly<{ items: readonly Item[]; next: string | null }>;

/** What a list's query says about its page. */
export function pageOf({ cursor, limit }: Readonly<{ cursor?: string; limit?: string }>, minPosition: number | undefined): Page {
  return { cursor, limit: pageLimit(limit), minPosition };
}

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

/** A page of the rows of which one more was read than it shows: that one says whether there is a next page. `positionOf`: a row's sort values. */
export function paged<Row, Item>(rows: readonly Row[], limit: number, itemOf: (row: Row) => Item, positionOf: (row: Row) => readonly CursorValue[]): Paged<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(itemOf), next: rows.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null };
}

function parsed(cursor: string): unknown {
  if (cursor.length > 1_000) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
