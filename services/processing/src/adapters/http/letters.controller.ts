import { Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, AsReading, Clock, commandAnswer, ReadsDossier, refuse, Requester, type CommandAnswer, type Reading } from '@lienthong/service-host';
import { caseOf } from '../../domain/instance.js';
import type { LetterIssued } from '../../domain/letter.js';
import { maySee } from '../../domain/visibility.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { draftLetters, issueLetter, LetterPorts, type Draft } from '../../use-cases/letters.js';
import { letterPage } from './letter-page.js';

type Reply = Readonly<{ header(name: string, value: string): unknown }>;
type Found = Readonly<{ code: string; issued: Readonly<Record<string, LetterIssued['data']>>; drafts: readonly Draft[]; issue(draft: Draft): ReturnType<typeof issueLetter> }>;

const ISSUERS: readonly string[] = ['clerk', 'officer', 'checker', 'leader'];
const READERS = { roles: [...ISSUERS, 'auditor', 'administrator'] };

/** What agencies write to the people of a dossier, worded by its procedure. Parties see what was issued, offices also what could be. */
@ApiTags('letters')
@Controller('dossiers/:code/letters')
@Allow(READERS, { roles: ['citizen'] })
export class LettersController {
  constructor(private readonly dossiers: DossierPorts, private readonly letters: LetterPorts, private readonly clock: Clock) {}

  @Get()
  @ReadsDossier('code')
  async list(@Param('code') code: string, @Requester() requester: Requester, @AsReading() reading: Reading): Promise<object> {
    const { issued, drafts } = await this.find(code, requester, reading);
    const sent = Object.values(issued).map(({ letter, number, name, by, at }) => ({ letter, name, isDue: false, gaps: [], issued: { number, by: by.name, unit: by.unit, at } }));
    const open = isOffice(requester) ? drafts.filter(({ letter }) => issued[letter.code] === undefined) : [];
    return { items: [...sent, ...open.map(({ letter, isDue, written }) => ({ letter: letter.code, name: letter.name, isDue, gaps: written.gaps, issued: null }))] };
  }

  /** As issued; before that as it would be now, with blanks where the dossier does not know. `format=html` prints. */
  @Get(':letter')
  @ReadsDossier('code')
  async one(
    @Param('code') code: string, @Param('letter') letter: string, @Requester() requester: Requester, @AsReading() reading: Reading, @Res({ passthrough: true }) reply: Reply, @Query('format') format?: string,
  ): Promise<object | string> {
    const found = await this.find(code, requester, reading);
    const issued = Object.hasOwn(found.issued, letter) ? (found.issued[letter] ?? null) : null;
    const draft = isOffice(requester) ? found.drafts.find((each) => each.letter.code === letter) : undefined;
    const name = issued?.name ?? draft?.letter.name;
    const text = issued?.text ?? draft?.written.text;
    if (name === undefined || text === undefined) refuse(unknown(code, letter));
    if (format !== 'html') return { dossierCode: code, letter, name, text, gaps: issued === null ? draft?.written.gaps : [], issued };
    reply.header('content-type', 'text/html; charset=utf-8');
    return letterPage({ code, name: name.vi, text: text.vi, issued });
  }

  @Post(':letter/issue')
  @Allow({ roles: ISSUERS })
  @ReadsDossier('code')
  async issue(@Param('code') code: string, @Param('letter') letter: string, @Requester() requester: Requester, @AsReading() reading: Reading): Promise<CommandAnswer> {
    const { drafts, issue } = await this.find(code, requester, reading);
    const draft = drafts.find((each) => each.letter.code === letter) ?? refuse(unknown(code, letter));
    const stored = await issue(draft);
    if (stored.kind === 'accepted') return commandAnswer({ position: stored.position, version: stored.version, body: { dossierCode: code, letter }, status: 201, location: `/dossiers/${code}/letters/${letter}` });
    const { rejection } = stored;
    if (rejection.code !== 'LETTER_INCOMPLETE') refuse(rejection);
    refuse(rejection, { errors: rejection.gaps.map(({ place, text }) => ({ path: place, ...text })) });
  }

  private async find(code: string, requester: Requester, reading: Reading): Promise<Found> {
    const [{ state: instance }, { state: clock }, { issued }] = await Promise.all([this.dossiers.loadInstance(code), this.dossiers.loadClock(code), this.letters.load(code)]);
    if (!maySee(instance, requester)) refuse({ code: 'DOSSIER_UNKNOWN', because: `Expected to find dossier ${code.slice(0, 60)}, but it has no procedure here that the requester may see` });
    reading.concerns(caseOf(instance, code));
    const { subject, name, agency, unit } = requester;
    const standing = { code, instance, clock, officer: { subject, name, agency, unit }, at: this.clock.now() };
    return { code, issued, drafts: await draftLetters(this.dossiers, standing), issue: (draft) => issueLetter(this.letters, standing, draft, requester.actor()) };
  }
}

const isOffice = ({ agency, roles }: Requester): boolean => agency !== 'citizen' && !roles.includes('citizen');

const unknown = (code: string, letter: string): Readonly<{ code: string; because: string }> => ({
  code: 'LETTER_UNKNOWN', because: `Expected to find letter ${letter.slice(0, 60)} of dossier ${code}, but its procedure words none of that code that the requester may see`,
});
