import { isDestination } from '../label-sense.js';
import { englishData, japaneseData, personNames } from '../locale-data.js';
import type { Place } from '../places.js';
import type { Generator } from '../value-request.js';
import { titleCase } from '../word-case.js';

const of =
  (read: (place: Place) => string | number): Generator =>
  (request) =>
    read(isDestination(request.label) ? request.anchor.destination : request.anchor.place);

const streets = (englishData.location?.street_name ?? []).filter((name) => !/\d/.test(name));
const streetAddress: Generator = ({ locale }, random) =>
  locale === 'ja'
    ? `${random.pick(personNames('ja').last)}町${random.integer(1, 6)}-${random.integer(1, 28)}-${random.integer(1, 19)}`
    : `${random.integer(1, 240)} ${random.pick(streets)}`;

const postalCode: Generator = ({ anchor }, random) => {
  const digits = (count: number): string => String(random.integer(10 ** (count - 1), 10 ** count - 1));
  const letters = 'ABCEGHJKLNPRSTVXY';
  const letter = (): string => letters.charAt(random.integer(0, letters.length - 1));
  switch (anchor.place.countryCode) {
    case 'JP':
      return `${digits(3)}-${digits(4)}`;
    case 'GB':
      return `${letter()}${letter()}${random.integer(1, 19)} ${random.integer(1, 9)}${letter()}${letter()}`;
    case 'CA':
      return `${letter()}${random.integer(1, 9)}${letter()} ${random.integer(1, 9)}${letter()}${random.integer(1, 9)}`;
    case 'NL':
      return `${digits(4)} ${letter()}${letter()}`;
    case 'AT':
    case 'AU':
    case 'BE':
    case 'CH':
    case 'DK':
    case 'NO':
    case 'NZ':
    case 'ZA':
    case 'HU':
      return digits(4);
    case 'CN':
    case 'IN':
    case 'SG':
      return digits(6);
    default:
      return digits(5);
  }
};

const placeKinds = [
  'Museum',
  'Park',
  'Market Hall',
  'Gallery',
  'Botanical Garden',
  'Library',
  'Tower',
  'Theatre',
  'Harbour',
  'Old Mill',
  'Aquarium',
  'Observatory',
  'Bridge',
  'Square',
  'Castle',
  'Sports Centre',
];
const trailKinds = [
  'Ridge Trail',
  'Loop',
  'Lake Trail',
  'Forest Path',
  'Valley Trail',
  'Summit Trail',
  'Creek Trail',
  'Canyon Loop',
  'Meadow Path',
  'Waterfall Walk',
];

function kindsOf(entity: string | null): readonly string[] {
  return /trail|hike|bike/.test(entity ?? '') ? trailKinds : placeKinds;
}

const quarterEnds = [
  'Heights',
  'Village',
  'Park',
  'Hill',
  'Gardens',
  'Quarter',
  'Square',
  'Grove',
  'Point',
  'Side',
  'Bank',
  'Cross',
];
const stationEnds = [
  'Central',
  'North',
  'West',
  'East Gate',
  'Road',
  'Junction',
  'Square',
  'Park',
  'Harbour',
  'Market',
];
const japaneseKinds = [
  '美術館',
  '公園',
  '市場',
  '植物園',
  '図書館',
  'タワー',
  '劇場',
  '水族館',
  '神社',
  '温泉',
  '城',
  '博物館',
];
const familyName: Generator = ({ locale }, random) => random.pick(personNames(locale).last);

/** Places: all parts come from the anchor's place, or its destination where the label says so. */
export const placeGenerators: { readonly [name: string]: Generator } = {
  city: of((place) => place.city),
  country_name: of((place) => place.country),
  country_code: of((place) => place.countryCode),
  region: of((place) => place.region),
  latitude: of((place) => place.latitude),
  longitude: of((place) => place.longitude),
  coordinates: of((place) => `${place.latitude},${place.longitude}`),
  airport_code: of((place) => place.airport),
  airport_name: of((place) => place.airportName),
  timezone: of((place) => place.timezone),
  street_address: streetAddress,
  postal_code: postalCode,
  station_name: (request, random) =>
    request.locale === 'ja'
      ? `${familyName(request, random)}駅`
      : random.chance(0.4)
        ? `${isDestination(request.label) ? request.anchor.destination.city : request.anchor.place.city} ${random.pick(stationEnds)}`
        : `${familyName(request, random)} ${random.pick(stationEnds)}`,
  neighborhood: (request, random) =>
    request.locale === 'ja'
      ? `${familyName(request, random)}町`
      : `${familyName(request, random)} ${random.pick(quarterEnds)}`,
  place_name: (request, random) =>
    request.locale === 'ja'
      ? `${request.anchor.place.city}${familyName(request, random)}${random.pick(japaneseKinds)}`
      : random.chance(0.35)
        ? `${request.anchor.place.city} ${random.pick(kindsOf(request.entity))}`
        : `${familyName(request, random)} ${random.pick(kindsOf(request.entity))}`,
  animal: ({ locale }, random) => {
    const animals = (locale === 'ja' ? japaneseData : englishData).animal ?? {};
    const kind = random.pick(['bear', 'bird', 'cat', 'dog', 'fish', 'horse'] as const);
    return titleCase(random.pick((animals[kind] as readonly string[] | undefined) ?? ['fox']));
  },
};
