import type { Flag } from './flag.js';

export const mcpFlags: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  [
    'port',
    {
      type: 'string',
      description: 'Serve streamable HTTP on this port of this machine; 0 is any that is free',
      shownDefault: 'none: stdio',
    },
  ],
  [
    'root',
    {
      type: 'list',
      description: 'Folder that tools may read and write in; may stand several times',
      shownDefault: 'the working folder',
    },
  ],
  [
    'allow-models',
    { type: 'boolean', description: 'Let tools use models, with the keys of the environment' },
  ],
]);

/** How an assistant is told of the server. */
export const mcpHelp = `Register it with an assistant that speaks the Model Context Protocol, in its list of servers:

  {
    "mcpServers": {
      "datagen": {
        "command": "datagen",
        "args": ["mcp", "--root", "/path/to/your/folder"]
      }
    }
  }

The assistant starts it and talks to it over stdin and stdout. For one that connects over HTTP,
start datagen mcp --port 8808 yourself and name http://127.0.0.1:8808/mcp; only this machine can
reach it. Tools: build, generate, validate, metrics, inspect. They see nothing outside the roots;
a relative path begins at the working folder where that lies in a root, else at the first root.`;
