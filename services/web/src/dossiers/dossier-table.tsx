import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { roleName } from '../agencies/agencies.js';
import type { DossierItem } from '../api/audit.js';
import { AgencyName } from '../design/agency-name.js';
import { Due, dueStanding } from '../design/due.js';
import { Incidents } from '../design/incidents.js';
import { useFlash } from '../design/flash.js';
import { ProcedureName } from '../design/procedure-name.js';
import { Ago } from '../design/since.js';
import { StateBadge } from '../design/state-badge.js';
import { useSpeech } from '../language/language.js';
import { useNow } from '../language/moments.js';
import styles from './dossier-table.module.css';
import { dossierAddress } from './filter-address.js';
import { focusRow } from './row-keys.js';

// On a phone the rows are laid out as cards by CSS, which takes away a table's meaning: the roles give it back.

export function DossierTable({ items, dimmed }: Readonly<{ items: readonly DossierItem[]; dimmed: boolean }>) {
  const { texts } = useSpeech();
  useKeepFocus(items);
  const columns = [texts.list.code, texts.list.state, texts.list.holder, texts.list.since, texts.list.due];
  return (
    <table role="table" className={styles.table} data-rows aria-busy={dimmed}>
      <caption className="visually-hidden">{texts.list.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">{columns.map((column) => <th key={column} role="columnheader" scope="col">{column}</th>)}</tr>
      </thead>
      <tbody role="rowgroup">
        {items.map((item) => <Row key={item.code} item={item} />)}
      </tbody>
    </table>
  );
}

function Row({ item }: Readonly<{ item: DossierItem }>) {
  const { texts, say } = useSpeech();
  const row = useRef<HTMLTableRowElement>(null);
  useFlash(row, item.position);
  return (
    <tr ref={row} role="row" className={styles.row} data-standing={dueStanding(item, useNow())}>
      <td role="cell" className={styles.code}>
        <Link data-row={item.code} to={dossierAddress(item.code)} aria-label={texts.list.open(item.code)}>{item.code}</Link>
        <span className={styles.procedure}><ProcedureName code={item.procedureCode} /></span>
      </td>
      <td role="cell" className={styles.state}><StateBadge state={item.state} /><Incidents count={item.incidents} /></td>
      <td role="cell" className={styles.holder}>
        {item.holder === null ? <span className={styles.nobody}>{texts.list.nobody}</span> : (
          <>
            <AgencyName agency={item.holder.agency} />
            <span className={styles.task}>{say(item.task ?? roleName(item.holder.role))}</span>
          </>
        )}
      </td>
      <td role="cell" className={styles.since}>{item.since !== null && <Ago at={item.since} />}</td>
      <td role="cell" className={styles.due}><Due item={item} /></td>
    </tr>
  );
}

/** A row that leaves the list live hands its focus to the row that takes its place. */
function useKeepFocus(items: readonly DossierItem[]): void {
  const focused = useRef<Readonly<{ code: string; at: number }> | null>(null);
  useEffect(() => {
    const lost = focused.current;
    if (lost === null || document.activeElement !== document.body || items.some(({ code }) => code === lost.code)) return;
    focusRow(Math.min(lost.at, items.length - 1));
  }, [items]);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      const code = target instanceof HTMLElement ? target.dataset['row'] : undefined;
      focused.current = code === undefined ? null : { code, at: items.findIndex((item) => item.code === code) };
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, [items]);
}
