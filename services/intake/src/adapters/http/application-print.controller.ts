import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Position, ReadsDossier, refuse, Requester } from '@lienthong/service-host';
import { printedApplication } from '../../domain/printed-application.js';
import { visibilityOf } from '../../domain/visibility.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { DossierReads } from '../../use-cases/dossier-reads.js';
import { applicationPage } from './application-page.js';
import { ReceiptQuery } from './listing.requests.js';

type Reply = Readonly<{ header(name: string, value: string): unknown }>;

/** What was applied for, as data or as a page to print, from the moment it was handed in. */
@ApiTags('dossiers')
@Controller('dossiers/:code/application')
@Allow({})
export class ApplicationPrintController {
  constructor(private readonly reads: DossierReads, private readonly ports: DossierPorts) {}

  @Get()
  @ReadsDossier('code')
  async print(@Param('code') code: string, @Query() { format }: ReceiptQuery, @Requester() requester: Requester, @Position() minPosition: number | undefined, @Res({ passthrough: true }) reply: Reply): Promise<object | string> {
    const found = await this.reads.find(visibilityOf(requester), code, minPosition);
    if (found === undefined) refuse({ code: 'DOSSIER_UNKNOWN', because: `Expected to print the application of dossier ${code}, but there is none that the requester may see` });
    const { state } = await this.ports.procedures.state(found.dossier.application.procedureCode);
    const application = printedApplication(found.dossier, state);
    if (format !== 'html') return application;
    reply.header('content-type', 'text/html; charset=utf-8');
    reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
    return applicationPage(application);
  }
}
