import { escaped } from '@lienthong/service-host';

/** Above every form of a dossier: which unit took it in, and its code. */
export function dossierHead(receivingUnit: string, dossierCode: string): string {
  return `<header>
<p>Bộ phận Một cửa ${escaped(receivingUnit)}</p>
<p>Mã hồ sơ: <strong>${escaped(dossierCode)}</strong></p>
</header>`;
}

/** A line of a form's list; an empty one stays, to be filled in by hand. */
export function printedLine(label: string, text: string): string {
  return `<dt>${escaped(label)}</dt><dd>${escaped(text)}</dd>`;
}
