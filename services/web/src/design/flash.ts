import { useEffect, useRef, type RefObject } from 'react';

const FLASH_MS = 1_600;

/** Tints an element for a moment when `version` changes after it was first shown: something happened here. */
export function useFlash(element: RefObject<HTMLElement | null>, version: number): void {
  const shown = useRef(version);
  useEffect(() => {
    if (shown.current === version) return;
    shown.current = version;
    if (prefersStillness()) return;
    element.current?.animate([{ backgroundColor: 'var(--flash)', offset: 0 }], { duration: FLASH_MS, easing: 'ease-out' });
  }, [element, version]);
}

export const prefersStillness = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
