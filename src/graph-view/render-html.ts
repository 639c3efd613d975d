import { createHash } from 'node:crypto';
import { categoryColors } from './category-colors.js';
import type { GraphPicture, PageData } from './graph-picture.js';
import { layOut } from './lay-out.js';
import type { Viewer } from './read-viewer.js';

/**
 * One page that opens from a file and asks for nothing: script and style stand inside and are allowed by their hashes,
 * everything else is forbidden. No text of a catalog is part of the markup.
 */
export function renderHtml(picture: GraphPicture, viewer: Viewer): string {
  const data: PageData = { picture, positions: layOut(picture), colors: [...categoryColors(picture.nodes)] };
  const script = viewer.script.replaceAll(/<(?=\/script|!--)/gi, '\\x3c');
  const policy = [
    "default-src 'none'",
    `script-src '${hash(script)}'`,
    `style-src '${hash(viewer.style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>datagen: tool graph</title>
<style>${viewer.style}</style>
</head>
<body>
${markup}
<script type="application/json" id="data">${toInlineJson(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

const markup = `<header>
  <h1>Tool graph</h1>
  <div class="search">
    <input id="search" type="search" role="combobox" aria-expanded="false" aria-controls="results" aria-autocomplete="list" autocomplete="off" spellcheck="false" placeholder="Search endpoints, tools, fields  ( / )" aria-label="Search endpoints, tools and fields">
    <ul id="results" role="listbox" aria-label="Found" hidden></ul>
  </div>
  <p id="counts" role="status"></p>
</header>
<main>
  <nav aria-label="Filters">
    <fieldset id="kinds"><legend>Edges</legend></fieldset>
    <fieldset id="categories"><legend>Categories</legend><p class="row"><button type="button" id="all">All</button><button type="button" id="none">None</button></p></fieldset>
    <p id="notice" hidden></p>
  </nav>
  <div id="stage" role="img" aria-label="Endpoints and the edges between them; search and panel say the same in words"></div>
  <div class="zoom"><button type="button" id="zoom-in" aria-label="Zoom in">+</button><button type="button" id="zoom-out" aria-label="Zoom out">−</button><button type="button" id="zoom-reset" aria-label="Show everything">⤢</button></div>
  <aside id="panel" aria-label="Details" tabindex="-1" hidden></aside>
</main>
<noscript>This picture needs JavaScript.</noscript>`;

/** JSON that cannot end its script element, nor hold a line end that old parsers do not take. */
function toInlineJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
