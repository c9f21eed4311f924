// A browser has few connections to one address: a tab that nobody looks at gives its own back, and resumes when it is looked at.

const HIDDEN_MS = 30_000;

export function abortWhenHidden(connection: AbortController): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => connection.abort(), HIDDEN_MS);
  };
  document.addEventListener('visibilitychange', look, { signal: connection.signal });
  look();
}

export function untilSeen(stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.hidden && !stopped.aborted) return;
      document.removeEventListener('visibilitychange', look);
      stopped.removeEventListener('abort', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    stopped.addEventListener('abort', look);
    look();
  });
}
