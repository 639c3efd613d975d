/** A number with at most three digits that say something; thousands are set apart. */
export function formatNumber(value: number): string {
  const rounded = Number.isInteger(value) ? value : Number(value.toFixed(Math.abs(value) < 10 ? 2 : 1));
  const [whole = '', rest] = String(rounded).split('.');
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, '\u2009');
  return (rest === undefined ? apart : `${apart}.${rest}`).replace('-', '−');
}

/** In per cent; what is not quite all or nothing does not look as if it were. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.05) return '<\u20090.1\u2009%';
  if (percent > 99.5 && percent < 100) return `${Math.min(99.9, Number(percent.toFixed(1)))}\u2009%`;
  return `${formatNumber(Number(percent.toFixed(percent < 10 ? 1 : 0)))}\u2009%`;
}

/** `1 call`, `3 calls`. */
export function plural(count: number, thing: string): string {
  return `${formatNumber(count)} ${thing}${count === 1 ? '' : 's'}`;
}

/** `search_then_action` as words. */
export function words(name: string): string {
  return name.replaceAll('_', ' ');
}
