import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context, type Span } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace';
import type { ServiceConfig } from '../service-config.js';

export type Tracing = Readonly<{ stop(): Promise<void> }>;

const TRACER = 'lienthong';
const TRACEPARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

let provider: TracerProvider | undefined;

/**
 * Trace ids are made in every process, since they are stored with events; spans are sent somewhere only where
 * OTEL_EXPORTER_OTLP_ENDPOINT is set. One provider per process, whatever number of services a test runs in it.
 */
export async function startTracing(config: Pick<ServiceConfig, 'service' | 'otlpEndpoint'>, more: readonly SpanProcessor[] = []): Promise<Tracing> {
  if (provider !== undefined) return { stop: async () => {} };
  const exporting = config.otlpEndpoint === null ? [] : [await exportTo(config.otlpEndpoint)];
  const own = new TracerProvider({ resource: resourceFromAttributes({ 'service.name': `lienthong-${config.service}` }), spanProcessors: [...exporting, ...more] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(own);
  provider = own;
  return { stop: () => own.shutdown() };
}

// Loaded only where it is used: the exporter costs memory in seven processes.
async function exportTo(endpoint: string): Promise<SpanProcessor> {
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  return new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` }) });
}

/** `traceparent` of the work at hand, to be stored with its events; undefined outside of any. */
export function currentTraceParent(): string | undefined {
  return traceParentOf(context.active());
}

export function traceParentOf(from: Context): string | undefined {
  const carrier: Record<string, string> = {};
  propagation.inject(from, carrier);
  return carrier['traceparent'];
}

/** Begins a span under the trace that a header or a fact carries, or under the work at hand. What is malformed begins a new trace. */
export function beginSpan(name: string, kind: SpanKind, traceParent: string | undefined): Readonly<{ span: Span; within: Context }> {
  const isWellFormed = traceParent !== undefined && TRACEPARENT.test(traceParent);
  const parent = isWellFormed ? propagation.extract(ROOT_CONTEXT, { traceparent: traceParent }) : context.active();
  const span = trace.getTracer(TRACER).startSpan(name, { kind }, parent);
  return { span, within: trace.setSpan(parent, span) };
}

export function endSpan(span: Span, error?: unknown): void {
  if (error !== undefined) {
    span.recordException(error instanceof Error ? error : JSON.stringify(error));
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

export { context as traceContext, SpanKind };
