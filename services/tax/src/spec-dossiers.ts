import { papers, slip } from './domain/spec-samples.js';
import type { Answer, SpecService } from './spec-service.js';

// Brings sample dossiers to where a spec begins.

export const refOf = (code: string): string => Buffer.from(code.padEnd(32)).toString('hex').slice(0, 64);

export function accept({ intake }: SpecService, code: string, receivedAt = papers.receivedAt): void {
  intake.publish({
    type: 'lienthong.intake.v1.DossierAccepted', subject: code, dossierref: refOf(code),
    data: { code, procedureCode: '1.013831', receivedAt, receivingUnit: 'H56.17', transferor: papers.transferor, transferee: papers.transferee, contractPrice: '900000000' },
  });
}

export function sendSlip({ landRegistry }: SpecService, code: string, changes: object = {}): void {
  landRegistry.publish({
    type: 'lienthong.land_registry.v1.TransferSlipIssued', subject: code, dossierref: refOf(code),
    data: {
      dossierCode: code, slipNumber: slip.slipNumber, parcel: slip.parcel, area: slip.area, landUse: slip.landUse, unitPrice: String(slip.unitPrice), coefficient: slip.coefficient,
      houseValue: String(slip.houseValue), contractPrice: String(slip.contractPrice), issuedAt: slip.issuedAt, relation: slip.relation, onlyHome: slip.onlyHome, ...changes,
    },
  });
}

export function offer({ processing }: SpecService, code: string, step: string, changes: object = {}): void {
  processing.publish({
    type: 'lienthong.processing.v1.TaskOffered', subject: code, dossierref: refOf(code),
    data: {
      taskId: `${code}~${step}`, dossierCode: code, element: step, name: 'Bước mẫu', kind: 'TASK_KIND_SERVICE', type: `tax.${step}`, agency: 'tax', unit: 'H56.T7', role: 'officer',
      reasonVi: 'Chờ cơ quan thuế', reasonEn: 'Waits for the tax office', offeredAt: '2026-11-23T08:00:00+07:00', dueAt: '', ...changes,
    },
  });
}

export function moveDate({ processing }: SpecService, code: string, step: string, to: string): void {
  const data = { taskId: `${code}~${step}`, dossierCode: code, element: step, from: '2026-11-25T08:00:00+07:00', to, movedAt: '2026-11-24T08:00:00+07:00' };
  processing.publish({ type: 'lienthong.processing.v1.TaskDateMoved', subject: code, dossierref: refOf(code), data });
}

/** As processing offers it: nobody's work, but shown where it waits. */
export function offerWaiting(service: SpecService, code: string): void {
  offer(service, code, 'await-payment', { kind: 'TASK_KIND_RECEIVE', type: '', role: '' });
}

/** Papers, slip and step are here: the dossier can be assessed. */
export async function ready(service: SpecService, as: string, code: string, slipChanges: object = {}, receivedAt = papers.receivedAt): Promise<Answer> {
  accept(service, code, receivedAt);
  sendSlip(service, code, slipChanges);
  offer(service, code, 'assess');
  return service.eventually(() => service.call('GET', `/obligations/${code}`, { as }), ({ body }) => body.papers && body.slip && body.steps?.assess?.status === 'open');
}

/** The number of its notice. */
export async function noticed(service: SpecService, as: string, code: string): Promise<string> {
  await ready(service, as, code);
  const { status, body } = await service.call('POST', `/dossiers/${code}/assessment`, { as, body: {} });
  if (status !== 200) throw new Error(`could not assess the sample dossier: ${JSON.stringify(body)}`);
  return body.noticeNumber as string;
}
