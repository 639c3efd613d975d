import { rememberByText } from '../concepts/remember-by-text.js';

/** `match_id`, `matchId`, `match` → match; null for a bare `id`. Looks at the first 200 characters. */
export const nounOf: (name: string) => string | null = rememberByText(
  (name) =>
    name
      .slice(0, 200)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .replace(/ids?$/, '') || null,
);
