import { createHash } from 'node:crypto';
import type { Columns } from './columns.js';
import { type PackedConversations, pack } from './pack-conversations.js';
import type { PageData, ShownTool } from './page-data.js';
import { markup } from './page-markup.js';
import type { PageAssets } from './read-page-assets.js';

/**
 * The page as pieces of text, to be written one after the other. Script and style stand inside and are allowed by their
 * hashes, all else is forbidden; a served page may ask its own server. What comes from records stands in data elements, as
 * escaped JSON or as base64, and is no part of the markup.
 */
export function* renderPage(
  data: PageData,
  assets: PageAssets,
  conversations: EmbeddedConversations | null,
): Iterable<string> {
  const script = assets.script.replaceAll(/<(?=\/script|!--)/gi, '\\x3c');
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(script, assets.style, conversations === null)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>datagen report</title>
<style>${assets.style}</style>
</head>
<body>
${markup}
<script type="application/json" id="data">${toInlineJson(data)}</script>
`;
  if (conversations !== null) {
    const { columns, tools, packed } = conversations;
    yield `<script type="text/plain" id="columns">${pack(JSON.stringify(columns, toPlainLists))}</script>
<script type="text/plain" id="tools">${pack(JSON.stringify(tools))}</script>
<script type="application/json" id="starts">${toInlineJson(packed.starts)}</script>
`;
    for (const block of packed.blocks) yield `<script type="text/plain" class="block">${block}</script>\n`;
  }
  yield `<script>${script}</script>
</body>
</html>
`;
}

export type EmbeddedConversations = {
  readonly columns: Columns;
  readonly tools: readonly ShownTool[];
  readonly packed: PackedConversations;
};

/** What the page may do, for its meta element and for a server's header. */
function contentPolicy(script: string, style: string, isServed: boolean): string {
  return [
    "default-src 'none'",
    `script-src '${hash(script)}'`,
    `style-src '${hash(style)}'`,
    ...(isServed ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** JSON that cannot end its script element, nor hold a line end that old parsers do not take. */
function toInlineJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Typed arrays would be written as objects. */
function toPlainLists(_key: string, value: unknown): unknown {
  return value instanceof Int32Array ? Array.from(value) : value;
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
