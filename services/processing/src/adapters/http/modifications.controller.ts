import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Person, Variables } from '@lienthong/bpmn';
import { Allow, Clock, commandAnswer, commandEffects, IfMatch, ReadsDossier, refuse, Requester, type CommandAnswer } from '@lienthong/service-host';
import type { Step } from '../../domain/instance.decider.js';
import { actOnDossier } from '../../use-cases/act-on-dossier.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { ModificationRequest } from './modification.requests.js';

/** What an administrator changes in a dossier's run by hand. Who, why and what stand in its history, as events of the dossier. */
@ApiTags('instances')
@Controller('instances/:code')
@Allow({ roles: ['administrator'] })
export class ModificationsController {
  constructor(private readonly ports: DossierPorts, private readonly clock: Clock) {}

  /** Where the run stands: the keys that `cancel` and `move` need. */
  @Get('elements')
  @ReadsDossier('code')
  async elements(@Param('code') code: string): Promise<object> {
    const { state, version } = await this.ports.loadInstance(code);
    if (state.pin === null) refuse({ code: 'DOSSIER_UNKNOWN', because: `Expected to find dossier ${code.slice(0, 60)}, but it has no procedure here` });
    const { elements, tokens, subscriptions, timers } = state.run;
    const waitsOf = (host: string): object => ({
      timers: Object.values(timers).filter(({ elementKey }) => elementKey === host).map(({ element, dueAt }) => ({ element, dueAt })),
      subscriptions: Object.values(subscriptions).filter(({ elementKey }) => elementKey === host).map(({ element, kind, name }) => ({ element, kind, name })),
    });
    return {
      dossierCode: code, version, procedure: state.pin.procedure, procedureVersion: state.pin.procedureVersion, ...waitsOf(''),
      elements: Object.values(elements).map(({ elementKey, element, scope, part, phase, counter, called }) => ({
        elementKey, element, scope, part, phase, round: counter, called: called?.process ?? null, ...waitsOf(elementKey),
      })),
      tokens: tokens.map(({ flow, scope }) => ({ flow, scope })),
    };
  }

  @Post('modifications')
  async modify(@Param('code') code: string, @Body() request: ModificationRequest, @Requester() requester: Requester, @IfMatch() seenVersion: number | undefined): Promise<CommandAnswer> {
    const step = stepOf(request, { subject: requester.subject, name: requester.name }, this.clock.now());
    const acted = await actOnDossier(this.ports, { code, step, actor: requester.actor(), seenVersion, effects: commandEffects() });
    if (acted.kind === 'rejected') refuse(acted.rejection);
    return commandAnswer({ position: acted.position, version: acted.version });
  }
}

function stepOf({ kind, element, elementKey, scope, variables, reason }: ModificationRequest, by: Person, at: string): Step {
  const given = { ...(scope !== undefined && { scope }), ...(variables !== undefined && { variables: variables as Variables }) };
  switch (kind) {
    case 'activate':
      return { type: 'ActivateElement', at, data: { element: needed(element, 'element', kind), ...given, by, reason } };
    case 'cancel':
      return { type: 'CancelElement', at, data: { elementKey: needed(elementKey, 'elementKey', kind), by, reason } };
    case 'move':
      return { type: 'MoveToken', at, data: { elementKey: needed(elementKey, 'elementKey', kind), to: needed(element, 'element', kind), by, reason } };
    case 'variables':
      return { type: 'SetVariables', at, data: { variables: needed(given.variables, 'variables', kind), ...(scope !== undefined && { scope }), by, reason } };
  }
}

/** Which of the members are needed depends on the kind. */
function needed<T>(value: T | undefined, member: string, kind: string): T {
  if (value !== undefined) return value;
  const errors = [{ path: member, vi: `“${kind}” cần ${member}`, en: `"${kind}" needs ${member}` }];
  return refuse({ code: 'VALIDATION_FAILED', because: `Expected to read a modification of kind ${kind}, but it has no ${member}` }, { errors });
}
