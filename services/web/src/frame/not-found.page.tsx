import { Link } from 'react-router';
import { usePageTitle, useSpeech } from '../language/language.js';

export function NotFoundPage() {
  const { texts } = useSpeech();
  usePageTitle(texts.frame.notFound);
  return (
    <section className="empty">
      <h1>{texts.frame.notFound}</h1>
      <p>{texts.frame.notFoundHelp}</p>
      <Link className="button" to="/dossiers">{texts.dossier.back}</Link>
    </section>
  );
}
