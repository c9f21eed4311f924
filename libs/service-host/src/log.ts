import { Injectable, type LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';
import type { ServiceConfig } from './service-config.js';

type Fields = Readonly<Record<string, unknown>>;

/** One line of JSON per entry. `error` among the fields is written with its stack. Personal data has no place here. */
export abstract class Log {
  abstract debug(fields: Fields, message: string): void;
  abstract info(fields: Fields, message: string): void;
  abstract warn(fields: Fields, message: string): void;
  abstract error(fields: Fields, message: string): void;
}

export function createLog(config: Pick<ServiceConfig, 'service' | 'logLevel'>, destination?: DestinationStream): Log {
  const options = {
    level: config.logLevel,
    base: { service: config.service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err },
    redact: { paths: ['authorization', 'token', 'password', 'secret', '*.authorization', '*.token', '*.password', '*.secret'], censor: '…' },
  };
  const logger: Logger = destination ? pino(options, destination) : pino(options);
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
}

/** What Nest itself says, in the same form. Its start-up chatter is kept for debugging. */
@Injectable()
export class NestLog implements LoggerService {
  constructor(private readonly target: Log) {}

  log(message: unknown, context?: unknown): void {
    this.target.debug({ context }, String(message));
  }
  debug(message: unknown, context?: unknown): void {
    this.target.debug({ context }, String(message));
  }
  warn(message: unknown, context?: unknown): void {
    this.target.warn({ context }, String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.target.error({ error: message instanceof Error ? message : undefined, rest }, message instanceof Error ? message.message : String(message));
  }
}
