import { createHash } from 'node:crypto';

/** What an address names beside the page (#conversations) stays: a refresh by its markup alone would only go there. */
const script = 'setTimeout(() => location.reload(), 1000);';
const scriptHash = createHash('sha256').update(script, 'utf8').digest('base64');

/** A page that asks for itself again until there is more to see. `progress` is a text without markup of its own. */
export function renderProgressPage(progress: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-${scriptHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>datagen report</title>
</head>
<body>
<p role="status">${escaped(progress)}</p>
<p>This page shows the report as soon as it can be browsed.</p>
<script>${script}</script>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
