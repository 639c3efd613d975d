import { rememberByText } from '../concepts/remember-by-text.js';
import { isIdName } from '../record-view/is-id-name.js';
import type { Correlation } from './correlated-attributes.js';

/** What follows from the name of an attribute, field or parameter alone: catalogs spell the same names over and over. */
export type NameTraits = {
  readonly name: string;
  /** `checkInDate`, `check-in-date` → `check_in_date`. */
  readonly normal: string;
  /** Tells one thing from another: a slug, a token and a reference do as an id does. */
  readonly isIdLike: boolean;
  /** `id`, `_id` and `uuid` are one kind of name; any other name is one of its own, however it is spelt. */
  readonly kindOfId: string;
  /** `market_cap` and `marketcap` are one attribute, whichever tool shows it. */
  readonly slot: string;
  readonly coordinate: 'latitude' | 'longitude' | null;
  /** Ends in `name` or `title`. */
  readonly isNaming: boolean;
  /** What attributes of that name follow from (`correlated-attributes.ts`); null until somebody asks. */
  correlations: readonly Correlation[] | null;
};

/** The traits of a name; those of short names are worked out once. */
export const traitsOf: (name: string) => NameTraits = rememberByText((name): NameTraits => {
  const normal = normalize(name);
  return {
    name,
    normal,
    isIdLike: isIdName(name) && !/(ids|keys|refs|slugs|tokens|handles)$/i.test(name),
    kindOfId: /^(id|uuid|guid|key)$/.test(normal) ? 'id' : normal,
    slot: name.replaceAll('_', ''),
    coordinate: latitudes.test(name) ? 'latitude' : longitudes.test(name) ? 'longitude' : null,
    isNaming: /(^|_)(name|title)$/.test(name),
    correlations: null,
  };
}, 50_000);

/** Marked ones tell where to look, but are not shown. */
const latitudes = /^#?(\w+_)?lat(itude)?$/;
const longitudes = /^#?(\w+_)?(lon|lng|long|longitude)$/;

function normalize(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}
