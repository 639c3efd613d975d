/**
 * Whether a provider that was asked for one id may answer as another: the same, a dated version of it, or the same with or
 * without its vendor (`vendor/name`). A longer name is another model: `gpt-4o-mini` does not answer for `gpt-4o`.
 */
export function matchesEcho(asked: string, echoed: string): boolean {
  if (asked === echoed) return true;
  const [wanted, got] = [split(asked), split(echoed)];
  if (wanted.vendor !== '' && got.vendor !== '' && wanted.vendor !== got.vendor) return false;
  if (wanted.name === got.name) return true;
  return got.name.startsWith(wanted.name) && dated.test(got.name.slice(wanted.name.length));
}

const dated = /^[-@:.](?:\d{4}-\d{2}-\d{2}|\d{2}-\d{2}|\d{8}|\d{6}|\d{3,4}|latest|v\d+(?::\d+)?)$/;

function split(id: string): { vendor: string; name: string } {
  const slash = id.lastIndexOf('/');
  const name = id
    .slice(slash + 1)
    .toLowerCase()
    .replace(/[-:]latest$|:free$/, '');
  return { vendor: slash < 0 ? '' : id.slice(0, slash).toLowerCase(), name };
}
