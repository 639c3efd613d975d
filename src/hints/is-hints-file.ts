/** Whether a file is called as those that hold hints: `hints.yaml`, `shop.hints.yaml`. It never holds tools. */
export function isHintsFile(name: string): boolean {
  return /(?:^|[/.\\])hints\.ya?ml$/i.test(name);
}
