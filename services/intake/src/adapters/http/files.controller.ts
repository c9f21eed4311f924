import { Controller, Get, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Allow, AsReading, Clock, commandAnswer, commandEffects, Position, Reading, ReadsFile, refuse, refuseWith, Requester, type CommandAnswer } from '@lienthong/service-host';
import type { Readable } from 'node:stream';
import { MEDIA_TYPES, type MediaType } from '../../domain/stored-file.js';
import { visibilityOf } from '../../domain/visibility.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { DossierReads } from '../../use-cases/dossier-reads.js';
import { holderOf } from '../../use-cases/file-holders.js';
import { FileVault } from '../../use-cases/file-vault.js';

type UploadRequest = Readonly<{ isMultipart(): boolean; file(): Promise<Readonly<{ file: Readable; mimetype: string; filename: string }> | undefined> }>;
type Reply = Readonly<{ header(name: string, value: string): unknown }>;

const HASH = /^[0-9a-f]{64}$/;
const NAME_LENGTH = 200;

@ApiTags('files')
@Controller('files')
export class FilesController {
  constructor(private readonly vault: FileVault, private readonly ports: DossierPorts, private readonly reads: DossierReads, private readonly clock: Clock) {}

  /** One PDF, PNG or JPEG, judged by its content. The answer's hash is what a component's `files` and the files of a form name. */
  @Post()
  @Allow({ roles: ['clerk', 'officer', 'checker', 'leader'] }, { roles: ['citizen'] })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] } })
  async upload(@Req() request: UploadRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    if (!request.isMultipart()) refuseWith('UNSUPPORTED_MEDIA_TYPE', 'Expected a file as multipart/form-data, but the request is of another media type');
    const part = await request.file();
    if (part === undefined) refuse({ code: 'FILE_NOT_SENT', because: 'Expected one file in the form, but there is none' });
    const name = shortName(part.filename);
    const outcome = await this.vault.keep({ bytes: part.file, declaredType: part.mimetype, name });
    if (outcome.kind === 'rejected') refuse(outcome.rejection);
    const { hash, size, mediaType } = outcome.file;
    const at = this.clock.now();
    const body = { hash, size, mediaType, name };
    const handled = await this.ports.files.handle(hash, { type: 'StoreFile', at, data: { ...body, holder: holderOf(requester) } }, {
      meta: { actor: requester.actor(), at, dossier: null }, also: commandEffects({ status: 201, body }),
    });
    if (handled.kind === 'rejected') refuse(handled.rejection);
    return commandAnswer({ position: handled.position, status: 201, location: `/files/${hash}`, body: { ...body, position: handled.position } });
  }

  /** For whoever uploaded it, and for those who may see a dossier that it belongs to. */
  @Get(':hash')
  @Allow({})
  @ReadsFile('hash')
  async read(@Param('hash') hash: string, @Requester() requester: Requester, @Position() minPosition: number | undefined, @AsReading() reading: Reading, @Res({ passthrough: true }) reply: Reply): Promise<StreamableFile> {
    const readable = HASH.test(hash) ? await this.findReadable(hash, requester, minPosition) : undefined;
    const found = readable === undefined ? undefined : await this.vault.open(hash);
    if (readable === undefined || found === undefined) return refuseWith('NOT_FOUND', `Expected to read file ${hash.slice(0, 64)}, but there is none that the requester may see`);
    // Nobody shall act on a paper that was changed after it was handed in.
    if (await this.vault.condition(hash) === 'altered') refuse({ code: 'FILE_ALTERED', because: `Expected to read file ${hash} as it was handed in, but its bytes have another hash by now` });
    const { mediaType, dossierCode } = readable;
    if (dossierCode !== null) reading.concerns(dossierCode);
    // The bytes came from outside: a browser shall show them as what they were found to be, and run nothing in them.
    reply.header('x-content-type-options', 'nosniff');
    reply.header('content-security-policy', "default-src 'none'; sandbox");
    reply.header('cache-control', 'private, no-store');
    return new StreamableFile(found.bytes, { type: mediaType, length: found.size, disposition: `inline; filename="${hash.slice(0, 16)}.${MEDIA_TYPES[mediaType]}"` });
  }

  /** With the dossier by which the requester may see it; none where they see it as its uploader only. */
  private async findReadable(hash: string, requester: Requester, minPosition: number | undefined): Promise<Readonly<{ mediaType: MediaType; dossierCode: string | null }> | undefined> {
    const dossierCode = await this.reads.findHolding(visibilityOf(requester), hash, minPosition) ?? null;
    const { state: { mediaType, holders } } = await this.ports.files.state(hash);
    return mediaType !== null && (dossierCode !== null || holders.includes(holderOf(requester))) ? { mediaType, dossierCode } : undefined;
  }
}

/** Cut between characters, not through one: half of a pair is no text that an event could hold. */
function shortName(name: string): string {
  return Array.from(name.normalize('NFC').toWellFormed()).slice(0, NAME_LENGTH).join('');
}
