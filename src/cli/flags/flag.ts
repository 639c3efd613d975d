export type Flag = {
  /** `pair`: two words after the flag; `list`: may stand several times, or name several between commas; `each`: may stand several times. */
  readonly type: 'string' | 'boolean' | 'pair' | 'list' | 'each';
  readonly description: string;
  /** Of a `string`: it may stand without a value, which is then empty. */
  readonly mayBeBare?: boolean;
  readonly shownDefault?: string;
  readonly alias?: string;
};

export const input: Flag = {
  type: 'string',
  description: 'Dataset to read, one record a line',
  shownDefault: 'output/conversations.jsonl',
  alias: 'i',
};
export const artifacts: Flag = {
  type: 'string',
  description: 'Folder of the built graph',
  shownDefault: 'artifacts',
};
