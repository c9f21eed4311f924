import { parseLimit, type ClockCorrection } from '@lienthong/calendar';
import { refuse } from '@lienthong/service-host';
import type { Amendment } from '../../domain/clock-amendment.js';
import type { ApologyRequest, ClockCorrectionRequest, ClockExtensionRequest } from './clock.requests.js';

// What somebody asks for, as the domain has it: the same for the act and for its preview.

export function extensionAsked({ limit, legalBasis }: ClockExtensionRequest): Amendment {
  const reading = parseLimit(limit);
  if (reading.kind === 'refused') refuse(reading.rejection);
  return { kind: 'extension', by: reading.limit, ...(legalBasis != null && { legalBasis }) };
}

export const apologyAsked = ({ dueAt }: ApologyRequest): Amendment => ({ kind: 'apology', to: dueAt });

export const correctionAsked = (request: ClockCorrectionRequest): Amendment => ({ kind: 'correction', correction: correctionOf(request) });

function correctionOf({ what, at, suspension, ground, calendar }: ClockCorrectionRequest): ClockCorrection {
  switch (what) {
    case 'receipt':
      return { what, receivedAt: needed(at, 'at', what) };
    case 'suspension-begin':
      return { what, suspension: needed(suspension, 'suspension', what), from: needed(at, 'at', what) };
    case 'suspension-end':
      return { what, suspension: needed(suspension, 'suspension', what), to: needed(at, 'at', what) };
    case 'suspension-void':
      return { what, suspension: needed(suspension, 'suspension', what) };
    case 'suspension-ground':
      return { what, suspension: needed(suspension, 'suspension', what), ground: needed(ground, 'ground', what) };
    case 'calendar':
      return { what, calendar: needed(calendar, 'calendar', what) };
  }
}

/** Which of the members are needed depends on what is corrected. */
function needed<T>(value: T | null | undefined, member: string, what: string): T {
  if (value !== undefined && value !== null) return value;
  const errors = [{ path: member, vi: `“${what}” cần ${member}`, en: `"${what}" needs ${member}` }];
  return refuse({ code: 'VALIDATION_FAILED', because: `Expected to read a correction of ${what}, but it has no ${member}` }, { errors });
}
