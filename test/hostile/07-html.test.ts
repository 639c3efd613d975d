import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/graph-view/render-html.js';
import { makeHostilePicture } from '../support/make-picture.js';
import { hostileMarkup } from './hostile-markup.js';

const viewer = { script: 'void "</script>";', style: 'body { margin: 0; }' };
const texts = [
  hostileMarkup,
  '<!--<script>',
  '--><svg onload=alert(1)>',
  'javascript:alert(1)',
  '" onmouseover="alert(1)',
  '<a href="javascript:alert(1)">x</a>',
];
const tagsOf = (page: string) => page.match(/<[a-z!/][^>]*>/gi);
const plain = renderHtml(makeHostilePicture('plain'), viewer);

// What a browser makes of such a page is seen in test/graph-view/page.test.ts.
describe('hostile input, row 7: scripts in texts of the html picture', () => {
  it.each(texts)('%j is no part of the markup, and reaches the script as it was', (text) => {
    const picture = makeHostilePicture(text);
    const page = renderHtml(picture, viewer);
    expect(tagsOf(page)).toEqual(tagsOf(plain));
    const json = /<script type="application\/json" id="data">(.*)<\/script>/.exec(page)?.[1] ?? '';
    expect(json).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(json).picture).toEqual(picture);
    expect(page.replace(json, '')).toBe(plain.replace(/(?<=id="data">).*(?=<\/script>)/, ''));
  });

  it('may run its own script and style alone, and asks for nothing', () => {
    expect(plain).toMatch(
      /content="default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'"/,
    );
    expect(plain).not.toMatch(/https?:|src=|href=/);
  });
});
