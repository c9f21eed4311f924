import { randomUUID } from 'node:crypto';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Variables } from '@lienthong/bpmn';
import { Allow, Clock, commandAnswer, commandEffects, refuse, Requester, type CommandAnswer } from '@lienthong/service-host';
import { sealNumbers } from '../../domain/decimals.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { receiveMessage } from '../../use-cases/receive-message.js';
import { MessageRequest } from './message.requests.js';

/** An event holds 256 KiB; what a step needs to know of the outside is far less. */
const MOST_TEXT = 100_000;

/** What happens outside and a procedure waits for: a confirmation in VNeID, a sensor, another system's answer. */
@ApiTags('messages')
@Controller('messages')
@Allow({ roles: ['integrator', 'administrator', 'service'] })
export class MessagesController {
  constructor(private readonly ports: DossierPorts, private readonly clock: Clock) {}

  /** 202: it is taken and will be brought to who waits for it, at most once to each procedure; later, if somebody begins to wait in its time. */
  @Post()
  async receive(@Body() { name, correlationKey = '', variables = {}, timeToLive = '', messageId = randomUUID() }: MessageRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const { length } = JSON.stringify(variables);
    if (length > MOST_TEXT) refuse({ code: 'VARIABLES_INVALID', because: `Expected to take message ${name}, but it brings ${length} characters of at most ${MOST_TEXT}` });
    const body = { messageId };
    const received = await receiveMessage(this.ports, {
      messageId, name, correlationKey, timeToLive, variables: sealNumbers(variables as Variables), at: this.clock.now(), actor: requester.actor(), effects: commandEffects({ status: 202, body }),
    });
    if (received.kind === 'rejected') refuse(received.rejection);
    return commandAnswer({ position: received.position, version: 1, body, status: 202 });
  }
}
