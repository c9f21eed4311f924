import { useId } from 'react';
import type { TrialField } from '../api/rules.js';
import type { Bilingual } from '../language/bilingual.js';
import { useSpeech, useWords } from '../language/language.js';
import { ruleWords } from './rule-words.js';
import { blankOf, partOf, withPart, type Draft } from './trial-values.js';

type Props = Readonly<{ field: TrialField; draft: Draft; onChange(draft: Draft): void }>;

/** Made from what the model says of its inputs: groups and lists within each other too. */
export function TrialFieldEntry({ field, draft, onChange }: Props) {
  const { say } = useSpeech();
  switch (field.kind) {
    case 'group':
      return (
        <fieldset>
          <legend>{say(field.label)}</legend>
          {field.fields.map((part) => <TrialFieldEntry key={part.name} field={part} draft={partOf(draft, part)} onChange={(next) => onChange(withPart(draft, part.name, next))} />)}
        </fieldset>
      );
    case 'list':
      return <ListEntry field={field} items={Array.isArray(draft) ? (draft as readonly Draft[]) : []} onChange={onChange} />;
    case 'text':
    case 'number':
    case 'boolean':
    case 'choice':
    case 'temporal':
    case 'any':
      return <PlainEntry field={field} text={typeof draft === 'string' ? draft : ''} onChange={onChange} />;
  }
}

/** Of a sample nobody needs more. */
const MOST_ITEMS = 50;

function ListEntry({ field, items, onChange }: Readonly<{ field: Extract<TrialField, { kind: 'list' }>; items: readonly Draft[]; onChange(draft: Draft): void }>) {
  const words = useWords(ruleWords);
  const { say, count } = useSpeech();
  return (
    <fieldset>
      <legend>{say(field.label)}</legend>
      {items.map((item, place) => (
        <div key={place}>
          <TrialFieldEntry field={{ ...field.item, label: both(words.item(count(place + 1))) }} draft={item} onChange={(next) => onChange(items.with(place, next))} />
          <button type="button" className="button" onClick={() => onChange(items.toSpliced(place, 1))}>{words.drop(count(place + 1))}</button>
        </div>
      ))}
      <p><button type="button" className="button" aria-disabled={items.length >= MOST_ITEMS} onClick={() => items.length < MOST_ITEMS && onChange([...items, blankOf(field.item)])}>{words.add}</button></p>
    </fieldset>
  );
}

/** It is said in the reader's language already. */
const both = (text: string): Bilingual => ({ vi: text, en: text });

type Plain = Exclude<TrialField, { kind: 'group' | 'list' }>;

function PlainEntry({ field, text, onChange }: Readonly<{ field: Plain; text: string; onChange(draft: Draft): void }>) {
  const words = useWords(ruleWords);
  const { say } = useSpeech();
  const id = useId();
  const change = ({ target }: Readonly<{ target: Readonly<{ value: string }> }>) => onChange(target.value);
  const choices = field.kind === 'boolean' ? [['true', words.yes], ['false', words.no]] as const : field.kind === 'choice' ? field.choices.map((choice) => [choice, choice] as const) : null;
  if (choices !== null) {
    return (
      <p>
        <label htmlFor={id}>{say(field.label)}</label>
        <select id={id} value={text} onChange={change}><option value="">{words.unknown}</option>{choices.map(([value, label]) => <option key={value} value={value}>{label}</option>)}</select>
      </p>
    );
  }
  if (field.kind === 'any') return <p><label htmlFor={id}>{say(field.label)}</label><textarea id={id} rows={3} maxLength={20_000} value={text} placeholder={words.anyHint} onChange={change} /></p>;
  const isDay = field.kind === 'temporal' && field.type === 'date';
  const hint = field.kind === 'number' ? words.numberHint : field.kind === 'temporal' && field.type.endsWith('duration') ? words.durationHint : undefined;
  return (
    <p>
      <label htmlFor={id}>{say(field.label)}</label>
      <input id={id} type={isDay ? 'date' : 'text'} inputMode={field.kind === 'number' ? 'decimal' : undefined} maxLength={500} value={text} placeholder={hint} list={field.kind === 'text' && field.suggested.length > 0 ? `${id}-values` : undefined} onChange={change} />
      {field.kind === 'text' && field.suggested.length > 0 && <datalist id={`${id}-values`}>{field.suggested.map((value) => <option key={value} value={value} />)}</datalist>}
    </p>
  );
}
