import { useEffect, useRef, useState, type RefObject } from 'react';
import { agencyName, HOLDERS } from '../agencies/agencies.js';
import { NATIONAL_STATES, STATES } from '../agencies/states.js';
import type { DossierFilter } from '../api/audit.js';
import { SearchIcon } from '../design/icons.js';
import { useSpeech } from '../language/language.js';
import styles from './filter-bar.module.css';
import { filters, withChoice, type FilterName } from './filter-address.js';

const SEARCH_AFTER_MS = 250;
/** Longer than any dossier code. */
const LONGEST_SEARCH = 40;

type Props = Readonly<{
  filter: DossierFilter;
  searchRef: RefObject<HTMLInputElement | null>;
  onChange: (filter: DossierFilter) => void;
  onEnter: () => void;
}>;

export function FilterBar({ filter, searchRef, onChange, onEnter }: Props) {
  const { texts, say } = useSpeech();
  const { state, agency, late, q } = filter;
  const choose = (name: FilterName, value: string) => onChange(withChoice(filter, name, value));
  return (
    <search className={styles.bar}>
      <SearchField q={q ?? ''} inputRef={searchRef} onSearch={(text) => choose('q', text)} onEnter={onEnter} />
      <label className={styles.choice}>
        <span>{texts.list.state}</span>
        <select value={state ?? ''} onChange={({ target }) => choose('state', target.value)}>
          <option value="">{texts.list.anyState}</option>
          {NATIONAL_STATES.map((each) => <option key={each} value={each}>{say(STATES[each].name)}</option>)}
        </select>
      </label>
      <label className={styles.choice}>
        <span>{texts.list.agency}</span>
        <select value={agency ?? ''} onChange={({ target }) => choose('agency', target.value)}>
          <option value="">{texts.list.anyAgency}</option>
          {HOLDERS.map((each) => <option key={each} value={each}>{say(agencyName(each))}</option>)}
        </select>
      </label>
      <label className={styles.late}>
        <input type="checkbox" checked={late === true} onChange={({ target }) => choose('late', target.checked ? 'true' : '')} />
        {texts.list.late}
      </label>
      {filters(filter) && <button type="button" className={styles.clear} onClick={() => onChange({})}>{texts.list.clear}</button>}
    </search>
  );
}

type SearchProps = Readonly<{ q: string; inputRef: RefObject<HTMLInputElement | null>; onSearch: (text: string) => void; onEnter: () => void }>;

function SearchField({ q, inputRef, onSearch, onEnter }: SearchProps) {
  const { texts } = useSpeech();
  const [typed, setTyped] = useState(q);
  const [searched, setSearched] = useState(q);
  const sent = useRef(q);
  // The address changed by another way (cleared, gone back): show what is searched for now. Letters typed meanwhile stay.
  if (q !== searched) {
    setSearched(q);
    if (q !== sent.current) setTyped(q);
  }
  useEffect(() => {
    if (typed.trim() === q) return undefined;
    const timer = setTimeout(() => {
      sent.current = typed.trim();
      onSearch(sent.current);
    }, SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  });
  return (
    <label className={styles.search}>
      <span className="visually-hidden">{texts.list.searchLabel}</span>
      <SearchIcon />
      <input
        ref={inputRef}
        type="search"
        value={typed}
        maxLength={LONGEST_SEARCH}
        placeholder={texts.list.searchHint}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onEnter();
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </label>
  );
}
