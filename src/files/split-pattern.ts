export type FilePattern = {
  /** The folder before the first part with a sign of a pattern. */
  readonly folder: string;
  /** What paths below that folder must be. */
  readonly pattern: RegExp;
  /** Levels of folders below it that can matter; infinite with `**`. */
  readonly depth: number;
};

/** True of a path with a sign of a pattern in it. */
export function isPattern(path: string): boolean {
  return /[*?]/.test(path);
}

/** Reads a pattern of files: `data/*.jsonl`, `?` for one character, `**` for any folders. */
export function splitPattern(path: string): FilePattern {
  const parts = path.split('/');
  const first = parts.findIndex(isPattern);
  const folder = parts.slice(0, first).join('/');
  const below = parts.slice(first);
  const rest = below.map((part) => {
    if (part === '**') return '(?:[^/]+/)*';
    const literal = part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    return `${literal.replace(/\*+/g, '[^/]*').replaceAll('?', '[^/]')}/`;
  });
  return {
    folder: folder === '' ? (path.startsWith('/') ? '/' : '.') : folder,
    pattern: new RegExp(`^${rest.join('').replace(/\/$/, '')}$`),
    depth: below.includes('**') ? Number.POSITIVE_INFINITY : below.length,
  };
}
