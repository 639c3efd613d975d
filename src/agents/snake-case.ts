/** `showId` and `show_id` alike, as `show_id`. */
export function snakeCase(name: string): string {
  // Most names are in snake case already.
  if (!/[A-Z\u0080-\uffff]/.test(name)) return name;
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
