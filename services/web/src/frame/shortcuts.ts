import { useEffectEvent, useLayoutEffect } from 'react';

/** Keys as in `KeyboardEvent.key`; "g d" is g, then d. */
export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const DISABLED_AS = 'lienthong.shortcuts-off';
const SECOND_KEY_WITHIN_MS = 1_000;

/** A single letter may be spoken or hit by accident: whoever is disturbed can turn them off (WCAG 2.1.4). */
export const shortcutsEnabled = (): boolean => localStorage.getItem(DISABLED_AS) === null;

export function enableShortcuts(enabled: boolean): void {
  if (enabled) localStorage.removeItem(DISABLED_AS);
  else localStorage.setItem(DISABLED_AS, 'yes');
}

export function useShortcuts(shortcuts: Shortcuts): void {
  const press = useEffectEvent((event: KeyboardEvent, combination: string) => {
    const act = shortcuts[combination];
    if (act === undefined) return false;
    event.preventDefault();
    act(event);
    return true;
  });
  // In the same instant as what they act on is shown: an effect would run a moment later, and a key pressed meanwhile would be lost.
  useLayoutEffect(() => {
    let prefix: Readonly<{ key: string; at: number }> | undefined;
    const listen = (event: KeyboardEvent) => {
      if (isForSomethingElse(event)) return;
      const first = prefix !== undefined && event.timeStamp - prefix.at < SECOND_KEY_WITHIN_MS ? prefix.key : undefined;
      prefix = undefined;
      if (first !== undefined && press(event, `${first} ${event.key}`)) return;
      if (!press(event, event.key)) prefix = { key: event.key, at: event.timeStamp };
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

function isForSomethingElse(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return true;
  if (!shortcutsEnabled() || document.querySelector('dialog[open]') !== null) return true;
  return event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]') !== null;
}
