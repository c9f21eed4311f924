import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

// A stand-in for the postal carrier: the order interface that is in use (one JSON order, header access_token, "100" taken, "101" taken
// before), and the carrier's tracking events, which it sends where it is told to. It keeps everything in memory. Sample data only.

/** Where tracking events go: `<url>/items/<code>/events`, with this bearer token. */
export type Callback = Readonly<{ url: string; token: string; everyMs: number }>;

/** `port` 0 for any free one. Without `callback` nobody is told of the items' journeys. */
export type CarrierOptions = Readonly<{ host?: string; port?: number; accessToken?: string; callback?: Callback }>;

export type SimulatedCarrier = Readonly<{ url: string; close(): Promise<void> }>;

type Body = Readonly<Record<string, unknown>>;
type Placed = Readonly<{ order: Body & Readonly<{ OrderNumber: string; ItemCode: string }>; times: number }>;

/** How the next orders are answered. `silent`: not at all, and not taken; `lost`: taken, but the answer never arrives. */
const FAULTS = ['refused', 'unavailable', 'silent', 'lost', 'nonsense'] as const;
type Fault = (typeof FAULTS)[number];

const REQUIRED = ['CustomerCode', 'OrderNumber', 'SenderName', 'SenderAddress', 'ReceiverName', 'ReceiverAddress'] as const;
const JOURNEY = ['EMA', 'EDD', 'EMG', 'EDG', 'EMI'] as const;
const BODY_LIMIT_BYTES = 65_536;
const MOST_ORDERS = 100_000;
const MOST_FAULTS = 100;

export async function startCarrier({ host = '127.0.0.1', port = 0, accessToken = 'sample-carrier-token', callback }: CarrierOptions = {}): Promise<SimulatedCarrier> {
  const orders = new Orders(callback);
  const server = createServer((request, response) => {
    serve(orders, accessToken, request, response).catch((error: unknown) => reply(response, 500, { Status: '500', Message: String(error) }));
  });
  await new Promise<void>((resolve, reject) => { server.once('error', reject).listen(port, host, resolve); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      orders.stopTravelling();
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}

async function serve(orders: Orders, accessToken: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const route = `${request.method} ${request.url?.split('?', 1)[0]}`;
  if (route === 'GET /health') return reply(response, 200, { status: 'up' });
  if (route === 'GET /orders') return reply(response, 200, orders.all());
  const body = await readJson(request);
  if (body === undefined) return reply(response, 400, { Status: '400', Message: 'Nội dung không phải JSON' });
  if (route === 'POST /faults') return orders.plan(body) ? reply(response, 200, body) : reply(response, 400, { fault: FAULTS, times: `0-${MOST_FAULTS}` });
  if (route !== 'POST /orders') return reply(response, 404, { Status: '404', Message: 'Không có địa chỉ này' });
  if (request.headers['access_token'] !== accessToken) return reply(response, 401, { error: 'invalid access_token' });
  answerOrder(orders, body, response);
}

function answerOrder(orders: Orders, body: Body, response: ServerResponse): void {
  const fault = orders.nextFault();
  if (fault === 'silent') return;
  if (fault === 'unavailable') return reply(response, 503, { error: 'maintenance' });
  if (fault === 'nonsense') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Bảo trì hệ thống</html>');
    return;
  }
  const complaint = fault === 'refused' ? 'Địa chỉ người nhận ngoài vùng phục vụ' : complaintAbout(body);
  if (complaint !== undefined) return reply(response, 200, { Status: '102', Message: complaint });
  const taken = orders.take(body);
  if (fault !== 'lost') reply(response, 200, taken);
}

/** What the carrier remembers. */
class Orders {
  private readonly placed = new Map<string, Placed>();
  private readonly journeys = new Set<NodeJS.Timeout>();
  private faults: Fault[] = [];
  private drawn = 0;
  private readonly callback: Callback | undefined;

  constructor(callback: Callback | undefined) {
    this.callback = callback;
  }

  all(): readonly Placed[] {
    return [...this.placed.values()];
  }

  /** `{ "fault": "lost", "times": 2 }`: what happens to the next orders. */
  plan({ fault, times = 1 }: Body): boolean {
    const known = FAULTS.find((each) => each === fault);
    if (known === undefined || typeof times !== 'number' || times < 0 || times > MOST_FAULTS) return false;
    this.faults = Array<Fault>(times).fill(known);
    return true;
  }

  nextFault(): Fault | undefined {
    return this.faults.shift();
  }

  /** One order per number, however often it is sent. An order without an item code gets one of the carrier's own. */
  take(body: Body): object {
    const number = String(body['OrderNumber']);
    const known = this.placed.get(number);
    if (known !== undefined) {
      this.placed.set(number, { order: known.order, times: known.times + 1 });
      return { Status: '101', Message: 'Đơn hàng đã tồn tại', ItemCode: known.order.ItemCode };
    }
    if (this.placed.size >= MOST_ORDERS) this.placed.delete(this.placed.keys().next().value ?? '');
    const itemCode = typeof body['ItemCode'] === 'string' && body['ItemCode'] !== '' ? body['ItemCode'] : `SIM${String(this.drawn += 1).padStart(8, '0')}`;
    this.placed.set(number, { order: { ...body, OrderNumber: number, ItemCode: itemCode }, times: 1 });
    if (this.callback !== undefined) this.travel(itemCode, String(body['ReceiverName']), this.callback);
    return { Status: '100', Message: 'Thành công', ItemCode: itemCode };
  }

  stopTravelling(): void {
    this.journeys.forEach((timer) => clearTimeout(timer));
  }

  private travel(itemCode: string, receiver: string, callback: Callback): void {
    JOURNEY.forEach((event, step) => {
      const timer = setTimeout(() => {
        this.journeys.delete(timer);
        report(callback, itemCode, { event, office: 'Bưu cục mẫu', ...(event === 'EMI' && { receivedBy: receiver }) });
      }, callback.everyMs * (step + 1));
      this.journeys.add(timer);
    });
  }
}

/** An event that is not taken is lost, as with a carrier that does not repeat itself. */
function report({ url, token }: Callback, itemCode: string, event: object): void {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  fetch(`${url}/items/${itemCode}/events`, { method: 'POST', body: JSON.stringify(event), headers, signal: AbortSignal.timeout(10_000) })
    .catch((error: unknown) => process.stderr.write(`carrier: could not report on ${itemCode}: ${String(error)}\n`));
}

function complaintAbout(body: Body): string | undefined {
  const missing = REQUIRED.filter((member) => typeof body[member] !== 'string' || body[member] === '');
  if (missing.length > 0) return `Thiếu thông tin: ${missing.join(', ')}`;
  return Number.isSafeInteger(body['CODAmount']) && Number(body['CODAmount']) >= 0 ? undefined : 'CODAmount không hợp lệ';
}

async function readJson(request: IncomingMessage): Promise<Body | undefined> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > BODY_LIMIT_BYTES) return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value as Body : undefined;
  } catch {
    return undefined;
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

/** As a program: HOST, PORT (4090), CARRIER_TOKEN, and CALLBACK_URL with CALLBACK_TOKEN and CALLBACK_EVERY_MS for tracking events. */
async function main({ HOST = '127.0.0.1', PORT = '4090', CARRIER_TOKEN, CALLBACK_URL, CALLBACK_TOKEN = '', CALLBACK_EVERY_MS = '1000' }: NodeJS.ProcessEnv): Promise<void> {
  const callback = CALLBACK_URL === undefined ? undefined : { url: CALLBACK_URL, token: CALLBACK_TOKEN, everyMs: Number(CALLBACK_EVERY_MS) };
  const carrier = await startCarrier({ host: HOST, port: Number(PORT), ...(CARRIER_TOKEN !== undefined && { accessToken: CARRIER_TOKEN }), ...(callback !== undefined && { callback }) });
  console.log(`carrier simulator listens on ${carrier.url}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => { void carrier.close().then(() => process.exit(0)); });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.env);
