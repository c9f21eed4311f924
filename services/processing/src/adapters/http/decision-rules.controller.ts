import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Inputs } from '@lienthong/dmn';
import { Allow, Clock, refuse } from '@lienthong/service-host';
import { readableDecisions } from '../../domain/readable-decision.js';
import { trialFields } from '../../domain/trial-fields.js';
import { DecisionPorts } from '../../use-cases/publish-decision.js';
import { tryDecision, type Trial } from '../../use-cases/try-decision.js';
import { DayQuery, TrialRequest } from './rule.requests.js';

/** More than anybody looks at; those of a version are a file beside it. */
const MOST_EXAMPLES = 100;

type Example = Readonly<{ id?: string; decision?: string; service?: string; input?: object; expected?: unknown }>;
type Read = NonNullable<Awaited<ReturnType<DecisionPorts['published']['readVersion']>>>;

/** Published decision models as people read and try them. Rules are nobody's secret: whoever is signed in may. */
@ApiTags('decisions')
@Controller('decisions')
@Allow({})
export class DecisionRulesController {
  constructor(private readonly ports: DecisionPorts, private readonly clock: Clock) {}

  /** The version by which is decided what is received on the day. */
  @Get(':id/in-force')
  async inForce(@Param('id') id: string, @Query() { on }: DayQuery): Promise<object> {
    const found = await this.ports.published.modelInForce(id, on);
    if (found === undefined) refuse({ code: 'DECISION_UNKNOWN', because: `Expected to find decision model ${id.slice(0, 100)} in force on ${on}, but none is` });
    return { id, version: found.version, effectiveFrom: found.effectiveFrom, on };
  }

  /** Tables, expressions, what has to be said to try each decision, and the examples it was tested by. */
  @Get(':id/versions/:version')
  async one(@Param('id') id: string, @Param('version', ParseIntPipe) version: number): Promise<object> {
    const { model, version: published } = await this.read(id, version);
    const examples = examplesIn(await this.ports.examplesOf(id, version));
    return {
      id, version, name: published.name, effectiveFrom: published.effectiveFrom, imports: model.imports.map(({ name, namespace }) => ({ name, namespace })),
      decisions: readableDecisions(model).map((each) => ({ ...each, fields: each.kind === 'decision' ? trialFields(model, each.id) : [] })),
      examples: examples.slice(0, MOST_EXAMPLES), exampleCount: examples.length,
    };
  }

  /** What the version says to the inputs, with the rows that fired and why. Nothing is entered anywhere; a wrong input is an error in the answer, at its cell. */
  @Post(':id/versions/:version/evaluation')
  @HttpCode(200)
  async evaluate(@Param('id') id: string, @Param('version', ParseIntPipe) version: number, @Body() { decision, input }: TrialRequest): Promise<Trial> {
    const { model, version: { effectiveFrom } } = await this.read(id, version);
    if (!model.decisions.some((each) => each.id === decision)) refuse({ code: 'DECISION_UNKNOWN', because: `Expected to try decision ${decision} of model ${id.slice(0, 100)}, but the model has none of this id` });
    return tryDecision({ model, version, effectiveFrom }, decision, input as Inputs, this.clock.now());
  }

  private async read(id: string, version: number): Promise<Read> {
    return (await this.ports.published.readVersion(id, version)) ?? refuse({ code: 'DECISION_UNKNOWN', because: `Expected to read decision model ${id.slice(0, 100)} version ${version}, but it is not published here` });
  }
}

/** Publication has read every line. */
function examplesIn(text: string): readonly object[] {
  return text.split('\n').filter((line) => line.trim() !== '').map((line) => {
    const { id, decision, service, input, expected } = JSON.parse(line) as Example;
    return { id: id ?? null, decision: decision ?? service ?? '', input: input ?? {}, expected: expected ?? null };
  });
}
