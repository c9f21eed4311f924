import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Reaction } from '@lienthong/event-store';
import type { Fact } from '@lienthong/messaging';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Metrics } from '../operations/metrics.js';
import { beginSpan, endSpan, SpanKind, traceContext, traceParentOf } from './tracing.js';

/** Handles a fact within the trace it carries, over either transport, and lets its reaction carry that on. */
@Injectable()
export class FactInterceptor implements NestInterceptor {
  constructor(private readonly metrics: Metrics) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (execution.getType() !== 'rpc') return next.handle();
    return from(this.handle(execution.switchToRpc().getData<Fact>(), next));
  }

  private async handle({ envelope, type }: Fact, next: CallHandler): Promise<Reaction> {
    const { span, within } = beginSpan(`handle ${type}`, SpanKind.CONSUMER, envelope.traceparent);
    this.metrics.factDelay.observe({ source: envelope.source }, Math.max(0, (Date.now() - Date.parse(envelope.time)) / 1_000));
    try {
      const reaction = await traceContext.with(within, () => lastValueFrom(next.handle() as Observable<Reaction>, { defaultValue: 'nothing' as const }));
      endSpan(span);
      return tracedReaction(reaction, traceParentOf(within));
    } catch (error) {
      endSpan(span, error);
      throw error;
    }
  }
}

export function tracedReaction(reaction: Reaction, traceParent: string | undefined): Reaction {
  if (reaction === 'nothing' || traceParent === undefined || reaction.meta.traceParent !== undefined) return reaction;
  return { ...reaction, meta: { ...reaction.meta, traceParent } };
}
