import { applyDecorators, Catch, UseFilters, type ExceptionFilter } from '@nestjs/common';
import { BaseRpcContext, Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { DescMessage, MessageShape } from '@bufbuild/protobuf';
import type { DossierRef, InboxMessage } from '@lienthong/event-store';
import { throwError, type Observable } from 'rxjs';
import { ERASED_FACT, type FactEnvelope } from './fact-envelope.js';

/** Transport of `@OnFact` handlers, so that one application may have other transports beside it. */
export const FACTS = Symbol('FACTS');

/** What a handler is given. `message` is decoded and of the type named in `@OnFact`. */
export type Fact<Desc extends DescMessage = DescMessage> = Readonly<{
  type: string;
  message: MessageShape<Desc>;
  envelope: FactEnvelope;
  /** Null for a fact about no dossier, such as a published procedure. */
  dossier: DossierRef | null;
  /** `<source>#<logindex>` of the fact, for the `cause` of what the handler appends. */
  cause: string;
  /** When it happened at the sender. */
  at: string;
}>;

/** A fact whose text is gone. It still says which fact it was: its place, its numbers, when; `dossier.code` may be no code any more. */
export type ErasedFact = Omit<Fact, 'message'>;

/** Second argument of a handler, and what interceptors see: the message as the inbox has it. */
export class FactContext extends BaseRpcContext<[InboxMessage]> {
  get message(): InboxMessage { return this.args[0]; }
}

/**
 * Method of a Nest controller that reacts to one type of fact (or to several alike), over either transport:
 * `@OnFact(ObligationSettledSchema) settled(fact: Fact<typeof ObligationSettledSchema>, context: FactContext): Promise<Reaction>`
 * It may run again for the same fact, so it only decides; its reaction is stored together with the fact's inbox row.
 * Throw CannotHandle to park the fact's dossier with a reason. Failures of database and network are tried again, for as long
 * as they last; any other error is our bug, and parks too.
 */
export const OnFact = (...schemas: readonly DescMessage[]): MethodDecorator => onTypes(schemas.map(({ typeName }) => typeName));

/** Like `@OnFact`, for facts that were erased before they came here: for whoever counts facts. Without it they are passed over. */
export const OnErasedFact = (): MethodDecorator => onTypes([ERASED_FACT]);

const onTypes = (types: string[]): MethodDecorator => (target, key, descriptor) => {
  // Unless told otherwise, Nest passes the payload only.
  Payload()(target, key, 0);
  Ctx()(target, key, 1);
  applyDecorators(EventPattern<string[]>(types, FACTS), UseFilters(new KeepsErrors()))(target, key, descriptor);
};

/** Nest turns unknown errors into "Internal server error"; the inbox must see the error itself to tell park from retry. */
@Catch()
class KeepsErrors implements ExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}
