// MCP servers for the tests, good and bad: `node mcp-servers.mjs KIND`, over stdio.
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';

const tool = (name) => ({
  name,
  description: `Shows the ${name.split('_').at(-1)} of a garden.`,
  inputSchema: {
    type: 'object',
    properties: { garden_id: { type: 'string', description: 'Id of the garden.' } },
    required: ['garden_id'],
  },
  outputSchema: { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } },
});

/** Answers to `tools/list` by kind of server. */
const answers = {
  good: ({ cursor } = {}) =>
    cursor === undefined
      ? { tools: [tool('get_pond')], nextCursor: 'second' }
      : { tools: [tool('get_fence'), tool('get_gate')] },
  loop: () => ({ tools: [tool('get_pond')], nextCursor: 'again' }),
  endless: ({ cursor = '0' } = {}) => ({
    tools: [tool(`get_thing${cursor}`)],
    nextCursor: String(Number(cursor) + 1),
  }),
  liar: () => ({
    tools: [
      tool('get_pond'),
      { name: 'no_schema_at_all' },
      { name: 'text_schema', description: 'Shows it.', inputSchema: 'everything' },
      { name: 'number_type', description: 'Shows it.', inputSchema: { type: 7, properties: [] } },
      { name: '', inputSchema: { type: 'object' } },
      null,
    ],
  }),
  listless: () => ({ tools: 'many' }),
  environment: () => ({
    tools: [{ ...tool('get_pond'), description: `Knows ${Object.keys(process.env).sort().join(' ')}` }],
  }),
};

export function createServer(kind) {
  const server = new Server({ name: `garden-${kind}`, version: '1.0.0' }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, ({ params }) => answers[kind](params));
  return server;
}

async function runStdio(kind) {
  switch (kind) {
    case 'hang':
      process.stdin.resume();
      // It does not go when it is told to, either.
      process.on('SIGTERM', () => {});
      setInterval(() => {}, 1_000);
      return;
    case 'die':
      process.stderr.write('no garden here\n');
      process.exit(3);
      return;
    case 'flood':
      for (;;) if (!process.stdout.write('flood '.repeat(10_000))) await drained(process.stdout);
    case 'flood-errors': {
      const noise = () => process.stderr.write('noise '.repeat(1_000), () => setImmediate(noise));
      noise();
      break;
    }
    case 'garbage':
      process.stdout.write('Starting…\n{"half": \n[1,2,3]\n{"jsonrpc":"2.0","id":"of nobody","result":{}}\n');
  }
  const server = createServer(kind in answers ? kind : 'good');
  await server.connect(new StdioServerTransport());
}

function drained(stream) {
  return new Promise((resolve) => stream.once('drain', resolve));
}

if (process.argv[1] === import.meta.filename) await runStdio(process.argv[2]);
