/** `conv_<seed>_<index>`, the index from 0 and zero-padded to at least four digits. */
export function conversationId(seed: number, index: number): string {
  return `conv_${seed}_${String(index).padStart(4, '0')}`;
}
