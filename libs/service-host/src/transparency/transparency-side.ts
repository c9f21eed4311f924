import { LogTree, SignedHead } from '@lienthong/event-store';
import type { ProvenLog } from '@lienthong/messaging';
import type { Provider } from '@nestjs/common';
import type { ControllerClass } from '../identity/route-listing.js';
import type { LogSide } from '../log-side.js';
import type { Log } from '../log.js';
import type { Metrics } from '../operations/metrics.js';
import type { ServiceConfig } from '../service-config.js';
import type { ServiceDefinition } from '../service-definition.js';
import { originOf } from '../service-names.js';
import { Checkpoints } from './checkpoints.js';
import { LogRefusal } from './log-refusal.js';
import { LogController, LogRefusalController } from './log.controller.js';
import { LogSigner, signerOf, type NoteSigner } from './note-signer.js';
import { ServedLog } from './served-log.js';
import { TransparencyPolicy } from './transparency-policy.js';

export type TransparencyParts = Readonly<{
  definition: ServiceDefinition; config: ServiceConfig; side: LogSide; log: Log; metrics: Metrics;
  /** In the place of the keys in the configuration: a device that signs. */
  signers?: readonly NoteSigner[] | undefined;
}>;

/** What makes a service's log verifiable by strangers. */
export type TransparencySide = Readonly<{
  served: ServedLog; proven: ProvenLog; providers: readonly Provider[]; controllers: readonly ControllerClass[]; start(): void; stop(): Promise<void>;
}>;

export function openTransparency({ definition, config, side, log, metrics, signers = config.logKeys.map(signerOf) }: TransparencyParts): TransparencySide {
  const { pool, store, leases, storeLog } = side;
  const origin = originOf(config.province, definition.name);
  const signer = new LogSigner(origin, signers);
  const policy = new TransparencyPolicy(config.policy, origin, signer.verifiers);
  const tree = new LogTree({ store, leases, log: storeLog });
  const head = new SignedHead(pool);
  const refusal = new LogRefusal(pool);
  const served = new ServedLog({ tree, head, refusal, policy, announces: definition.announcements.announcedTypes });
  const checkpoints = new Checkpoints(leases, { tree, head, refusal, signer, policy, log });
  metrics.watchTransparency(served);
  return {
    served,
    proven: provenBy(tree, head),
    providers: [LogTree, SignedHead, LogRefusal, LogSigner, TransparencyPolicy, ServedLog].map((provide, at) => ({ provide, useValue: [tree, head, refusal, signer, policy, served][at] })),
    controllers: [LogController, LogRefusalController],
    start: () => {
      tree.start();
      checkpoints.start();
    },
    stop: async () => {
      await checkpoints.stop();
      await tree.stop();
    },
  };
}

/** What a feed proves its facts with: the checkpoint that strangers are served. */
function provenBy(tree: LogTree, head: SignedHead): ProvenLog {
  return {
    served: async () => {
      const { note, noteSize } = await head.read();
      return note === null ? undefined : { size: noteSize, note };
    },
    proofs: (indexes, size) => tree.proofs(indexes, size),
    consistency: (oldSize, newSize) => tree.consistency(oldSize, newSize),
  };
}
