/** What went wrong between us and a server, as the rest of a sentence, on one line and without the given secrets. */
export function describeFailure(error: unknown, secrets: readonly (string | null)[]): string {
  const { status } = (error ?? {}) as { readonly status?: unknown };
  const code = codeOf(error, 0);
  const said = shorten(messageOf(error), secrets);
  if (typeof status === 'number') return `answered ${status}${said === '' ? '' : ` (${said})`}`;
  if (code !== '') return `cannot be reached (${code})`;
  if (error instanceof Error && /timeout/i.test(error.name)) return 'did not answer in time';
  return `failed (${said})`;
}

/** Network errors of Node lie some causes deep. */
function codeOf(error: unknown, depth: number): string {
  if (typeof error !== 'object' || error === null || depth > 5) return '';
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
  return codeOf(cause, depth + 1);
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const { data } = (error ?? {}) as { readonly data?: { readonly status?: { readonly error?: unknown } } };
  const detail = data?.status?.error;
  return typeof detail === 'string' ? `${message}: ${detail}` : message;
}

function shorten(message: string, secrets: readonly (string | null)[]): string {
  let said = message.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
  said = said.replace(/\/\/[^/\s@]*@/g, '//***@');
  for (const secret of secrets) if (secret !== null && secret !== '') said = said.replaceAll(secret, '***');
  return said.length > 200 ? `${said.slice(0, 200)}…` : said;
}
