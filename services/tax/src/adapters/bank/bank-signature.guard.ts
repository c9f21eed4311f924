import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { refuse, ServiceConfig, type SettingSpecs } from '@lienthong/service-host';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

/** The sample secret works in local mode only: the host refuses to start with it anywhere else. */
export const bankSettings = {
  BANK_WEBHOOK_SECRET: { purpose: 'to check the signatures of the bank, as whsec_<base64>', sample: 'whsec_c2FtcGxlLWJhbmstd2ViaG9vay1zZWNyZXQ=' },
} as const satisfies SettingSpecs;

const WEBHOOK_ID = /^[!-~]{1,256}$/;

export type SignedRequest = Readonly<{ headers: Readonly<Record<string, string | string[] | undefined>>; rawBody?: Buffer }>;

/**
 * Standard Webhooks: HMAC-SHA256 over id, time and the body as it came, at most five minutes old. A guard runs before the body is
 * looked at, so that whoever has not signed learns nothing from its errors.
 */
@Injectable()
export class BankSignatureGuard implements CanActivate {
  private readonly webhook: Webhook;

  constructor(config: ServiceConfig) {
    this.webhook = new Webhook(config.settings['BANK_WEBHOOK_SECRET'] ?? '');
  }

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<SignedRequest>();
    try {
      this.webhook.verify(request.rawBody ?? Buffer.alloc(0), signatureOf(request), { jsonParse: false });
      return true;
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      return refuse({ code: 'BANK_SIGNATURE_INVALID', because: `Expected to take a message of the bank, but its signature does not hold: ${error.message}` });
    }
  }
}

export function webhookIdOf({ headers }: SignedRequest): string {
  const id = headers['webhook-id'];
  return typeof id === 'string' && WEBHOOK_ID.test(id) ? id : '';
}

/** A header that is missing or malformed is left out: the verification then says so. */
function signatureOf(request: SignedRequest): Record<string, string> {
  const { 'webhook-timestamp': timestamp, 'webhook-signature': signature } = request.headers;
  return { 'webhook-id': webhookIdOf(request), 'webhook-timestamp': String(timestamp ?? ''), 'webhook-signature': String(signature ?? '') };
}
