import { useLayoutEffect, useRef, type RefObject } from 'react';
import { prefersStillness } from '../design/flash.js';

const MOVE_MS = 520;
const APPEAR_MS = 300;

type Place = Readonly<{ left: number; top: number }>;

/**
 * Lets cards glide from where they were to where they are, also from one column into another, where React makes a new element: a card
 * is known by its dossier. Watches the columns themselves, since they change apart from each other.
 */
export function useMovingCards(): RefObject<HTMLDivElement | null> {
  const columns = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const root = columns.current;
    if (root === null || prefersStillness()) return undefined;
    let places = placesIn(root);
    const observer = new MutationObserver(() => {
      const before = places;
      places = placesIn(root);
      // The first filling is not a movement.
      if (before.size > 0) glide(root, before, places);
    });
    observer.observe(root, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  return columns;
}

const cardsIn = (root: HTMLElement): readonly HTMLElement[] => [...root.querySelectorAll<HTMLElement>('[data-card]')];

const codeOf = (card: HTMLElement): string => card.dataset['card'] ?? '';

/** Where the cards are laid out inside the columns: a card that still glides counts where it will end. */
function placesIn(root: HTMLElement): ReadonlyMap<string, Place> {
  return new Map(cardsIn(root).map((card) => [codeOf(card), { left: card.offsetLeft, top: card.offsetTop }]));
}

function glide(root: HTMLElement, before: ReadonlyMap<string, Place>, after: ReadonlyMap<string, Place>): void {
  for (const card of cardsIn(root)) {
    const from = before.get(codeOf(card));
    const to = after.get(codeOf(card));
    if (to === undefined) continue;
    if (from === undefined) {
      card.animate([{ opacity: 0 }, { opacity: 1 }], { duration: APPEAR_MS, easing: 'ease-out' });
    } else if (from.left !== to.left || from.top !== to.top) {
      // Above the others while it crosses them.
      const zIndex = from.left === to.left ? 'auto' : 2;
      card.animate([{ transform: `translate(${from.left - to.left}px, ${from.top - to.top}px)`, zIndex }, { transform: 'none', zIndex }], { duration: MOVE_MS, easing: 'cubic-bezier(.2, .7, .2, 1)' });
    }
  }
}
