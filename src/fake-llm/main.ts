#!/usr/bin/env node
import { runFakeLlm } from './run-fake-llm.js';

process.exitCode = await runFakeLlm(process.argv.slice(2), {
  print: (text) => process.stdout.write(text),
  printError: (text) => process.stderr.write(text),
  untilStopped: () =>
    new Promise((resolve) => {
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    }),
});
