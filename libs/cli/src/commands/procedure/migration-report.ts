import { setTimeout as pause } from 'node:timers/promises';
import type { Surroundings } from '../../command.js';
import type { Language } from './answer-line.js';
import { PROCEDURE_EXIT } from './exit-codes.js';
import type { Answered, Away, Installation } from './installation.js';
import { paintFor, table, type Cell } from './paint.js';

/** Some dossiers cannot move, or could not. */
export const BLOCKED_EXIT = 11;

export type Telling = Readonly<{ installation: Installation; path: string; around: Surroundings; lang: Language; json: boolean }>;
type Text = Readonly<Record<Language, string>>;
type Row = Readonly<{ dossierCode: string; outcome: 'moves' | 'moved' | 'blocked'; changes?: readonly Readonly<{ text: Text }>[]; because?: readonly Readonly<{ element: string; text: Text }>[] }>;
type Progress = Readonly<{ id: string; status: string; run: number; moved: number; blocked: number; waiting: number }>;

/** As often as the installation itself looks. */
const ASK_EVERY_MS = 1_000;
/** More are in --json; a table is read by a person. */
const MOST_ROWS = 200;

/** What would become of each dossier. Answers the exit code, or why nobody could say. */
export async function tryOut(telling: Telling): Promise<number | Answered | Away> {
  const sums = { moves: 0, blocked: 0 };
  const shown: Row[] = [];
  const failed = await eachPage(telling, `${telling.path}/trial`, (rows, running) => {
    for (const row of rows) {
      sums[row.outcome === 'blocked' ? 'blocked' : 'moves'] += 1;
      if (telling.json) telling.around.out(`${JSON.stringify(lineOf(row, telling.lang))}\n`);
      else if (row.outcome === 'blocked' && shown.length < MOST_ROWS) shown.push(row);
    }
    progress(telling, `${sums.moves + sums.blocked}/${running}`);
  });
  if (failed !== null) return failed;
  if (telling.json) telling.around.out(`${JSON.stringify({ outcome: 'tried', id: telling.path.split('/').at(-1), ...sums })}\n`);
  else telling.around.out(inWords(shown, telling.lang === 'vi' ? `${sums.moves} hồ sơ chuyển được, ${sums.blocked} vướng` : `${sums.moves} would move, ${sums.blocked} are blocked`, telling));
  return sums.blocked > 0 ? BLOCKED_EXIT : PROCEDURE_EXIT.done;
}

/** Looks until it has ended or somebody has paused it. `position`: of its start; what is read must be as new. */
export async function follow(telling: Telling, position: number): Promise<number | Answered | Away> {
  for (;;) {
    const answer = await telling.installation.call('GET', `${telling.path}?min-position=${position}`);
    if (answer.kind === 'away' || answer.status >= 400) return answer;
    const { status, moved, blocked, waiting } = answer.body as Progress;
    progress(telling, `${moved + blocked}/${moved + blocked + waiting}`);
    if (status === 'ended' || status === 'paused') return report(telling);
    await pause(ASK_EVERY_MS);
  }
}

/** Where it stands, and every dossier that was blocked. */
export async function report(telling: Telling): Promise<number | Answered | Away> {
  const answer = await telling.installation.call('GET', telling.path);
  if (answer.kind === 'away' || answer.status >= 400) return answer;
  const { id, status, moved, blocked, waiting } = answer.body as Progress;
  const shown: Row[] = [];
  const failed = await eachPage(telling, `${telling.path}/dossiers?outcome=blocked`, (rows) => {
    for (const row of rows) {
      if (telling.json) telling.around.out(`${JSON.stringify(lineOf(row, telling.lang))}\n`);
      else if (shown.length < MOST_ROWS) shown.push(row);
    }
  });
  if (failed !== null) return failed;
  const words = { vi: `${STATUS.vi[status] ?? status}: ${moved} đã chuyển, ${blocked} vướng, ${waiting} chưa xét`, en: `${STATUS.en[status] ?? status}: ${moved} moved, ${blocked} blocked, ${waiting} not looked at yet` };
  telling.around.out(telling.json ? `${JSON.stringify({ outcome: status, id, moved, blocked, waiting })}\n` : inWords(shown, words[telling.lang], telling));
  return blocked > 0 ? BLOCKED_EXIT : PROCEDURE_EXIT.done;
}

const STATUS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  vi: { planned: 'chưa chạy', running: 'đang chạy', paused: 'tạm dừng', ended: 'đã xong' },
  en: { planned: 'planned', running: 'running', paused: 'paused', ended: 'done' },
};

/** Null when every page was read. */
async function eachPage({ installation }: Telling, path: string, read: (rows: readonly Row[], running: number) => void): Promise<Answered | Away | null> {
  for (let cursor = ''; ;) {
    const query = cursor === '' ? '' : `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
    const answer = await installation.call('GET', `${path}${query}`);
    if (answer.kind === 'away' || answer.status >= 400) return answer;
    read((answer.body['items'] ?? []) as readonly Row[], Number(answer.body['running'] ?? 0));
    const next = answer.body['next'];
    if (typeof next !== 'string') return null;
    cursor = next;
  }
}

const lineOf = ({ dossierCode, outcome, changes, because }: Row, lang: Language): object => ({
  dossierCode, outcome, ...(changes !== undefined && { changes: changes.map(({ text }) => text[lang]) }),
  ...(because !== undefined && because.length > 0 && { because: because.map(({ element, text }) => ({ element, text: text[lang] })) }),
});

const HEADS = { vi: ['hồ sơ', 'phần tử', 'vướng'], en: ['dossier', 'element', 'blocked by'] } as const;

function inWords(blocked: readonly Row[], sum: string, { around, lang }: Telling): string {
  const paint = paintFor(around);
  const rows = blocked.flatMap(({ dossierCode, because = [] }) =>
    because.map(({ element, text }, index): readonly Cell[] => [index === 0 ? dossierCode : '', { text: element === '' ? '–' : element, colour: 'cyan' }, text[lang]]));
  const list = rows.length === 0 ? '' : `${table(HEADS[lang], rows, paint, around.terminal?.columns)}\n\n`;
  return `${list}${paint(blocked.length === 0 ? 'green' : 'yellow', sum)}\n`;
}

/** One line that changes, and only where a person looks. */
function progress({ around, json }: Telling, text: string): void {
  if (!json && around.terminal?.err === true) around.err(`\r${text}   `);
}
