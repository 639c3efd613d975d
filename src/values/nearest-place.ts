import { rememberByText } from '../concepts/remember-by-text.js';
import { airportPlaces, cityPlaces, findPlace, type Place } from './places.js';

/** The known city nearest to a point, in degrees. */
export function nearestPlace(latitude: number, longitude: number): Place {
  const key = `${latitude},${longitude}`;
  let nearest = found.get(key);
  if (nearest === undefined) {
    nearest = search(latitude, longitude);
    if (found.size > 2000) found.clear();
    found.set(key, nearest);
  }
  return nearest;
}

/** The place of a text that people or programs use for one: `Paris`, `Paris, France`, `48.85,2.35`; undefined for others. */
export function placeOf(text: string): Place | undefined {
  const known = namedPlace(text);
  if (known !== null) return known;
  const point = /^\s*(-?\d{1,3}(?:\.\d{1,10})?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d{1,10})?)\s*$/.exec(text);
  return point === null ? undefined : placeAt(Number(point[1]), Number(point[2]));
}

/** Members of one list are asked about by the same texts. */
const namedPlace = rememberByText((text): Place | null => {
  const known = findPlace(text) ?? findPlace(text.split(',')[0] ?? '');
  if (known !== undefined) return known;
  // `Seattle Castle` is in Seattle.
  const words = text.trim().split(' ');
  for (let count = words.length - 1; count > 0; count -= 1) {
    const city = words.length > 6 ? undefined : findPlace(words.slice(0, count).join(' '));
    if (city !== undefined && city.city.length > 3) return city;
  }
  return null;
}, 20_000);

/** The nearest city, moved to the point itself; undefined outside the globe. */
export function placeAt(latitude: number, longitude: number): Place | undefined {
  if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) return undefined;
  return { ...nearestPlace(latitude, longitude), latitude, longitude };
}

/** Cities with airports, the nearest first. */
export function airportsNear(place: Place): readonly Place[] {
  const shrink = Math.cos((place.latitude * Math.PI) / 180);
  const away = (other: Place): number => {
    const east = Math.abs(other.longitude - place.longitude);
    return (other.latitude - place.latitude) ** 2 + (Math.min(east, 360 - east) * shrink) ** 2;
  };
  return [...airportPlaces].sort((left, right) => away(left) - away(right));
}

const found = new Map<string, Place>();

function search(latitude: number, longitude: number): Place {
  let best = airportPlaces[0] as Place;
  let least = Number.POSITIVE_INFINITY;
  const shrink = Math.cos((latitude * Math.PI) / 180);
  for (const place of [...airportPlaces, ...cityPlaces]) {
    const east = Math.abs(place.longitude - longitude);
    const across = Math.min(east, 360 - east) * shrink;
    const distance = (place.latitude - latitude) ** 2 + across ** 2;
    if (distance < least) [best, least] = [place, distance];
  }
  return best;
}
