import { MultiDirectedGraph } from 'graphology';
import { parse } from 'graphology-gexf';
import { describe, expect, it } from 'vitest';
import { writeGexf } from '../../src/graph-view/write-gexf.js';
import { writeGraphml } from '../../src/graph-view/write-graphml.js';
import { markdownTable } from '../../src/packaging/markdown.js';
import { makeHostilePicture } from '../support/make-picture.js';
import { hostileMarkup } from './hostile-markup.js';

// Nothing is written as CSV; test/packaging holds what a whole card shows of hostile names.
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

  it('is one cell of a table in Markdown, without markup or links', () => {
    const table = markdownTable(['name'], [[`${hostileMarkup} | [x](javascript:alert(1)) \n| \`y\``]]);
    expect(table.split('\n')).toHaveLength(3);
    const cell = table.split('\n')[2] ?? '';
    expect(cell).not.toMatch(/[<>\u0000\u2028\u202e]|[^\\][[\]`]/);
    expect(cell.match(/(?<!\\)\|/g)).toHaveLength(2);
    expect(cell.isWellFormed()).toBe(true);
  });
});
