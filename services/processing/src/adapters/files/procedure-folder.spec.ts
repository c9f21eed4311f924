import { RELEASED_CALENDARS } from '@lienthong/calendar';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PublishProcedure } from '../../domain/procedure.decider.js';
import { sampleModel, SAMPLE_PROCEDURE } from '../../domain/spec-procedure.js';
import { ProcedureFolder } from './procedure-folder.js';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const clock = { now: () => '2026-11-25T09:00:00+07:00' };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'procedures-'));
  await mkdir(join(folder, SAMPLE_PROCEDURE));
});
afterEach(() => rm(folder, { recursive: true }));

async function publishAll(warnings: object[] = [], stored: 'accepted' | 'later' | 'own' = 'accepted', leftOut: readonly string[] = []): Promise<readonly PublishProcedure[]> {
  const commands: PublishProcedure[] = [];
  const ports = {
    newestCalendars: () => Promise.resolve(RELEASED_CALENDARS),
    isDecisionInForce: () => Promise.resolve(false),
    isOwn: () => Promise.resolve(stored === 'own'),
    foresee: () => Promise.resolve({ kind: 'accepted', isNew: true, version: 1, before: 0 } as const),
    store: async (_code: string, command: PublishProcedure) => {
      commands.push(command);
      if (stored === 'later') return { kind: 'rejected', rejection: { code: 'EFFECTIVE_BEFORE_PREVIOUS', because: 'Expected to publish, but version 2 is in force from 2027-01-01' } } as const;
      return { kind: 'accepted', isNew: true, version: 1, position: 0 } as const;
    },
  };
  await new ProcedureFolder(folder, ports, clock, { ...silent, warn: (fields) => void warnings.push(fields) }, [{ publishAll: () => Promise.resolve(leftOut) }]).onApplicationBootstrap();
  return commands;
}

describe('the folder of released procedures', () => {
  it('is published file by file, byte for byte', async () => {
    await writeFile(join(folder, SAMPLE_PROCEDURE, 'sample.bpmn'), sampleModel());
    await writeFile(join(folder, SAMPLE_PROCEDURE, 'notes.txt'), 'not a model');
    const [command, ...others] = await publishAll();
    expect(command).toMatchObject({ at: clock.now(), data: { code: SAMPLE_PROCEDURE, limit: 'P10D', steps: [{ element: 'verify' }, { element: 'await-payment', counts: false }, { element: 'sign' }] } });
    expect(Buffer.from(command?.data.model ?? '', 'base64').toString('utf8')).toBe(sampleModel());
    expect(others).toEqual([]);
  });

  it('leaves what the installation has published for a later day, and says so', async () => {
    await writeFile(join(folder, SAMPLE_PROCEDURE, 'sample.bpmn'), sampleModel());
    const warnings: object[] = [];
    await publishAll(warnings, 'later');
    expect(warnings).toEqual([{ file: `${SAMPLE_PROCEDURE}/sample.bpmn`, because: 'Expected to publish, but version 2 is in force from 2027-01-01' }]);
  });

  it('leaves to the installation what its people have published since', async () => {
    await writeFile(join(folder, SAMPLE_PROCEDURE, 'sample.bpmn'), sampleModel());
    expect(await publishAll([], 'own')).toEqual([]);
  });

  it('leaves out what asks a decision that the installation’s own table lacks, publishes the others, and says which and why', async () => {
    const fee = 'code="registration" nameVi="Lệ phí" nameEn="Fee"';
    await writeFile(join(folder, SAMPLE_PROCEDURE, 'sample.bpmn'), sampleModel().replace(`${fee} amount="28000"`, `${fee} decision="new-fee"`));
    await mkdir(join(folder, '9.000002'));
    await writeFile(join(folder, '9.000002', 'other.bpmn'), sampleModel({ code: '9.000002' }));
    const warnings: object[] = [];
    const leftOut = ['sample-fees/2027-01-01.dmn'];
    expect((await publishAll(warnings, 'accepted', leftOut)).map(({ data }) => data.code)).toEqual(['9.000002']);
    expect(warnings).toEqual([{ file: `${SAMPLE_PROCEDURE}/sample.bpmn`, because: 'sample-process: No decision "new-fee" is published that is in force on 2026-11-01', leftOut }]);
    // Where every table is the release's own, the release itself is wrong.
    await expect(publishAll()).rejects.toThrow('No decision "new-fee" is published');
  });

  it('stops the service from starting when a file would not be executed, and says which element', async () => {
    await writeFile(join(folder, SAMPLE_PROCEDURE, 'sample.bpmn'), sampleModel().replace('<bpmn:userTask id="sign"', '<bpmn:scriptTask id="script" /><bpmn:userTask id="sign"'));
    await expect(publishAll()).rejects.toThrow(/Expected to publish .*sample\.bpmn, but it is refused:\n {2}script: /);
  });
});
