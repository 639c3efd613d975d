/** What is on the disk after a run that was stopped: nothing of it, but for what models answered. */
export function describeUntouched(output: string, hasModels: boolean): string {
  const kept = hasModels ? ' What models answered is kept: the same command goes on from there.' : '';
  return `Nothing was written; '${output}' is as it was.${kept}`;
}
