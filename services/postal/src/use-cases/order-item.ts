import { appendTogether, cancelTimer, requireVersion, scheduleTimer, type AppendMeta, type Reaction, type SqlEffect, type StreamAppend } from '@lienthong/event-store';
import type { Rejection } from '@lienthong/kernel';
import type { Addressee } from '../domain/delivery.js';
import type { ItemRejection } from '../domain/item.decider.js';
import type { Direction } from '../domain/item.js';
import { orderBook, type BookRejection, type OrderBook } from './order-books.js';
import { STOCK, type CarrierOrder, type PostOffice } from './post-office.js';

/** `itemCode`: the number on a label that the clerk has stuck on already; null to take one from the stock. */
export type OrderRequest = Readonly<{
  direction: Direction; code: string; unit: string; itemCode: string | null; citizen: Addressee | null; codAmount: number;
  meta: AppendMeta; expectedVersion?: number | undefined; effects: readonly SqlEffect[];
}>;

export type OrderRejection =
  | BookRejection | ItemRejection
  | (Rejection<'CARRIER_REFUSED'> & Readonly<{ message: string }>)
  | Rejection<'CARRIER_UNREACHABLE' | 'S10_STOCK_EMPTY'>;

export type Ordered =
  | Readonly<{ kind: 'accepted'; itemCode: string; version: number; position: number }>
  | Readonly<{ kind: 'rejected'; rejection: OrderRejection }>;

/** What the timer carries that asks the carrier again. */
export type UnconfirmedOrder = Readonly<{ direction: Direction; code: string }>;

/** Long enough for the request that prepared the order to have heard the answer, with all its retries. */
const ASK_AGAIN_AFTER_MS = 60_000;
const MAX_DRAWS = 5;

/**
 * Three steps, each of which may be the last before a crash: take a number (one append), ask the carrier, record the answer. Whoever
 * comes next, a clerk or the timer, finds the order prepared and goes on with the same number, which the carrier recognises.
 */
export async function orderItem(office: PostOffice, request: OrderRequest): Promise<Ordered> {
  const book = orderBook(office, request.direction);
  const prepared = await prepareOrder(office, book, request);
  if (prepared.kind === 'rejected') return prepared;
  const { itemCode } = prepared.result;
  const answer = await office.carrier.order(prepared.result);
  if (answer.kind === 'unreachable') {
    return refused({ code: 'CARRIER_UNREACHABLE', because: `Expected to order item ${itemCode} of dossier ${request.code}, but the carrier does not answer: ${answer.because}` });
  }
  const recorded = await recordAnswer(office, book, request, itemCode, answer.kind === 'refused' ? answer.message : null);
  if (recorded.kind === 'rejected' || answer.kind === 'taken') return recorded;
  return refused({ code: 'CARRIER_REFUSED', because: `Expected to order item ${itemCode} of dossier ${request.code}, but the carrier refused: ${answer.message}`, message: answer.message });
}

/** Fired by the clock. Throws while the carrier is away: the timer then keeps its place and tries again with growing pauses. */
export async function askCarrierAgain(office: PostOffice, { direction, code }: UnconfirmedOrder, at: string): Promise<Reaction> {
  const book = orderBook(office, direction);
  const order = await book.findUnconfirmed(code);
  if (order === undefined) return 'nothing';
  const answer = await office.carrier.order(order);
  if (answer.kind === 'unreachable') throw new Error(`Expected to order item ${order.itemCode} of dossier ${code}, but the carrier does not answer: ${answer.because}`);
  const entry = await book.answer(code, order.itemCode, answer.kind === 'refused' ? answer.message : null, at);
  if (entry.kind === 'rejected' || entry.append.events.length === 0) return 'nothing';
  return { streams: [entry.append], meta: { actor: { role: 'clock' }, at, dossier: await office.store.findDossier(code) ?? null } };
}

function prepareOrder(office: PostOffice, book: OrderBook, request: OrderRequest) {
  const { direction, code, meta, itemCode: typed } = request;
  return appendTogether<CarrierOrder, OrderRejection>(office.store, async () => {
    // Decided once without a number, so that what is refused takes none from the stock.
    const trial = await book.prepare(code, { ...request, itemCode: typed ?? '' }, meta.at);
    if (trial.kind === 'rejected') return trial;
    await requireVersion(office.store, trial.append, request.expectedVersion);
    if (trial.append.events.length === 0) return goOn(trial.append, trial.order, meta);
    const number = await takeNumber(office, request);
    if (number.kind === 'rejected') return number;
    const entry = await book.prepare(code, { ...request, itemCode: number.itemCode }, meta.at);
    if (entry.kind === 'rejected') return entry;
    if (entry.append.events.length === 0) return goOn(entry.append, entry.order, meta);
    const dueAt = new Date(Date.parse(meta.at) + ASK_AGAIN_AFTER_MS).toISOString();
    const also = [scheduleTimer({ id: timerId(direction, code), dueAt, payload: { direction, code } satisfies UnconfirmedOrder })];
    return goOn(entry.append, entry.order, meta, [number.append], also);
  });
}

function goOn(append: StreamAppend, order: CarrierOrder | undefined, meta: AppendMeta, others: readonly StreamAppend[] = [], also: readonly SqlEffect[] = []) {
  if (order === undefined) throw new Error('unreachable: an accepted order is prepared and has an address');
  return { kind: 'accepted', request: { streams: [append, ...others], meta, also }, result: order } as const;
}

type Numbered = Readonly<{ kind: 'numbered'; itemCode: string; append: StreamAppend }> | Readonly<{ kind: 'rejected'; rejection: OrderRejection }>;

/** A number drawn from the stock may have been used by hand before; then the next is drawn. */
async function takeNumber(office: PostOffice, { itemCode: typed, code, direction, unit, meta }: OrderRequest): Promise<Numbered> {
  for (let draws = 1; ; draws += 1) {
    const itemCode = typed ?? await drawNumber(office, unit, meta);
    if (itemCode === undefined) return refused({ code: 'S10_STOCK_EMPTY', because: `Expected to draw an item code for dossier ${code}, but unit ${unit} has none left` });
    const taken = await office.items.prepare(itemCode, { type: 'TakeItemCode', at: meta.at, data: { itemCode, dossierCode: code, direction } });
    if (taken.kind === 'accepted') return { kind: 'numbered', itemCode, append: taken.append };
    if (typed !== null || draws === MAX_DRAWS) return taken;
  }
}

/** Raises the unit's alarm when the stock runs low: a new range takes days to come from the carrier. */
async function drawNumber({ numbers, stock, lowStock }: PostOffice, unit: string, { at }: AppendMeta): Promise<string | undefined> {
  const drawn = await numbers.draw(unit);
  const remaining = await numbers.remaining(unit);
  if (remaining < lowStock) {
    await stock.handle(STOCK, { type: 'NoteS10Level', at, data: { unit, remaining, threshold: lowStock } }, { meta: { actor: { role: 'service', name: 'postal' }, at, dossier: null } });
  }
  return drawn;
}

async function recordAnswer(office: PostOffice, book: OrderBook, { direction, code, meta, effects }: OrderRequest, itemCode: string, refusal: string | null): Promise<Ordered> {
  const appended = await appendTogether<string, OrderRejection>(office.store, async () => {
    const entry = await book.answer(code, itemCode, refusal, meta.at);
    if (entry.kind === 'rejected') return entry;
    const also = [cancelTimer(timerId(direction, code)), ...(refusal === null ? effects : [])];
    return { kind: 'accepted', request: { streams: [entry.append], meta, also }, result: entry.append.stream };
  });
  if (appended.kind === 'rejected') return appended;
  return { kind: 'accepted', itemCode, version: appended.versions[appended.result] ?? 0, position: appended.position };
}

function timerId(direction: Direction, code: string): string {
  return `order/${direction}/${code}`;
}

function refused(rejection: OrderRejection): Readonly<{ kind: 'rejected'; rejection: OrderRejection }> {
  return { kind: 'rejected', rejection };
}
