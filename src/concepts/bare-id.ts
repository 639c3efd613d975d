/** True for `id` and its like (`uuid`, `sid`, `public_id`), which do not say whose they are. */
export function isBareId(name: string): boolean {
  return bare.test(name.slice(0, 40).replace(/[^A-Za-z0-9]/g, ''));
}

const bare = /^(?:public|unique|global|external|internal|object)?(?:ids?|uuid|guid|uid|gid|sid|pk)$/i;

/** Words before an `id` that say of what kind the id is, and nothing of whose it is. */
export const idKinds: ReadonlySet<string> = new Set([
  'public',
  'unique',
  'global',
  'external',
  'internal',
  'object',
]);
