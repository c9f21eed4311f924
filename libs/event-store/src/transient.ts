/** SQLSTATE classes that speak of the server's condition and not of the statement: connection, resources, intervention. */
const CLASSES = /^(08|53|57|58)/;
/** Serialization failure, deadlock, lock not available, read-only during a failover. */
const CODES = new Set(['40001', '40P01', '55P03', '25006']);
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT']);
/** node-postgres reports a connection that broke without a code. */
const BROKEN = /connection (terminated|ended|error)|terminating connection|timeout exceeded when trying to connect|client has encountered a connection error|not queryable|fetch failed|socket hang up/i;

/** True for failures of database or network that a later attempt may not meet. Never a reason to park a message. */
export function isTransient(error: unknown): boolean {
  if (error === null || typeof error !== 'object') return false;
  const { code, message, name, cause } = error as { code?: unknown; message?: unknown; name?: unknown; cause?: unknown };
  if (name === 'Overloaded' || name === 'TimeoutError' || name === 'AbortError') return true;
  if (typeof code === 'string' && (CODES.has(code) || NETWORK.has(code) || (code.length === 5 && CLASSES.test(code)))) return true;
  if (typeof message === 'string' && BROKEN.test(message)) return true;
  return cause !== undefined && isTransient(cause);
}

/** True where nobody can tell whether the statement took effect: the connection broke before its answer. */
export function isOutcomeUnknown(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return isTransient(error) && !(typeof code === 'string' && (CODES.has(code) || code.startsWith('53')));
}
