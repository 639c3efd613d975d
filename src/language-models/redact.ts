/** Keeps keys out of everything that is written or shown. */
export type Redactor = {
  /** One line without keys, headers of credentials or control characters, at most `limit` characters. */
  readonly redact: (text: string, limit?: number) => string;
  /** Whether a text, or its JSON spelling, holds a configured key. */
  readonly holdsKey: (text: string) => boolean;
};

/** Shorter ones are placeholders (`none`, `ollama`) that texts hold by chance. */
const shortestKey = 8;
const keyNames = /(?:KEY|TOKEN|SECRET|PASSWORD|CUSTOM_HEADERS)$/i;
const headers =
  /\b(x-api-key|api[-_]key|(?:proxy-)?authorization|set-cookie|cookie)(["']?\s*[:=]\s*["']?)(?:(?:bearer|basic)\s+)?[^\s"',;}]+/gi;
const bearer = /\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{6,}/gi;
const skKeys = /\bsk-[A-Za-z0-9_-]{4,}/g;
const controls = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g;

/** Keys are the values of variables that are named like one (`…_KEY`, `…_TOKEN`), and what stands in custom headers. */
export function createRedactor(environment: { readonly [name: string]: string | undefined }): Redactor {
  const keys = new Set<string>();
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || !keyNames.test(name)) continue;
    const parts = /CUSTOM_HEADERS$/i.test(name)
      ? value.split('\n').map((line) => line.slice(line.indexOf(':') + 1))
      : [value];
    for (const part of parts) if (part.trim().length >= shortestKey) keys.add(part.trim());
  }
  const spellings = [...keys].flatMap((key) => [key, JSON.stringify(key).slice(1, -1)]);
  return {
    redact(text, limit = 300) {
      let clean = text;
      for (const key of spellings) clean = clean.replaceAll(key, '[key]');
      clean = clean
        .replace(headers, '$1$2[key]')
        .replace(bearer, '$1 [key]')
        .replace(skKeys, '[key]')
        .replace(controls, ' ')
        .trim();
      return clean.length > limit ? `${clean.slice(0, limit)}…` : clean;
    },
    holdsKey: (text) => spellings.some((key) => text.includes(key)),
  };
}
