import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Clock, commandAnswer, commandEffects, refuse, Requester, type CommandAnswer } from '@lienthong/service-host';
import { visibilityOf } from '../../domain/visibility.js';
import { refuseWrongFile } from '../../use-cases/attachments.js';
import { changeDossier } from '../../use-cases/change-dossier.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { DossierReads } from '../../use-cases/dossier-reads.js';
import { byOf } from './applications.js';
import { AttachFileRequest } from './dossier-file.requests.js';

/** Files that officers of any agency attach to a dossier that they may see. */
@ApiTags('dossiers')
@Controller('dossiers/:code/files')
export class DossierFilesController {
  constructor(private readonly ports: DossierPorts, private readonly reads: DossierReads, private readonly clock: Clock) {}

  /** The file was uploaded before. From here on it is the dossier's, and processing takes it in the form of a task. */
  @Post()
  @Allow({ roles: ['clerk', 'officer', 'checker', 'leader'] })
  async attach(@Param('code') code: string, @Body() { file, taskId = '' }: AttachFileRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const seen = await this.reads.find(visibilityOf(requester), code, undefined);
    if (seen === undefined) refuse({ code: 'DOSSIER_UNKNOWN', because: `Expected to find dossier ${code}, but there is none that the requester may see` });
    const wrong = await refuseWrongFile(this.ports, requester, file);
    if (wrong !== undefined) refuse(wrong);
    const [at, { name, sha256, size, mediaType }] = [this.clock.now(), file];
    const dossierCode = taskId === '' ? code : taskId.slice(0, taskId.indexOf('~'));
    const body = { code, sha256 };
    const changed = await changeDossier(this.ports, code, { type: 'AttachFile', at, data: { by: byOf(requester), dossierCode, taskId, file: { name, sha256, size, mediaType } } }, {
      meta: { actor: requester.actor(), at, dossier: (await this.ports.store.findDossier(code)) ?? null }, also: commandEffects({ status: 201, body }),
    });
    if (changed.kind === 'rejected') refuse(changed.rejection);
    return commandAnswer({ position: changed.position, version: changed.version, status: 201, location: `/files/${sha256}`, body: { ...body, position: changed.position } });
  }
}
