/** What a person reads: a short title, and what they can do now. `{name}` is replaced by the refusal's member of that name. */
export type ProblemText = Readonly<{ title: string; whatToDo: string }>;

/** One code of a catalogue: its HTTP status and its text, Vietnamese first. */
export type ProblemEntry = Readonly<{ status: number; vi: ProblemText; en: ProblemText }>;

export type ProblemCatalogue<Code extends string = string> = Readonly<Record<Code, ProblemEntry>>;

const CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/**
 * A service's catalogue. Name the codes to make it total: `defineProblems<ObligationRejection['code']>({ … })` does not compile
 * until every rejection has a status and a text. Throws at start for an entry that nobody could read.
 */
export function defineProblems<Code extends string>(entries: Record<Code, ProblemEntry>): ProblemCatalogue<Code> {
  for (const [code, entry] of Object.entries<ProblemEntry>(entries)) {
    if (!CODE.test(code)) throw new Error(`Expected to define problem ${code}, but a code is written LIKE_THIS`);
    if (entry.status < 400 || entry.status > 503) throw new Error(`Expected to define problem ${code}, but ${entry.status} is not the status of a refusal`);
    const texts = [entry.vi.title, entry.vi.whatToDo, entry.en.title, entry.en.whatToDo];
    if (texts.some((text) => text.trim() === '')) throw new Error(`Expected to define problem ${code}, but one of its texts is empty`);
  }
  return Object.freeze({ ...entries });
}
