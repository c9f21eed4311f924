import { createParser } from 'eventsource-parser';
import type { LiveFact } from './audit.js';
import { request } from './request.js';
import { abortWhenHidden, untilSeen } from './tab-seen.js';

// Server-Sent Events by fetch, since the browser's EventSource cannot send a token. It resumes by the id of the last fact it heard.

export type LiveStatus = 'connecting' | 'live' | 'resuming';

export type LiveListener = Readonly<{
  onFact(fact: LiveFact): void;
  /** Something about a log does not agree; only those hear of it who watch over them. */
  onAlarm(): void;
  onStatus(status: LiveStatus): void;
  /** The stream starts without a past: what was read before it opened may have missed something. */
  onFreshStart(): void;
}>;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** A connection that says nothing for this long, not even a comment, is taken for dead. */
const SILENCE_MS = 60_000;
/** After a longer absence (a laptop asleep) reading everything anew is less than hearing every fact in between. */
const RESUME_WITHIN_MS = 10 * 60_000;
const LONGEST_EVENT_CHARS = 1_000_000;

type Course = { lastId: string | null; heardAt: number; failures: number; serverWaitMs: number | null };

/** Stays connected until `stop` is called: the returned function. */
export function followLive(listener: LiveListener): () => void {
  const stopped = new AbortController();
  const course: Course = { lastId: null, heardAt: 0, failures: 0, serverWaitMs: null };
  void keepFollowing(course, listener, stopped.signal);
  return () => stopped.abort();
}

async function keepFollowing(course: Course, listener: LiveListener, stopped: AbortSignal): Promise<void> {
  listener.onStatus('connecting');
  while (!stopped.aborted) {
    await untilSeen(stopped);
    try {
      await followOnce(course, listener, stopped);
    } catch {
      // Whatever ended the connection, the answer is the same: say so, wait, resume after the last fact.
    }
    if (stopped.aborted) return;
    listener.onStatus('resuming');
    await pause(waitOf(course), stopped);
    course.failures += 1;
  }
}

async function followOnce(course: Course, listener: LiveListener, stopped: AbortSignal): Promise<void> {
  const connection = new AbortController();
  abortWhenHidden(connection);
  try {
    const body = await open(course, listener, AbortSignal.any([stopped, connection.signal]));
    await readAll(body, parserOf(course, listener), connection);
  } finally {
    connection.abort();
  }
}

async function open(course: Course, listener: LiveListener, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  if (course.lastId !== null && Date.now() - course.heardAt > RESUME_WITHIN_MS) course.lastId = null;
  const resumes = course.lastId !== null;
  const response = await request(course.lastId === null ? '/api/audit/live' : `/api/audit/live?after=${encodeURIComponent(course.lastId)}`, {
    signal,
    accept: 'text/event-stream',
    ...(course.lastId !== null && { headers: { 'last-event-id': course.lastId } }),
  });
  if (response.body === null) throw new Error('Expected to read the live stream, but the answer has no body');
  course.failures = 0;
  course.heardAt = Date.now();
  listener.onStatus('live');
  if (!resumes) listener.onFreshStart();
  return response.body;
}

/** Takes the stream's text in whatever pieces it comes. */
function parserOf(course: Course, listener: LiveListener): (text: string) => void {
  const parser = createParser({
    maxBufferSize: LONGEST_EVENT_CHARS,
    onRetry: (waitMs) => {
      course.serverWaitMs = waitMs;
    },
    onEvent: ({ event, id, data }) => {
      if (id !== undefined) course.lastId = id;
      if (event === 'fact') listener.onFact(JSON.parse(data) as LiveFact);
      if (event === 'alarm') listener.onAlarm();
    },
  });
  return (text) => {
    course.heardAt = Date.now();
    parser.feed(text);
  };
}

async function readAll(body: ReadableStream<Uint8Array>, feed: (text: string) => void, connection: AbortController): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let silence: ReturnType<typeof setTimeout> | undefined;
  try {
    for (;;) {
      silence = setTimeout(() => connection.abort(), SILENCE_MS);
      const { done, value } = await reader.read();
      clearTimeout(silence);
      if (done) return;
      feed(decoder.decode(value, { stream: true }));
    }
  } finally {
    clearTimeout(silence);
    await reader.cancel().catch(() => undefined);
  }
}

/** Doubling, with a random part so that all browsers of an office do not come back in the same instant. */
function waitOf({ failures, serverWaitMs }: Course): number {
  const wait = Math.min(LONGEST_WAIT_MS, (serverWaitMs ?? FIRST_WAIT_MS) * 2 ** Math.min(failures, 6));
  return wait * (0.7 + 0.6 * Math.random());
}

function pause(waitMs: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      stopped.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, waitMs);
    // The network is back: no reason to sit out the rest of a long wait.
    addEventListener('online', done);
    stopped.addEventListener('abort', done);
  });
}
