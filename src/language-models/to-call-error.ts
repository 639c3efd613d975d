import { ModelCallError, type ModelCallErrorKind } from '../errors/model-call-error.js';
import type { Redactor } from './redact.js';
import { readRetryAfter } from './retry-after.js';

/** The provider answered with an HTTP error. */
export class StatusError extends ModelCallError {
  constructor(
    kind: ModelCallErrorKind,
    readonly status: number,
    detail: string,
    retryAfterMs: number | null,
  ) {
    super(kind, detail, retryAfterMs);
  }
}

export type ErrorReading = {
  readonly redactor: Redactor;
  readonly now: number;
  readonly retryAfterCapMs: number;
};

/** What an SDK throws, as far as it is looked at. */
type Thrown = {
  readonly status?: unknown;
  readonly headers?: unknown;
  readonly error?: unknown;
  readonly code?: unknown;
  readonly name?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
};

/**
 * What an SDK threw as a `ModelCallError`. The SDK's error is not kept as the cause: it holds headers, and is printed with
 * them.
 */
export function toCallError(thrown: unknown, reading: ErrorReading): ModelCallError {
  if (thrown instanceof ModelCallError) return thrown;
  const error = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as Thrown;
  if (typeof error.status === 'number') return toStatusError(error, error.status, reading);
  const { codes, texts } = readChain(error);
  const timeout =
    codes.some((code) => /TIMEOUT|TIMEDOUT/.test(code)) || texts.some((text) => /timed? ?out/i.test(text));
  const said = codes[0] ?? texts.at(-1) ?? 'no reason given';
  const detail = reading.redactor.redact(timeout ? `no answer in time (${said})` : `no connection (${said})`);
  return new ModelCallError(timeout ? 'timeout' : 'network', detail);
}

function toStatusError(error: Thrown, status: number, reading: ErrorReading): StatusError {
  const headers = error.headers instanceof Headers ? error.headers : undefined;
  const { type, code, message } = readBody(error.error);
  const wait = readRetryAfter(headers, reading.now, reading.retryAfterCapMs);
  const said = message ?? (typeof error.message === 'string' ? error.message : '');
  const detail = reading.redactor.redact(`${status}${said === '' ? '' : ` ${said.replace(/^\d{3} /, '')}`}`);
  const final = headers?.get('x-should-retry') === 'false';
  return new StatusError(kindOf(status, type, code, final), status, detail, wait);
}

function kindOf(status: number, type: string, code: string, final: boolean): ModelCallErrorKind {
  // An account without money is told so with 429 or 402, and waiting does not help.
  if (status === 402 || code === 'insufficient_quota' || type === 'insufficient_quota')
    return 'authentication';
  if (type === 'billing_error') return 'authentication';
  if (status === 401 || status === 403) return 'authentication';
  const transient = status === 408 || status === 409 || status === 425 || status === 429 || status >= 500;
  if (!transient || final) return 'invalid_request';
  if (status === 429) return 'rate_limit';
  if (status === 529 || status === 503 || type === 'overloaded_error') return 'overloaded';
  return status === 408 ? 'timeout' : 'server';
}

/** Both `{error: {type, code, message}}` and its inside, which is what the one SDK keeps. */
function readBody(body: unknown): { type: string; code: string; message: string | null } {
  const outer = asRecord(body);
  const inner = typeof outer.error === 'object' ? asRecord(outer.error) : outer;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    type: text(inner.type),
    code: text(inner.code),
    message:
      typeof inner.message === 'string'
        ? inner.message
        : typeof outer.error === 'string'
          ? outer.error
          : null,
  };
}

function asRecord(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null ? (value as { readonly [key: string]: unknown }) : {};
}

/** Codes and texts of an error and its causes, outermost first. */
function readChain(error: Thrown): { codes: readonly string[]; texts: readonly string[] } {
  const codes: string[] = [];
  const texts: string[] = [];
  let current: Thrown | undefined = error;
  for (let depth = 0; current && depth < 5; depth += 1) {
    if (typeof current.code === 'string') codes.push(current.code);
    if (typeof current.message === 'string') texts.push(current.message);
    const cause: unknown = current.cause;
    current = typeof cause === 'object' && cause !== null ? (cause as Thrown) : undefined;
  }
  return { codes, texts };
}
