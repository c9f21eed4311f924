import { useQuery } from '@tanstack/react-query';
import { listWarnings, type GivenWarning } from '../api/deadlines.js';
import { keys } from '../api/live-cache.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import panel from './panel.module.css';

const words = {
  vi: { title: 'Đã cảnh báo', lead: 'Ai đã được báo rằng việc sắp đến hạn hoặc quá hạn, và khi nào.', whole: 'Cả hồ sơ', to: 'Báo cho' },
  en: { title: 'Warnings given', lead: 'Who was told that something is due soon or late, and when.', whole: 'The whole dossier', to: 'To' },
};

/** Whom the dates of this dossier were brought to mind; nothing where nobody had to be warned. Who may not see it is told by the panel of the due date. */
export function WarningsPanel({ code }: Readonly<{ code: string }>) {
  const said = useWords(words);
  const warnings = useQuery({ queryKey: keys.warnings(code), queryFn: ({ signal }) => listWarnings(code, signal) });
  const { items = [] } = warnings.data ?? {};
  if (items.length === 0) return null;
  return (
    <section className={panel.panel} aria-labelledby="warnings">
      <h2 id="warnings">{said.title}</h2>
      <p className={panel.quiet}>{said.lead}</p>
      <ul className={panel.children}>{items.map((item) => <Line key={`${item.step?.taskId ?? ''} ${item.code}`} item={item} />)}</ul>
    </section>
  );
}

function Line({ item: { code, at, reason, step, to } }: Readonly<{ item: GivenWarning }>) {
  const said = useWords(words);
  const { say, language } = useSpeech();
  const receivers = to.map(({ name, officer }) => (officer === null ? say(name) : `${say(name)} ${officer.name}`)).join(', ');
  return (
    <li data-warning={code}>
      <p><strong>{step === null ? said.whole : say(step.name)}</strong> · <time dateTime={at}>{momentOf(at, language)}</time></p>
      <p className={panel.quiet}>{say(reason)}</p>
      <p className={panel.quiet}>{said.to}: {receivers}</p>
    </li>
  );
}
