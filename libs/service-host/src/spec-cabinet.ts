import { Body, Controller, Get, Module, Param, Post, Query } from '@nestjs/common';
import { createCommandHandler, EventStore, newDossierRef, type CommandHandler, type Projection, type StoredEvent } from '@lienthong/event-store';
import { accepted, rejected, type Command, type Decider, type Fact, type Rejection } from '@lienthong/kernel';
import { defineAnnouncements } from '@lienthong/messaging';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import { Allow, AsReading, Clock, commandAnswer, commandEffects, decodeCursor, defineProblems, fieldMessage, IfMatch, Position, Public, Reading, ReadModels, ReadsDossier, ReadsFile, refuse, refuseWith, Requester, type CommandAnswer, type ServiceDefinition } from './index.js';

/** A sample service for the specs of the host: a cabinet of folders that are opened once and take notes. */
type FolderEvent = Fact<'FolderOpened', { code: string; title: string }> | Fact<'NoteAdded', { text: string }>;
type FolderCommand = Command<'OpenFolder', { code: string; title: string }> | Command<'AddNote', { text: string }>;
type FolderRejection = Rejection<'ALREADY_OPEN' | 'NOT_OPEN'> & Readonly<{ notes?: number }>;
type Folder = Readonly<{ isOpen: boolean; notes: number }>;

const folder: Decider<FolderCommand, Folder, FolderEvent, FolderRejection> = {
  initial: { isOpen: false, notes: 0 },
  decide: (command, state) => {
    if (command.type === 'OpenFolder') {
      return state.isOpen ? { kind: 'rejected', rejection: { code: 'ALREADY_OPEN', because: `Expected to open folder ${command.data.code}, but it is open`, notes: state.notes } } : accepted({ type: 'FolderOpened', data: command.data });
    }
    return state.isOpen ? accepted({ type: 'NoteAdded', data: command.data }) : rejected('NOT_OPEN', 'Expected to add a note, but the folder is not open');
  },
  evolve: (state, event) => (event.type === 'FolderOpened' ? { isOpen: true, notes: 0 } : { ...state, notes: state.notes + 1 }),
};

export const cabinetProblems = defineProblems<FolderRejection['code']>({
  ALREADY_OPEN: { status: 409, vi: { title: 'Hồ sơ đã mở', whatToDo: 'Hồ sơ có {notes} ghi chú; hãy thêm vào đó.' }, en: { title: 'The folder is open', whatToDo: 'It has {notes} notes; add to it.' } },
  NOT_OPEN: { status: 404, vi: { title: 'Hồ sơ chưa mở', whatToDo: 'Mở hồ sơ trước.' }, en: { title: 'The folder is not open', whatToDo: 'Open it first.' } },
});

class LabelRequest {
  @IsString() @MaxLength(20)
  text!: string;
}

class OpenFolderRequest {
  @Matches(/^[A-Z]{2}\d{4}$/, fieldMessage('phải gồm hai chữ in hoa và bốn chữ số', 'must be two capitals and four digits'))
  code!: string;

  @IsString() @MaxLength(100)
  title!: string;

  @IsOptional() @IsArray() @ArrayMaxSize(3) @ValidateNested({ each: true }) @Type(() => LabelRequest)
  labels?: LabelRequest[];
}

class AddNoteRequest {
  @IsString() @MaxLength(1_000)
  text!: string;

  @IsOptional() @IsInt() @Min(0)
  pages?: number;

  @IsOptional() @IsIn(['public', 'internal'])
  kind?: 'public' | 'internal';
}

@Controller('folders')
export class FolderController {
  private readonly folders: CommandHandler<FolderCommand, Folder, FolderEvent, FolderRejection>;

  constructor(private readonly store: EventStore, private readonly reads: ReadModels, private readonly clock: Clock) {
    this.folders = createCommandHandler({ store, decider: folder, category: 'folder' });
  }

  @Post() @Allow({ agency: 'one-stop', roles: ['clerk'] })
  async open(@Body() { code, title }: OpenFolderRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    return this.run(code, { type: 'OpenFolder', data: { code, title }, at: this.clock.now() }, requester, undefined, 201);
  }

  @Post(':code/notes') @Allow({ agency: 'one-stop' }, { roles: ['administrator'] })
  async addNote(@Param('code') code: string, @Body() { text }: AddNoteRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    return this.run(code, { type: 'AddNote', data: { text }, at: this.clock.now() }, requester, expectedVersion, 200);
  }

  @Get(':code') @Allow({}) @ReadsDossier('code')
  async read(@Param('code') code: string, @Position() minPosition: number | undefined): Promise<object> {
    const [row] = await this.reads.query<{ title: string; notes: number }>('folders', 'SELECT title, notes FROM folders WHERE code = $1', [code], minPosition);
    return row ?? refuseWith('NOT_FOUND', `Expected to find folder ${code}, but there is none`);
  }

  /** A scan by its hash: which folder it lies in, its address does not say. */
  @Get('scans/:hash') @Allow({}) @ReadsFile('hash')
  scan(@Param('hash') hash: string, @AsReading() reading: Reading): object {
    if (hash.startsWith('loose-')) return { hash };
    reading.concerns(hash.slice(0, 6));
    return { hash, folder: hash.slice(0, 6) };
  }

  @Get('until/now') @Allow({})
  async list(@Query('cursor') cursor: string | undefined): Promise<object[]> {
    const [since, after] = decodeCursor(cursor, 2) ?? ['2026-01-01T00:00:00Z', ''];
    return this.reads.query('folders', 'SELECT code FROM folders WHERE (now(), code) > ($1::timestamptz, $2) ORDER BY code LIMIT 10', [since, after]);
  }

  @Get() forgotten(): string {
    return 'nobody said who may see this';
  }

  @Get('boom/now') @Public() boom(): never {
    throw new Error('a bug with a secret in its message');
  }

  private async run(code: string, command: FolderCommand, requester: Requester, expectedVersion: number | undefined, status: number): Promise<CommandAnswer> {
    const dossier = await this.store.findDossier(code) ?? newDossierRef(code);
    const handled = await this.folders.handle(code, command, { meta: { actor: requester.actor(), at: command.at, dossier }, expectedVersion, also: commandEffects({ status, body: { code } }) });
    if (handled.kind === 'rejected') refuse(handled.rejection);
    return commandAnswer({ ...handled, status, body: { code }, location: `/folders/${code}` });
  }
}

const folders: Projection = {
  name: 'folders', version: 1, tables: ['folders'],
  ddl: ['CREATE TABLE folders (code text PRIMARY KEY, title text NOT NULL, notes integer NOT NULL DEFAULT 0)'],
  apply: async (events: readonly StoredEvent[], sql) => {
    for (const { type, data, stream } of events) {
      if (type === 'FolderOpened') await sql.query('INSERT INTO folders (code, title) VALUES ($1, $2)', [data.code, data.title]);
      if (type === 'NoteAdded') await sql.query('UPDATE folders SET notes = notes + 1 WHERE code = $1', [stream.slice('folder/'.length)]);
    }
  },
};

@Module({ controllers: [FolderController] })
export class CabinetModule {}

export const cabinet: ServiceDefinition = {
  name: 'audit', announcements: defineAnnouncements({}), projections: [folders], listensTo: [], problems: cabinetProblems, module: CabinetModule,
};
