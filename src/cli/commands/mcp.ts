import { once } from 'node:events';
import { Writable } from 'node:stream';
import { packageVersion } from '../../config/describe-run.js';
import { createToolCaller } from '../../mcp-server/call-tool.js';
import { createConfinement } from '../../mcp-server/confinement.js';
import { createServer } from '../../mcp-server/create-server.js';
import { createTools } from '../../mcp-server/create-tools.js';
import { createRunQueue } from '../../mcp-server/run-queue.js';
import { exitCodes } from '../exit-codes.js';
import { messageOf } from '../message-of.js';
import type { Command } from '../run-command-line.js';
import { createCommandRunner } from '../run-for-server.js';

/** Serves the commands to assistants, over stdio until stdin ends or over HTTP until Ctrl-C. */
export const runMcp: Command = async (config, { quiet }, io) => {
  const { port, root, allowModels } = config.mcp;
  const confinement = createConfinement(process.cwd(), root);
  const queue = createRunQueue(runsAtOnce);
  const caller = createToolCaller({
    tools: createTools({ config, confinement, allowModels }),
    run: createCommandRunner(allowModels ? io.environment : {}),
    ...{ queue, messageOf },
  });
  const version = packageVersion();
  const newServer = () => createServer({ version, caller, log: (line) => io.log(`datagen mcp: ${line}`) });
  const output = takeStdout();
  try {
    if (port === null) {
      const { serveStdio } = await import('../../mcp-server/serve-stdio.js');
      if (!quiet && process.stdin.isTTY)
        io.log('This server talks to an assistant over stdin; datagen mcp --help says how to register it.');
      await serveStdio(newServer(), { input: process.stdin, output: output.stream }, io.signal);
    } else {
      const { serveHttp } = await import('../../mcp-server/serve-http.js');
      const served = await serveHttp(port, newServer);
      io.logError(served.url);
      io.log('Only this machine can reach it. Ctrl-C ends it.');
      if (!io.signal.aborted) await once(io.signal, 'abort');
      await served.close();
    }
    // Runs that were stopped put away what they began.
    await queue.idle();
  } finally {
    output.giveBack();
  }
  return exitCodes.ok;
};

/** Runs use threads of their own; those that touch the same files wait for each other anyway. */
const runsAtOnce = 4;

/** Keeps stdout for the protocol: whatever else is printed goes to stderr. */
function takeStdout(): { readonly stream: Writable; giveBack(): void } {
  const { write } = process.stdout;
  const own = write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof write;
  return {
    stream: new Writable({
      write: (chunk, _encoding, done) => {
        own(chunk, (error) => done(error));
      },
    }),
    giveBack: () => {
      process.stdout.write = write;
    },
  };
}
