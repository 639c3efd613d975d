import { existsSync, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { errorCode } from '../errors/error-code.js';
import { UsageError } from '../errors/usage-error.js';
import { isPattern, splitPattern } from '../files/split-pattern.js';

/** What is looked at besides the path itself: `entries` of a folder, a whole `tree`, or that of a `pattern` of files. */
export type Reach = 'entries' | 'tree' | 'pattern';

export type Place = {
  /** As commands are told it: short where that is enough. */
  readonly path: string;
  /** In full, with all links followed: the same for all its names. */
  readonly real: string;
};

/** Keeps the paths that an assistant names inside the folders that its user named. */
export type Confinement = {
  readonly roots: readonly string[];
  /** A place inside the roots, out of which no link leads. Throws `UsageError`. */
  locate(path: string, reach: Reach): Place;
};

/** Throws `UsageError` where a root is no folder. */
export function createConfinement(workingDirectory: string, roots: readonly string[]): Confinement {
  const real = roots.map((root) => realRoot(resolve(workingDirectory, root), root));
  const working = realpathSync(workingDirectory);
  const base = real.some((root) => isInside(working, root)) ? working : (real[0] ?? working);
  const requireInside = (path: string, shown: string): void => {
    if (!real.some((root) => isInside(path, root))) throw outside(shown, real);
  };
  return {
    roots: real,
    locate(path, reach) {
      if (path.includes('\0')) throw new UsageError('A path holds a zero byte.', 'Name a file or folder.');
      const given = resolve(base, path);
      const hasPattern = reach === 'pattern' && isPattern(given) && !existsSync(given);
      // A pattern fits what lies below its folder, and nothing else: steps upwards are taken already.
      const full = hasPattern ? splitPattern(given).folder : given;
      const target = realPlace(full, path);
      requireInside(target, path);
      refuseLinksOut(full, reach === 'entries' ? 1 : mostFolders, (each) => requireInside(each, path));
      const short = base === working ? relative(base, given) || '.' : given;
      return { path: short, real: target };
    },
  };
}

/** Folders inside each other; what lies deeper has no name that a system would take. */
const mostFolders = 1000;

function realRoot(path: string, shown: string): string {
  try {
    if (statSync(path).isDirectory()) return realpathSync(path);
  } catch {
    // Told below, like a file in its place.
  }
  throw new UsageError(`'${shown}' is no folder.`, 'Name an existing one with --root.');
}

function isInside(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

function outside(path: string, roots: readonly string[]): UsageError {
  return new UsageError(
    `'${path}' lies outside the folders that this server may use (${roots.join(', ')}).`,
    'Name a path inside; the user can allow another folder by starting the server with --root.',
  );
}

/** Where a path leads when all links are followed, also where the end of it is still to be made. */
function realPlace(path: string, shown: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    const code = errorCode(error);
    // A file in the place of a folder: the command tells it.
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
      throw new UsageError(`'${shown}' cannot be followed (${code}).`, 'Name another path.');
  }
  if (isLink(path))
    throw new UsageError(`'${shown}' leads through a link to what is not there.`, 'Name another path.');
  const parent = dirname(path);
  return parent === path ? path : join(realPlace(parent, shown), basename(path));
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** Catalogs are read through links: each that lies in a folder must lead to a place that is allowed. */
function refuseLinksOut(path: string, depth: number, require: (target: string) => void): void {
  const seen = new Set<string>();
  const visit = (folder: string, left: number): void => {
    const real = realpathSync(folder);
    if (left === 0 || seen.has(real)) return;
    seen.add(real);
    for (const entry of readdirSync(real, { withFileTypes: true })) {
      const place = join(real, entry.name);
      if (entry.isDirectory()) visit(place, left - 1);
      else if (entry.isSymbolicLink()) follow(place, left - 1);
    }
  };
  const follow = (link: string, left: number): void => {
    let target: string;
    try {
      target = realpathSync(link);
    } catch {
      // It leads nowhere: the reader tells it.
      return;
    }
    require(target);
    if (statSync(target).isDirectory()) visit(target, left);
  };
  try {
    const found = statSync(path);
    if (found.isDirectory()) visit(path, depth);
    else if (!found.isFile())
      throw new UsageError(`'${path}' is neither a file nor a folder.`, 'Name another path.');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // What is not there, or may not be read, the command tells.
  }
}
