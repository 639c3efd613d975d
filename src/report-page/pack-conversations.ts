import { deflateSync } from 'node:zlib';
import type { ShownConversation } from './shown-conversation.js';

/** Conversations as texts that stand in a page: blocks of JSON, deflated, in base64. */
export type Packer = {
  add(conversation: ShownConversation): void;
  /** All blocks in order; nothing may be added after. */
  finish(): PackedConversations;
};

export type PackedConversations = {
  readonly blocks: readonly string[];
  /** Row of the first conversation of each block. */
  readonly starts: readonly number[];
};

/** Characters of JSON in a block: large enough to compress well, small enough to be opened in some milliseconds. */
const blockLength = 400_000;

export function createPacker(): Packer {
  const blocks: string[] = [];
  const starts: number[] = [];
  let open: string[] = [];
  let [length, rows] = [0, 0];
  const close = (): void => {
    if (open.length === 0) return;
    blocks.push(pack(`[${open.join(',')}]`));
    [open, length] = [[], 0];
  };
  return {
    add(conversation) {
      if (open.length === 0) starts.push(rows);
      const json = JSON.stringify(conversation);
      open.push(json);
      length += json.length;
      rows += 1;
      if (length >= blockLength) close();
    },
    finish() {
      close();
      return { blocks, starts };
    },
  };
}

/** Any text, deflated, in base64: no character of it means anything to HTML. */
export function pack(text: string): string {
  return deflateSync(Buffer.from(text, 'utf8'), { level: 9 }).toString('base64');
}
