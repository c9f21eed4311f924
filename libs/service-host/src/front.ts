import 'reflect-metadata';
import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { HostModule, type DoorParts } from './host.module.js';
import { createDoor, type DoorOptions } from './http/door.js';
import { controllersOf, type ControllerClass } from './identity/route-listing.js';
import { NestLog } from './log.js';
import { describeApi } from './openapi/describe-api.js';
import type { ApiDescription } from './openapi/openapi.controller.js';

/** How long requests in flight may take once the process stops; then their connections are cut (a live stream never ends by itself). */
const DRAIN_MS = 4_000;

export type FrontOptions = Omit<DoorParts, 'apiDescription'> & Readonly<{
  module: Type<object> | DynamicModule;
  uploads?: DoorOptions['uploads'];
  trustProxy?: boolean;
  /** What the host offers beside the door: the log side of a service, nothing for the gateway. */
  providers?: readonly Provider[];
  controllers?: readonly ControllerClass[];
  /** What /openapi.json answers, given what the application says of itself. */
  describe?: (own: OpenAPIObject) => Promise<OpenAPIObject>;
}>;

/** The Nest application of one process, with the host's door before its module. Not yet initialised: the caller wires what else it needs. */
export async function createFront({ module, uploads, trustProxy, providers = [], controllers = [], describe, ...parts }: FrontOptions): Promise<NestFastifyApplication> {
  const apiDescription: ApiDescription = { describe: () => { throw new Error('unreachable: asked before the application exists'); } };
  const host = HostModule.with({ ...parts, apiDescription }, { providers: [...providers], controllers: [...controllers] });
  class ServiceRoot {}
  Module({ imports: [host, module] })(ServiceRoot);
  const door = createDoor({ log: parts.log, metrics: parts.metrics, uploads, ...(trustProxy !== undefined && { trustProxy }) });
  const app = await NestFactory.create<NestFastifyApplication>(ServiceRoot, door, { bodyParser: false, logger: new NestLog(parts.log), abortOnError: false });
  let own: OpenAPIObject | undefined;
  apiDescription.describe = () => {
    own ??= describeApi(app, parts.config.service, [...controllersOf(module), ...controllers]);
    return describe === undefined ? own : describe(own);
  };
  return app;
}

/** Listens, and says where. */
export async function openFront(app: NestFastifyApplication, { config, readiness }: Pick<FrontOptions, 'config' | 'readiness'>): Promise<string> {
  await app.listen(config.port, config.host);
  readiness.started();
  const { port } = app.getHttpServer().address() as { port: number };
  return `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`;
}

/** No new requests, then those in flight, then whoever listens for ever. */
export async function closeFront(app: NestFastifyApplication, { readiness }: Pick<FrontOptions, 'readiness'>): Promise<void> {
  readiness.stopping();
  const cut = setTimeout(() => app.getHttpServer().closeAllConnections(), DRAIN_MS);
  await app.close();
  clearTimeout(cut);
}

/** Steps that are undone in the opposite order, each once, none kept from it by the failure of another. */
export class Undo {
  private readonly steps: (() => unknown)[] = [];
  private running: Promise<void> | undefined;

  constructor(private readonly report: (error: unknown) => void) {}

  add(step: () => unknown): void {
    this.steps.push(step);
  }

  run(): Promise<void> {
    this.running ??= this.undoAll();
    return this.running;
  }

  private async undoAll(): Promise<void> {
    for (const step of this.steps.toReversed()) {
      try {
        await step();
      } catch (error) {
        this.report(error);
      }
    }
  }
}
