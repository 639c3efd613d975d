/** `showId` and `show_id` alike, as `show_id`. */
export function snakeCase(name: string): string {
  // Most names are in snake case already.
  if (!mayChange(name)) return name;
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/** Whether a name holds a capital or a letter beyond ASCII. */
function mayChange(name: string): boolean {
  for (let index = 0; index < name.length; index += 1) {
    const code = name.charCodeAt(index);
    if ((code >= 65 && code <= 90) || code >= 128) return true;
  }
  return false;
}
