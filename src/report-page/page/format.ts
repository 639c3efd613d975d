/** A number with at most three digits that say something; thousands are set apart. */
export function formatNumber(value: number): string {
  const rounded = Number.isInteger(value) ? value : Number(value.toFixed(Math.abs(value) < 10 ? 2 : 1));
  const [whole = '', rest] = String(rounded).split('.');
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, '\u2009');
  return (rest === undefined ? apart : `${apart}.${rest}`).replace('-', '−');
}

export function formatShare(share: number): string {
  const percent = share * 100;
  return `${formatNumber(Number(percent.toFixed(Math.abs(percent) < 10 && percent !== 0 ? 1 : 0)))}\u2009%`;
}

/** `1 call`, `3 calls`. */
export function plural(count: number, thing: string): string {
  return `${formatNumber(count)} ${thing}${count === 1 ? '' : 's'}`;
}

/** `search_then_action` as words. */
export function words(name: string): string {
  return name.replaceAll('_', ' ');
}
