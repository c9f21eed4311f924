import assert from 'node:assert/strict';
import 'reflect-metadata';
import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ObligationSettledSchema, ProcedurePublishedSchema, TaskOfferedSchema } from '@lienthong/contracts';
import { CannotHandle, type InboxMessage, type Reaction } from '@lienthong/event-store';
import { FactsServer } from './facts-server.js';
import { FactContext, OnErasedFact, OnFact, type ErasedFact, type Fact } from './on-fact.js';
import { sampleAnnouncements, storedEvent } from './spec-facts.js';
import type { Subscription } from './transport.js';

const reaction = (stream: string, at: string): Exclude<Reaction, 'nothing'> => ({
  streams: [{ stream, expected: 'any', events: [{ type: 'Heard', data: {} }] }], meta: { actor: { role: 'clock' }, at, dossier: null }, also: [{ text: stream, values: [] }],
});
const bug = new TypeError('sample bug');

@Controller()
class First {
  @OnFact(ObligationSettledSchema)
  async settled({ message, at }: Fact<typeof ObligationSettledSchema>, context: FactContext): Promise<Reaction> {
    if (message.noticeNumber === 'poison') throw new CannotHandle('POISON', `at ${context.message.position}`);
    if (message.noticeNumber === 'bug') throw bug;
    return message.noticeNumber === 'nothing' ? 'nothing' : reaction('first', at);
  }

  @OnFact(TaskOfferedSchema, ProcedurePublishedSchema)
  async several({ type, at }: Fact): Promise<Reaction> {
    return reaction(type, at);
  }
}

@Controller()
class Second {
  @OnFact(ObligationSettledSchema)
  async alsoSettled({ at }: Fact): Promise<Reaction> {
    return reaction('second', at);
  }
}

@Controller()
class Counting {
  @OnErasedFact()
  async erased(fact: ErasedFact, context: FactContext): Promise<Reaction> {
    assert.equal('message' in fact, false);
    return reaction(`${fact.envelope.source} ${fact.envelope.sequence} ${fact.cause} ${context.message.position}`, fact.at);
  }
}

/** Notes something beside, and enters no event. */
@Controller()
class Noting {
  @OnFact(ObligationSettledSchema)
  async noted({ at }: Fact): Promise<Reaction> {
    return { streams: [], meta: { actor: { role: 'service', name: 'tax' }, at: `noted at ${at}`, dossier: null }, also: [{ text: 'noted', values: [] }] };
  }
}

@Module({ controllers: [Noting, First] })
class NotingFirstModule {}

@Module({ controllers: [First, Noting] })
class NotingLastModule {}

@Module({ controllers: [Counting] })
class CountingModule {}

@Module({ controllers: [First, Second] })
class BothModule {}

@Module({ controllers: [First] })
class FirstModule {}

describe('handlers of facts', () => {
  const apps: INestMicroservice[] = [];
  afterAll(() => Promise.all(apps.map((app) => app.close())));

  /** Over a transport on which nothing arrives: the spec hands over the messages. */
  const serve = async (module: new () => object): Promise<(changes?: object, envelope?: object) => Promise<Reaction>> => {
    const strategy = new FactsServer({
      transport: { subscribe: async () => undefined, close: async () => undefined }, sources: ['tax'],
      inbox: { useHandler: () => undefined, cursor: async () => -1, handleBatch: async () => undefined },
    });
    const app = await NestFactory.createMicroservice(module, { strategy, logger: false });
    await app.listen();
    apps.push(app);
    return (changes = {}, envelope = {}) => {
      const message: InboxMessage = { id: '41', key: 'D1', position: 7, envelope: { ...sampleAnnouncements.render(storedEvent(changes), 'lienthong.local/tax'), ...envelope } };
      return strategy.react(message);
    };
  };
  const at = '2026-01-05T02:30:00.000Z';

  it('answer with their reaction', async () => {
    const react = await serve(FirstModule);
    assert.deepEqual(await react(), reaction('first', at));
    assert.equal(await react({ data: { notice: 'nothing', paid: 1 } }), 'nothing');
  });

  it('are called for each type they name', async () => {
    const react = await serve(FirstModule);
    assert.deepEqual(await react({ type: 'TaskOffered', data: { task: 't', inputs: {} } }), reaction('lienthong.processing.v1.TaskOffered', at));
    assert.deepEqual(await react({ type: 'ProcedurePublished', data: { code: 'p' } }), reaction('lienthong.processing.v1.ProcedurePublished', at));
  });

  it('react in one append where several hear one fact', async () => {
    const [first, second] = [reaction('first', at), reaction('second', at)];
    const react = await serve(BothModule);
    assert.deepEqual(await react(), { streams: [...first.streams, ...second.streams], meta: first.meta, also: [...first.also!, ...second.also!] });
    assert.deepEqual(await react({ data: { notice: 'nothing', paid: 1 } }), second);
  });

  it('attribute an event as its own handler says, whichever other only notes something', async () => {
    for (const module of [NotingFirstModule, NotingLastModule]) {
      const [answer, first] = [await (await serve(module))() as Exclude<Reaction, 'nothing'>, reaction('first', at)];
      assert.deepEqual([answer.streams, answer.meta, answer.also?.length], [first.streams, first.meta, 2]);
    }
  });

  it('are not asked about erased facts, nor about known ones that nobody listens to', async () => {
    const react = await serve(FirstModule);
    assert.equal(await react({ data: null }), 'nothing');
    assert.equal(await react({}, { type: 'lienthong.tax.v1.NoticeIssued', data: { amount: 'broken, but nobody cares' } }), 'nothing');
  });

  it('are asked about erased facts where somebody counts them', async () => {
    const react = await serve(CountingModule);
    assert.deepEqual(await react({ data: null }), reaction('lienthong.local/tax 7 lienthong.local/tax#41 7', at));
    assert.equal(await react(), 'nothing');
  });

  it('hear of a dossier that is erased here only that there was a fact', async () => {
    const [erasedRef, otherRef] = ['ab'.repeat(32), 'cd'.repeat(32)];
    const handed: InboxMessage[] = [];
    let deliver: Subscription['onBatch'] = async () => undefined;
    const asked: (readonly string[])[] = [];
    const strategy = new FactsServer({
      transport: { subscribe: async ({ onBatch }) => { deliver = onBatch; }, close: async () => undefined }, sources: ['tax'],
      inbox: { useHandler: () => undefined, cursor: async () => -1, handleBatch: async (_, messages) => void handed.push(...messages) },
      erased: async (refs) => { asked.push(refs); return new Set(refs.filter((ref) => ref === erasedRef)); },
    });
    const app = await NestFactory.createMicroservice(CountingModule, { strategy, logger: false });
    await app.listen();
    apps.push(app);
    const arrived = (position: number, dossierref: string) => ({ key: 'D1', position, envelope: { ...sampleAnnouncements.render(storedEvent({ logIndex: position }), 'lienthong.local/tax'), dossierref } });
    await deliver('feed/tax', [arrived(7, erasedRef), arrived(8, otherRef), arrived(9, erasedRef), arrived(10, 'no reference')]);
    assert.deepEqual(asked, [[erasedRef, otherRef]]);
    // The other dossier's facts interest nobody in this module; the erased one's are counted, without code or text.
    assert.deepEqual(handed.map(({ id, key, envelope }) => [id, key, envelope['type'], envelope['subject'], envelope['data']]), [7, 9].map((id) => [String(id), erasedRef, 'lienthong.FactErased', erasedRef, {}]));
    assert.equal(JSON.stringify(handed).includes('H56-260105'), false);
    assert.notEqual(await strategy.react(handed[0]!), 'nothing');
  });

  it('let the inbox see their errors as they are', async () => {
    const react = await serve(BothModule);
    await assert.rejects(react({ data: { notice: 'poison', paid: 1 } }), (error) => error instanceof CannotHandle && error.code === 'POISON' && error.because === 'at 7');
    await assert.rejects(react({ data: { notice: 'bug', paid: 1 } }), (error) => error === bug);
    await assert.rejects(react({}, { type: 'lienthong.tax.v9.ObligationSettled' }), (error) => error instanceof CannotHandle && error.code === 'NEWER_VERSION');
  });
});
