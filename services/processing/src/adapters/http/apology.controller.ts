import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, AsReading, ReadsDossier, refuse, Requester, type Reading } from '@lienthong/service-host';
import { caseOf, type Instance } from '../../domain/instance.js';
import type { ClockPostponed } from '../../domain/legal-clock.js';
import { maySee } from '../../domain/visibility.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { apologyPage, type ApologyForm } from './apology-page.js';

type Reply = Readonly<{ header(name: string, value: string): unknown }>;

/** Form 04 as it was given: for the parties, and the offices that act for the dossier. */
@ApiTags('dossiers')
@Controller('dossiers/:code/apology')
@Allow({ roles: ['clerk', 'officer', 'checker', 'leader', 'auditor', 'administrator'] }, { roles: ['citizen'] })
export class ApologyController {
  constructor(private readonly dossiers: DossierPorts) {}

  @Get()
  @ReadsDossier('code')
  async one(@Param('code') code: string, @Requester() requester: Requester, @AsReading() reading: Reading, @Res({ passthrough: true }) reply: Reply, @Query('format') format?: string): Promise<ApologyForm | string> {
    const [{ state: instance }, { state: clock }, { events }] = await Promise.all([this.dossiers.loadInstance(code), this.dossiers.loadClock(code), this.dossiers.store.load(`clock/${code}`)]);
    if (clock.running === null || !maySee(instance, requester)) refuse({ code: 'DOSSIER_UNKNOWN', because: `Expected to find dossier ${code.slice(0, 60)}, but it has no procedure here that the requester may see` });
    reading.concerns(caseOf(instance, code));
    const given = events.find(({ type, data }) => type === 'ClockPostponed' && data !== null) as unknown as ClockPostponed | undefined;
    if (given === undefined) refuse({ code: 'NO_APOLOGY', because: `Expected to print the apology of dossier ${code}, but none was given` });
    const { to, at, reason, isInTime, decidedBy } = given.data;
    const form: ApologyForm = {
      form: '04', title: 'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết', dossierCode: code, addressee: addresseeOf(instance), unit: unitOf(instance), receivedAt: clock.running.receivedAt,
      firstDueAt: clock.promisedDueAt, reason: reason.vi, newDueAt: to, signedBy: decidedBy.name, issuedAt: at, isInTime,
    };
    if (format !== 'html') return form;
    reply.header('content-type', 'text/html; charset=utf-8');
    return apologyPage(form);
  }
}

/** Who asked, as far as the procedure keeps it. */
function addresseeOf({ run: { variables } }: Instance): string {
  const names = ['applicant', 'transferee', 'transferor'].map((name) => variables[name]).map((party) => (typeof party === 'object' && party !== null && 'name' in party ? String((party as { name: unknown }).name) : ''));
  return names.find((name) => name !== '') ?? '';
}

/** The office that has to say sorry: the one with whom the dossier is, else the one that took it in. */
function unitOf({ pin, run }: Instance): string {
  const [job] = Object.values(run.jobs);
  return pin?.units[job?.agency ?? ''] ?? pin?.units['one-stop'] ?? '';
}
