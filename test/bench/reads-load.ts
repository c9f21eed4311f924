import autocannon from 'autocannon';

/** `paths` are asked once each, by connections that share them out. `ratePerSecond`: as many as go, where it is left out. */
export type Load = Readonly<{ url: string; token: string; paths: readonly string[]; connections: number; seconds: number; purpose: string; ratePerSecond?: number }>;
export type LoadFigure = Readonly<{ requests: number; failed: number; perSecond: number; meanMs: number; p50Ms: number; p99Ms: number }>;

/** A process of its own, so that what asks and what answers share no event loop; one for all rounds, so that it is warm in all. */
process.on('message', (load: Load) => {
  void run(load).then((figure) => process.send?.(figure), () => process.exit(1));
});

function run(load: Load): Promise<LoadFigure> {
  return new Promise((resolve, reject) => {
    ask(load, (error, figure) => {
      if (figure === undefined) reject(error ?? new Error('Expected figures of a load, but there are none'));
      else resolve(figure);
    });
  });
}

function ask({ url, token, paths, connections, seconds, purpose, ratePerSecond }: Load, done: (error: Error | null, figure?: LoadFigure) => void): void {
  const headers = { authorization: `Bearer ${token}`, purpose };
  const share = Math.floor(paths.length / connections);
  const took: number[] = [];
  let client = 0;
  const asking = autocannon({
    url, connections, duration: seconds, ...(ratePerSecond !== undefined && { overallRate: ratePerSecond, ignoreCoordinatedOmission: true }),
    setupClient: (each) => {
      each.setRequests(paths.slice(client * share, (client + 1) * share).map((path) => ({ path, headers })));
      client += 1;
    },
  }, (error, result) => {
    if (error) return done(error);
    const { requests, non2xx, errors } = result;
    took.sort((a, b) => a - b);
    done(null, {
      requests: requests.total, failed: non2xx + errors, perSecond: requests.average,
      meanMs: took.reduce((sum, ms) => sum + ms, 0) / took.length, p50Ms: took[Math.floor(took.length * 0.5)] ?? 0, p99Ms: took[Math.floor(took.length * 0.99)] ?? 0,
    });
  });
  // The library's own figures are whole milliseconds, of which a read takes two.
  asking.on('response', (_client, _status, _bytes, ms) => took.push(ms));
}
