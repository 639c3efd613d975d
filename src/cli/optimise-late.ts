import { setFlagsFromString } from 'node:v8';

/** Bytes of bytecode after which V8 asks whether a function is worth optimising: its own number, in V8 11. */
const usualBudget = 132 * 1024;
const lateBudget = 400_000;
const seconds = 10;

/**
 * Lets V8 optimise later while the process is young. A command's code is large and new: what is optimised after a few rows
 * is optimised for these rows, thrown away with the next ones and done again, which is a third of the work of a short run.
 * After some seconds V8 goes by its own number again, since long runs are faster that way. Holds for all threads; elsewhere
 * than on V8 11 (Node 20), and where the number was given to Node, nothing is changed.
 */
export function optimiseLate(): void {
  const given = [...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' ');
  if (!process.versions.v8.startsWith('11.') || /--interrupt[-_]budget/.test(given)) return;
  setFlagsFromString(`--interrupt-budget=${lateBudget}`);
  setTimeout(() => setFlagsFromString(`--interrupt-budget=${usualBudget}`), seconds * 1000).unref();
}
