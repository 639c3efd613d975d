import { parseArgs } from 'node:util';
import { defects } from '../judge/calibration/defects.js';
import { createFakeServer } from './create-fake-server.js';
import { type FaultKind, faultKinds } from './faults/fault-kinds.js';
import type { FakeServerOptions, JudgeErrors } from './server-options.js';

export type FakeLlmIo = {
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
  /** Resolves when the server is to stop. */
  readonly untilStopped: () => Promise<void>;
};

/** `npm run fake-llm`: starts the server, says how to use it, runs until it is stopped. Resolves to the exit code, 2 for bad flags. */
export async function runFakeLlm(words: readonly string[], io: FakeLlmIo): Promise<number> {
  let options: FakeServerOptions | 'help';
  try {
    options = readFlags(words);
  } catch (error) {
    io.printError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
  if (options === 'help') {
    io.print(usage);
    return 0;
  }
  try {
    const server = await createFakeServer(options);
    io.print(welcome(server.url, options));
    await io.untilStopped();
    io.print(`\n${server.requests().length} requests, ${server.peakInFlight()} at once at most.\n`);
    await server.close();
    return 0;
  } catch (error) {
    io.printError(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof RangeError ? 2 : 1;
  }
}

const usage = `Usage: npm run fake-llm -- [flags]

A language model for trying things out: it listens on this machine only and answers by rules.

  --port 8787          port on 127.0.0.1
  --seed 1             decides which calls meet which fault
  --fault-rate 0       share of tries that go wrong, 0 to 1
  --faults a,b         kinds that go wrong: ${faultKinds.join(', ')}
  --latency 0          milliseconds to each reply
  --slow-body 2000     milliseconds that the second half of a slow body takes
  --in-flight 64       more requests than this at once are answered with 429
  --break-rate 0       share of rewritten texts that lose a value, 0 to 1
  --judge-misses 0     share of planted defects that the judge overlooks in a calibration, 0 to 1
  --judge-alarms 0     share of sound conversations in it that the judge finds fault with, 0 to 1
`;

function readFlags(words: readonly string[]): FakeServerOptions | 'help' {
  const { values } = parseArgs({
    args: [...words],
    options: {
      port: { type: 'string' },
      seed: { type: 'string' },
      'fault-rate': { type: 'string' },
      faults: { type: 'string' },
      latency: { type: 'string' },
      'slow-body': { type: 'string' },
      'in-flight': { type: 'string' },
      'break-rate': { type: 'string' },
      'judge-misses': { type: 'string' },
      'judge-alarms': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return 'help';
  const inFlight = values['in-flight'];
  return {
    port: readNumber('port', values.port ?? '8787', 65_535),
    seed: readNumber('seed', values.seed ?? '1', Number.MAX_SAFE_INTEGER),
    faultRate: readNumber('fault-rate', values['fault-rate'] ?? '0', 1),
    faults: values.faults === undefined ? faultKinds : values.faults.split(',').map(readKind),
    latencyMs: readNumber('latency', values.latency ?? '0', 3_600_000),
    slowBodyMs: readNumber('slow-body', values['slow-body'] ?? '2000', 3_600_000),
    policy: {
      rewriteBreakRate: readNumber('break-rate', values['break-rate'] ?? '0', 1),
      judgeErrors: readJudgeErrors(values['judge-misses'], values['judge-alarms']),
    },
    ...(inFlight === undefined ? {} : { maximumInFlight: readNumber('in-flight', inFlight, 1_000_000) }),
  };
}

/** A judge that knows what a calibration planted, and is wrong about it as often as it is told. */
function readJudgeErrors(misses: string | undefined, alarms: string | undefined): JudgeErrors | null {
  if (misses === undefined && alarms === undefined) return null;
  return {
    truth: ({ callId }) => plantedKinds.get(/\+([a-z_]+)\//.exec(callId)?.[1] ?? '') ?? null,
    missRate: readNumber('judge-misses', misses ?? '0', 1),
    falseAlarmRate: readNumber('judge-alarms', alarms ?? '0', 1),
  };
}

const plantedKinds = new Map(defects.map(({ kind }) => [kind, kind]));

function readNumber(flag: string, text: string, maximum: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= maximum) return value;
  throw new Error(`--${flag} takes a number from 0 to ${maximum}.`);
}

function readKind(name: string): FaultKind {
  const kind = faultKinds.find((one) => one === name);
  if (kind) return kind;
  throw new Error(`--faults knows ${faultKinds.join(', ')}.`);
}

function welcome(url: string, { faultRate = 0, latencyMs = 0, seed = 1 }: FakeServerOptions): string {
  return `A fake language model listens on ${url} (seed ${seed}, fault rate ${faultRate}, latency ${latencyMs} ms).
In another terminal, either of these, then datagen with models (any name will do, such as fake-small):

  export ANTHROPIC_BASE_URL=${url} ANTHROPIC_API_KEY=none
  export OPENAI_BASE_URL=${url}/v1 OPENAI_API_KEY=none OPENAI_MODEL_NAME=fake-small

Ctrl-C stops it.
`;
}
