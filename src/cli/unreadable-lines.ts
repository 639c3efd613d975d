import type { CommandIo } from './command-io.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { plural } from './plural.js';

/** Lines of datasets that hold no record: each is told with its place, and the rest goes on. */
export type UnreadableLines = {
  /** `reason`: what is wrong, without a full stop. */
  tell(path: string, line: number, reason: string): void;
  /** Says how many there were. A command that would end with `code` ends with an error where a line was left out. */
  end(code: ExitCode): ExitCode;
};

/** The one way in which commands deal with lines that they cannot read. */
export function createUnreadableLines(io: CommandIo): UnreadableLines {
  const counts = new Map<string, number>();
  return {
    tell(path, line, reason) {
      counts.set(path, (counts.get(path) ?? 0) + 1);
      io.log(`${path}:${line}: ${reason}`);
    },
    end(code) {
      for (const [path, count] of counts)
        io.logError(`datagen: ${plural(count, 'line')} of ${path} could not be read.`);
      return code === exitCodes.ok && counts.size > 0 ? exitCodes.error : code;
    },
  };
}
