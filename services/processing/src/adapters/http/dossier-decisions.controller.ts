import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { linesOfTrace } from '@lienthong/dmn';
import type { Explanation } from '@lienthong/kernel';
import { Allow, AsReading, ReadsDossier, refuse, Requester, type Reading } from '@lienthong/service-host';
import { openNumbers } from '../../domain/decimals.js';
import { caseOf, type InstanceEvent } from '../../domain/instance.js';
import { maySee } from '../../domain/visibility.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';

type Evaluated = Extract<InstanceEvent, { type: 'DecisionEvaluated' }>['data'];

const AGENCIES = { roles: ['clerk', 'officer', 'checker', 'leader', 'carrier', 'auditor', 'administrator', 'service'] } as const;

/** What tables decided of a dossier, and why: for its parties and for the offices that act for it. Entered in the log as read. */
@ApiTags('dossiers')
@Controller('dossiers')
@Allow(AGENCIES, { roles: ['citizen'] })
export class DossierDecisionsController {
  constructor(private readonly ports: DossierPorts) {}

  /** In the order in which they were made; `evaluation` names one for its account. */
  @Get(':code/decisions')
  @ReadsDossier('code')
  async list(@Param('code') code: string, @Requester() requester: Requester, @AsReading() reading: Reading): Promise<object> {
    const evaluations = await this.evaluationsOf(code, requester, reading);
    return {
      items: evaluations.map(({ elementKey, element, name, decision, decisionName, model, version, effectiveFrom, value, at }) => ({
        evaluation: evaluationOf(elementKey), element, name, decision, decisionName, model, version, effectiveFrom, value: openNumbers(value), at,
      })),
    };
  }

  @Get(':code/decisions/:evaluation/explain')
  @ReadsDossier('code')
  async explain(@Param('code') code: string, @Param('evaluation') evaluation: string, @Requester() requester: Requester, @AsReading() reading: Reading): Promise<Explanation> {
    const evaluations = await this.evaluationsOf(code, requester, reading);
    // A step that was tried again after an incident is decided once more: the last one counts.
    const found = evaluations.findLast(({ elementKey }) => evaluationOf(elementKey) === evaluation);
    return found === undefined ? refuse({ code: 'EVALUATION_UNKNOWN', because: `Expected to explain decision ${evaluation.slice(0, 100)} of dossier ${code}, but there is none` }) : explanationOf(code, found);
  }

  private async evaluationsOf(code: string, requester: Requester, reading: Reading): Promise<readonly Evaluated[]> {
    const { state } = await this.ports.loadInstance(code);
    if (!maySee(state, requester)) refuse({ code: 'DOSSIER_UNKNOWN', because: `Expected to find dossier ${code.slice(0, 60)}, but it has no procedure here that the requester may see` });
    reading.concerns(caseOf(state, code));
    const { events } = await this.ports.store.load(`instance/${code}`);
    return events.flatMap(({ type, data }) => (type === 'DecisionEvaluated' && data !== null ? [data as Evaluated] : []));
  }
}

/** `needs-verification#1` as it stands in an address. */
const evaluationOf = (elementKey: string): string => elementKey.replace('#', '~');

function explanationOf(code: string, { decisionName, value, trace, version, effectiveFrom }: Evaluated): Explanation {
  const lines = linesOfTrace(openNumbers(trace), { version, effectiveFrom });
  const open = openNumbers(value);
  const plain = typeof open === 'string' || typeof open === 'number' ? open : null;
  const last = lines.at(-1)?.text ?? { vi: decisionName, en: decisionName };
  return {
    of: 'decision', about: code, value: plain, lines,
    answer: { vi: `${last.vi} (bảng quy tắc phiên bản ${version}, có hiệu lực từ ${effectiveFrom})`, en: `${last.en} (tables of version ${version}, in force from ${effectiveFrom})` },
  };
}
