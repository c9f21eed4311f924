import { useId, type ReactNode } from 'react';
import type { AmendmentKind, ClockOptions } from '../api/clock.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import styles from './clock.module.css';
import { chosen, GROUNDS, hasTime, isOfSuspension, UNITS, WHATS, type ClockDraft, type What } from './clock-draft.js';
import { clockWords } from './clock-words.js';

type Props = Readonly<{ options: ClockOptions; draft: ClockDraft; onChange(draft: ClockDraft): void }>;

/** What each act asks for, and the reason, which all of them ask for. */
export function ClockFields({ kind, ...props }: Props & Readonly<{ kind: AmendmentKind }>) {
  const words = useWords(clockWords);
  const { draft, onChange } = props;
  return (
    <>
      {kind === 'extension' && <ExtensionFields {...props} />}
      {kind === 'apology' && <ApologyFields {...props} />}
      {kind === 'correction' && <CorrectionFields {...props} />}
      <Field label={words.reason} help={words.reasonHelp}>
        {(id, helpId) => <textarea id={id} aria-describedby={helpId} value={draft.reason} required minLength={10} maxLength={1_000} rows={3} onChange={({ target }) => onChange({ ...draft, reason: target.value })} />}
      </Field>
    </>
  );
}

function Field({ label, help, children }: Readonly<{ label: string; help?: string; children(id: string, helpId: string | undefined): ReactNode }>) {
  const id = useId();
  const helpId = help === undefined ? undefined : `${id}-help`;
  return (
    <p>
      <label htmlFor={id}>{label}</label>
      {children(id, helpId)}
      {help !== undefined && <span id={helpId} className={styles.quiet}>{help}</span>}
    </p>
  );
}

function ExtensionFields({ draft, onChange }: Props) {
  const words = useWords(clockWords);
  return (
    <>
      <Field label={words.amount}>{(id) => <input id={id} type="number" min={1} max={999} required value={draft.amount} onChange={({ target }) => onChange({ ...draft, amount: target.value })} />}</Field>
      <Field label={words.unit}>
        {(id) => <select id={id} value={draft.unit} onChange={({ target }) => onChange({ ...draft, unit: target.value as ClockDraft['unit'] })}>{UNITS.map((unit) => <option key={unit} value={unit}>{words.units[unit]}</option>)}</select>}
      </Field>
      <Field label={words.basis} help={words.basisHelp}>
        {(id, helpId) => <input id={id} aria-describedby={helpId} required minLength={3} maxLength={300} autoComplete="off" value={draft.legalBasis} onChange={({ target }) => onChange({ ...draft, legalBasis: target.value })} />}
      </Field>
    </>
  );
}

function ApologyFields({ options: { apology }, draft, onChange }: Props) {
  const words = useWords(clockWords);
  const { say, language } = useSpeech();
  const help = apology.deadline === null ? undefined : words.inTimeUntil(momentOf(apology.deadline, language));
  return (
    <>
      <p className={styles.quiet}>{words.basis}: {say(apology.legalBasis)}</p>
      <Field label={words.newDate} {...(help !== undefined && { help })}>
        {(id, helpId) => <input id={id} aria-describedby={helpId} type="datetime-local" required value={draft.dueAt} onChange={({ target }) => onChange({ ...draft, dueAt: target.value })} />}
      </Field>
    </>
  );
}

function CorrectionFields({ options, draft, onChange }: Props) {
  const words = useWords(clockWords);
  const { say, language } = useSpeech();
  const { suspensions } = options;
  const { what } = draft;
  const possible = WHATS.filter((each) => !isOfSuspension(each) || suspensions.length > 0);
  const nameOf = ({ number, name, from, to }: ClockOptions['suspensions'][number]): string => words.suspended(String(number), say(name), momentOf(from, language), to === null ? words.lasting : momentOf(to, language));
  return (
    <>
      <Field label={words.what}>
        {(id) => <select id={id} value={what} onChange={({ target }) => onChange(chosen(draft, { what: target.value as What }, options))}>{possible.map((each) => <option key={each} value={each}>{words.whats[each]}</option>)}</select>}
      </Field>
      {isOfSuspension(what) && (
        <Field label={words.suspension}>
          {(id) => <select id={id} value={draft.suspension} onChange={({ target }) => onChange(chosen(draft, { suspension: Number(target.value) }, options))}>{suspensions.map((each) => <option key={each.number} value={each.number}>{nameOf(each)}</option>)}</select>}
        </Field>
      )}
      {hasTime(what) && <Field label={words.rightTime}>{(id) => <input id={id} type="datetime-local" step="1" required value={draft.at} onChange={({ target }) => onChange({ ...draft, at: target.value })} />}</Field>}
      {what === 'suspension-ground' && (
        <Field label={words.rightGround}>
          {(id) => <select id={id} value={draft.ground} onChange={({ target }) => onChange({ ...draft, ground: target.value as ClockDraft['ground'] })}>{GROUNDS.map((each) => <option key={each} value={each}>{words.grounds[each]}</option>)}</select>}
        </Field>
      )}
      {what === 'calendar' && <Field label={words.rightCalendar} help={words.calendarHelp}>{(id, helpId) => <input id={id} aria-describedby={helpId} required maxLength={80} autoComplete="off" value={draft.calendar} onChange={({ target }) => onChange({ ...draft, calendar: target.value })} />}</Field>}
    </>
  );
}
