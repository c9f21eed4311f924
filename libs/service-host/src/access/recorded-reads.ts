import { applyDecorators, createParamDecorator, SetMetadata } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

/** What a route shows of one dossier, and which of its parameters names the dossier or the file. */
export type RecordedRoute = Readonly<{ shows: 'dossier' | 'file'; param: string | null }>;

export const RECORDED_READ = Symbol('recorded read');

/**
 * A GET, or a POST that only asks (a preview), that shows one dossier: who read it, and why, is entered in this service's log once it was answered. `param` is the route's
 * parameter that holds the dossier's code; without one the handler says it by `@AsReading()`, and a read of which it says nothing is none.
 */
export function ReadsDossier(param: string | null = null): MethodDecorator {
  return recorded({ shows: 'dossier', param });
}

/** The same for a route that hands out a file. Whose dossier it belongs to, only the handler can say, by `@AsReading()`. */
export function ReadsFile(param: string): MethodDecorator {
  return recorded({ shows: 'file', param });
}

function recorded(route: RecordedRoute): MethodDecorator {
  return applyDecorators(
    SetMetadata(RECORDED_READ, route),
    ApiHeader({ name: 'Purpose', required: false, description: 'Why this is read, kept in the log; UTF-8 or percent-encoded', schema: { type: 'string', maxLength: 200 } }),
    ApiHeader({ name: 'Withhold-Until', required: false, description: 'Investigators and auditors: until when the read is not disclosed', schema: { type: 'string', format: 'date-time' } }),
    ApiHeader({ name: 'Legal-Ground', required: false, description: 'The legal ground of Withhold-Until', schema: { type: 'string', minLength: 10, maxLength: 500 } }),
  );
}

/** Where a handler says which dossier its answer is about, if the address does not; several where the answer says something of each. */
export class Reading {
  readonly #dossierCodes = new Set<string>();

  get dossierCodes(): readonly string[] {
    return [...this.#dossierCodes];
  }

  concerns(...dossierCodes: readonly string[]): void {
    for (const code of dossierCodes) this.#dossierCodes.add(code);
  }
}

const READING = Symbol('reading');
type WithReading = FastifyRequest & { [READING]?: Reading };

export function readingOf(request: FastifyRequest): Reading {
  return (request as WithReading)[READING] ??= new Reading();
}

/** `@AsReading() reading: Reading` in a route that `@ReadsDossier` or `@ReadsFile` marks. */
export const AsReading = createParamDecorator((_: unknown, context): Reading => readingOf(context.switchToHttp().getRequest<FastifyRequest>()));
