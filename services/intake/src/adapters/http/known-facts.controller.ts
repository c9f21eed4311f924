import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AsReading, Clock, fieldMessage, Reading, ReadsDossier, refuse, Requester } from '@lienthong/service-host';
import { Matches } from 'class-validator';
import { openedNumbers } from '../../domain/sealed-numbers.js';
import { sourceWords } from '../../domain/prefilled.js';
import { findVersionInForce } from '../../domain/procedure.js';
import { visibilityOf } from '../../domain/visibility.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { DossierReads } from '../../use-cases/dossier-reads.js';
import { findKnownFacts } from '../../use-cases/known-sources.js';
import { findKeptPapers } from '../../use-cases/reused-papers.js';
import { byOf } from './applications.js';
import { PROCEDURE_CODE } from './dossier.requests.js';
import { IsPersonalOrTaxNumber } from './field-rules.js';

export class KnownFactsQuery {
  @Matches(PROCEDURE_CODE, fieldMessage('phải là mã thủ tục, ví dụ 1.013831', 'must be the code of a procedure, such as 1.013831'))
  procedure!: string;

  /** Who asks in the application. */
  @IsPersonalOrTaxNumber()
  applicant!: string;
}

/** What need not be asked again. */
@ApiTags('dossiers')
@Controller('known-facts')
@Allow({ agency: 'one-stop', roles: ['clerk'] }, { roles: ['citizen'] })
export class KnownFactsController {
  constructor(private readonly reads: DossierReads, private readonly ports: DossierPorts, private readonly clock: Clock) {}

  /** By the form in force today: of each field every source that knows something, in its order. Each dossier that tells something has been read. */
  @Get()
  @ReadsDossier()
  @ApiOperation({ summary: 'What account and earlier dossiers of the applicant know for the fields of a procedure’s application form' })
  async find(@Query() { procedure, applicant }: KnownFactsQuery, @Requester() requester: Requester, @AsReading() reading: Reading): Promise<object> {
    const at = this.clock.now();
    const version = findVersionInForce((await this.ports.procedures.state(procedure)).state, at.slice(0, 10));
    if (version === undefined) refuse({ code: 'PROCEDURE_NOT_IN_FORCE', because: `Expected to know what procedure ${procedure} asks for, but no version of it is in force on ${at.slice(0, 10)}` });
    const facts = await findKnownFacts(this.reads, version, { by: byOf(requester), visibility: visibilityOf(requester), applicant, at });
    const papers = await findKeptPapers(this.ports, this.reads, version, { visibility: visibilityOf(requester), applicant });
    reading.concerns(...[...facts, ...papers].map(({ reference }) => reference).filter((reference) => reference !== ''));
    return { procedure, version: version.version, items: facts.map(({ value, ...fact }) => ({ ...fact, value: openedNumbers(value), words: sourceWords(fact.source, fact.reference, fact.asOf) })), papers: papers.map((paper) => ({ ...paper, words: sourceWords('earlier:', paper.reference, paper.asOf) })) };
  }
}
