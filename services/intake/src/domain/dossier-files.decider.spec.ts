import { specFor } from '@lienthong/testing';
import type { AttachFile } from './dossier-files.decider.js';
import { dossierDecider } from './dossier.decider.js';
import type { ChildStarted, DossierEvent, FileAttached } from './dossier.js';
import { CODE, dossierAccepted, NOW, submitted } from './spec-samples.js';

const { given } = specFor(dossierDecider);
const OFFICER = { agency: 'land-registry', unit: 'H56.23', subject: 'land-1', name: 'Cán bộ đất đai mẫu' };
const file = { name: 'biên bản.pdf', sha256: 'a'.repeat(64), size: 900, mediaType: 'application/pdf' } as const;
const attach = (dossierCode = CODE, sha256: string = file.sha256): AttachFile => ({ type: 'AttachFile', at: NOW, data: { by: OFFICER, dossierCode, taskId: `${dossierCode}~check~1`, file: { ...file, sha256 } } });
const attached = (dossierCode = CODE, sha256: string = file.sha256): FileAttached =>
  ({ type: 'FileAttached', data: { code: CODE, dossierCode, taskId: `${dossierCode}~check~1`, ...file, sha256, attachedBy: OFFICER, attachedAt: NOW } });
const CHILD = 'H56.17.1-20261120-0000001';
const begun: ChildStarted = { type: 'ChildStarted', data: { code: CODE, childCode: CHILD, procedureCode: '1.001193', name: { vi: 'Đăng ký khai sinh', en: 'Birth registration' }, agency: 'civil-status', unit: 'H56.17.1', startedAt: NOW, dueAt: NOW } };
const withdrawn: DossierEvent = { type: 'DossierStopped', data: { code: CODE, state: 8, outcome: 'withdrawn', stoppedAt: NOW } };

describe('attaching a file to a dossier', () => {
  it('makes it the dossier’s, once for each task’s dossier', () => {
    given(submitted(), dossierAccepted()).when(attach()).then(attached());
    given(submitted(), dossierAccepted(), attached()).when(attach()).thenNothing();
    given(submitted(), dossierAccepted(), begun, attached()).when(attach(CHILD)).then(attached(CHILD));
  });
  it('refuses a task of another case', () => {
    given(submitted(), dossierAccepted()).when(attach(CHILD)).thenRejected('NOT_OF_THE_CASE');
  });
  it('refuses before receipt and after the end', () => {
    given(submitted()).when(attach()).thenRejected('NOT_IN_STATE');
    given(submitted(), dossierAccepted(), withdrawn).when(attach()).thenRejected('NOT_IN_STATE');
  });
  it('refuses more files than any procedure makes', () => {
    const many = Array.from({ length: 300 }, (_, i) => attached(CODE, String(i).padStart(64, '0')));
    given(submitted(), dossierAccepted(), ...many).when(attach()).thenRejected('TOO_MANY_FILES');
    given(submitted(), dossierAccepted(), ...many.slice(1)).when(attach()).then(attached());
  });
});
