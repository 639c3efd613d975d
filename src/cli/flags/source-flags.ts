import type { Flag } from './flag.js';

/** Where tools come from; `otherwise`: what is taken where nothing is named. */
export function sourceFlags(otherwise: string): readonly (readonly [string, Flag])[] {
  return [
    [
      'data',
      {
        type: 'each',
        description: 'Catalog: a folder, a file or a quoted pattern; several go together',
        shownDefault: `${otherwise}, none with --mcp or --mcp-url`,
      },
    ],
    ['mcp', { type: 'each', description: 'Command that starts an MCP server whose tools are read' }],
    ['mcp-url', { type: 'each', description: 'Address of an MCP server, over streamable HTTP' }],
    ['mcp-timeout', { type: 'string', description: 'Seconds that one server may take', shownDefault: '30' }],
    [
      'format',
      {
        type: 'string',
        description: 'toolbench, datagen, openapi, mcp, openai, anthropic, gemini, bfcl or xlam',
        shownDefault: 'told by content',
        alias: 'f',
      },
    ],
  ];
}
