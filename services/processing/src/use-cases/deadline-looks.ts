/** Up to when somebody has looked at what is late or about to be: a convenience of reading, so a row of its own and no event of any dossier. */
export abstract class DeadlineLooks {
  /** Null for whoever has never looked. */
  abstract seenUntil(subject: string): Promise<string | null>;
  /** Never goes back: an answer that was shown earlier takes nothing away. */
  abstract look(subject: string, until: string): Promise<string>;
}
