import { setTimeout as pause } from 'node:timers/promises';
import { Carrier, type CarrierAnswer, type CarrierOrder } from '../../use-cases/post-office.js';
import { orderForm, type SenderSettings } from './order-form.js';

export type CarrierSettings = Readonly<{ url: string; accessToken: string; sender: SenderSettings }>;

const ANSWER_WITHIN_MS = 3_000;
const MAX_TRIES = 3;
const FIRST_PAUSE_MS = 250;
const MOST_ANSWER_BYTES = 65_536;

/** "100" is taken. "101" is handled as taken by every system in use, though nobody has written down what it says (domain §5.1). */
const TAKEN = ['100', '101'];

/** Orders over the carrier's HTTP interface, with the item code that we have allotted. */
export class CarrierOrders extends Carrier {
  constructor(private readonly settings: CarrierSettings) {
    super();
  }

  /** The carrier knows an order by its number, so one whose answer was lost is simply sent again. */
  override async order(order: CarrierOrder): Promise<CarrierAnswer> {
    const body = JSON.stringify(orderForm(order, this.settings.sender));
    for (let tries = 1; ; tries += 1) {
      const answer = await this.send(body);
      if (answer.kind !== 'unreachable' || tries === MAX_TRIES) return answer;
      // Spread, so that the orders of a morning do not all come back at once.
      await pause(FIRST_PAUSE_MS * 2 ** (tries - 1) * (1 + Math.random()));
    }
  }

  private async send(body: string): Promise<CarrierAnswer> {
    try {
      const response = await fetch(new URL('/orders', this.settings.url), {
        method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        headers: { 'content-type': 'application/json', access_token: this.settings.accessToken },
      });
      return readAnswer(response.status, (await response.text()).slice(0, MOST_ANSWER_BYTES));
    } catch (error) {
      return { kind: 'unreachable', because: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** Only an answer in the agreed form decides. A refused token or a proxy's page says nothing about the order. */
function readAnswer(httpStatus: number, text: string): CarrierAnswer {
  const { Status: status, Message: message } = parsed(text);
  if (status === '') return { kind: 'unreachable', because: `HTTP ${httpStatus} without the agreed answer` };
  if (TAKEN.includes(status)) return { kind: 'taken' };
  return { kind: 'refused', message: `${message.slice(0, 300)} (${status.slice(0, 20)})`.trim() };
}

function parsed(text: string): Readonly<{ Status: string; Message: string }> {
  try {
    const value: unknown = JSON.parse(text);
    const { Status: status, Message: message } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
    return { Status: textOf(status), Message: textOf(message) };
  } catch {
    return { Status: '', Message: '' };
  }
}

/** Carriers write their statuses as text or as numbers. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
