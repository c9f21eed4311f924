// Rows are links: what is chosen is simply what has the focus, so Enter opens it and a screen reader says it.

function rows(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-rows] a[data-row]')];
}

export function focusRow(at: number): void {
  const row = rows()[at];
  row?.focus();
  row?.closest('tr')?.scrollIntoView({ block: 'nearest' });
}

/** One row on or back; from nowhere to the first. At the end it asks for more. */
export function moveRow(step: 1 | -1, onEnd: () => void = () => undefined): void {
  const all = rows();
  const current = all.findIndex((row) => row === document.activeElement);
  const next = current === -1 ? 0 : current + step;
  if (next >= all.length - 1) onEnd();
  focusRow(Math.max(0, Math.min(next, all.length - 1)));
}
