import { MultiDirectedGraph } from 'graphology';
import { parse } from 'graphology-gexf';
import { describe, expect, it } from 'vitest';
import { writeGexf } from '../../src/graph-view/write-gexf.js';
import { writeGraphml } from '../../src/graph-view/write-graphml.js';
import { makeHostilePicture } from '../support/make-picture.js';
import { hostileMarkup } from './hostile-markup.js';

// Nothing is written as CSV or Markdown so far; their cells and links have their tests here as soon as something is.
describe('hostile input, row 8: markup in texts of files that other programs open', () => {
  it('is text in GEXF, but for what XML forbids', () => {
    // The parser takes U+2028 for a line end.
    const name = hostileMarkup.replace('\u2028', '');
    const graph = parse(MultiDirectedGraph, writeGexf(makeHostilePicture(name)));
    expect(graph.nodes()).toEqual(['tool/a', 'tool/b']);
    expect(graph.getNodeAttribute('tool/a', 'label')).toBe(
      name.replace('\u0000', '\ufffd').replace('\ud800', '\ufffd'),
    );
  });

  it('is text in GraphML', () => {
    const xml = writeGraphml(makeHostilePicture(hostileMarkup));
    expect(xml).not.toMatch(/<img|<\/script|&amp;amp;|\u0000|\]\]>/);
    expect(xml).toContain('&#60;/script&#62;&#60;img src=x onerror=&#34;alert(1)&#34;&#62;&#38;amp;');
    expect(xml.isWellFormed()).toBe(true);
  });
});
