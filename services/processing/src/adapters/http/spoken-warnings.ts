import { DEFAULT_WARNING_POINTS, describeWarningTime, RECEIVER_NAMES, type Bilingual, type WarningPoint } from '@lienthong/calendar';
import { taskIdOf } from '../../domain/instance.js';
import type { DeadlineWarned, Holder, WarningGiven } from '../../domain/legal-clock.js';

export type SpokenPoint = Readonly<{ at: string; to: WarningPoint['to']; text: Bilingual }>;

/** As the author wrote them, and as people read them. */
export function spokenPoints(points: readonly WarningPoint[]): readonly SpokenPoint[] {
  return points.map(({ code, when, to }) => ({ at: code, to, text: describeWarningTime(when) }));
}

/** A warning that was given: when, why and to whom. Of the dossier as a whole, to everybody who had a step of it. */
export function spokenWarning(code: string, { at, recordedAt, code: point, to, dueAt, when, step, held = [] }: DeadlineWarned['data'] & Partial<WarningGiven['data']>): object {
  const time = when ?? DEFAULT_WARNING_POINTS.find((usual) => usual.code === point)?.when;
  return {
    code: point, at, recordedAt, dueAt, reason: time === undefined ? { vi: point, en: point } : describeWarningTime(time),
    step: step === undefined ? null : { taskId: taskIdOf(code, step.jobKey), element: step.element, name: { vi: step.name, en: step.nameEn } },
    to: to.flatMap((receiver) => whoIs(receiver, held)),
  };
}

const NOBODY: Holder = { agency: '', unit: '', officer: null };

function whoIs(receiver: WarningPoint['to'][number], held: readonly Holder[]): readonly object[] {
  const name = RECEIVER_NAMES[receiver];
  if (receiver === 'centre') return [{ receiver, name, agency: 'one-stop', unit: null, officer: null }];
  const holders = held.length === 0 ? [NOBODY] : held;
  const told = holders.map(({ agency, unit, officer }) => ({
    receiver, name, agency: agency === '' ? null : agency, unit: receiver === 'agency-head' || unit === '' ? null : unit, officer: receiver === 'officer' ? officer : null,
  }));
  // Several steps of one office are one receiver.
  return [...new Map(told.map((each) => [JSON.stringify(each), each])).values()];
}
