import type { Random } from '../../random/random.js';
import type { Locale } from '../../types/plan-row.js';
import { englishData, personNames } from '../locale-data.js';
import type { Generator } from '../value-request.js';

/** IATA code and name. */
export const airlines: readonly { readonly iataCode: string; readonly name: string }[] = (
  englishData.airline?.airline ?? []
).filter(({ iataCode }) => /^[A-Z0-9]{2}$/.test(iataCode));
const manufacturers = englishData.vehicle?.manufacturer ?? [];

const hotelKinds = [
  'Hotel',
  'Inn',
  'Suites',
  'Guesthouse',
  'Residence',
  'Lodge',
  'Boutique Hotel',
  'Palace',
  'House',
  'Hostel',
  'Resort',
  'Grand Hotel',
  'Apartments',
];
const hotelEpithets = [
  'Riverside',
  'Harbour',
  'Old Town',
  'Garden',
  'Park',
  'Royal',
  'Station',
  'Cathedral',
  'Blue Door',
  'Orchard',
  'Lantern',
  'Copper',
  'Maple',
  'Lighthouse',
  'Terrace',
  'Courtyard',
  'Sunrise',
  'Velvet',
  'Linden',
  'Bellevue',
  'Amber',
  'Meridian',
  'Seven Stars',
  'White Swan',
];
const roomTypes = [
  'Single Room',
  'Double Room',
  'Twin Room',
  'Deluxe Double',
  'Family Room',
  'Junior Suite',
  'Executive Suite',
  'Studio',
  'Queen Room',
  'King Room',
  'Accessible Twin',
  'Sea View Double',
  'Garden View Twin',
  'Dormitory Bed',
  'Penthouse',
  'Superior Double',
  'Loft Room',
  'Triple Room',
];
const trainKinds = ['ICE', 'IC', 'TGV', 'EC', 'RJ', 'AVE', 'RE', 'NJ'];

function hotelName(locale: Locale, city: string, random: Random): string {
  const family = random.pick(personNames(locale).last);
  if (locale === 'ja')
    return random.pick([
      `ホテル${family}${city}`,
      `${city}グランドホテル${family}`,
      `旅館${family}`,
      `${family}イン${city}`,
    ]);
  const kind = random.pick(hotelKinds);
  const epithet = random.pick(hotelEpithets);
  return random.pick([
    `${epithet} ${kind} ${city}`,
    `${family} ${kind}`,
    `The ${epithet} ${kind}`,
    `${family}'s ${epithet} ${kind}`,
    `${city} ${epithet} ${kind}`,
  ]);
}

export const travelGenerators: { readonly [name: string]: Generator } = {
  airline_name: (_request, random) => random.pick(airlines).name,
  airline_code: (_request, random) => random.pick(airlines).iataCode,
  flight_number: (_request, random) => `${random.pick(airlines).iataCode}${random.integer(12, 4890)}`,
  hotel_name: ({ anchor, locale }, random) => hotelName(locale, anchor.place.city, random),
  room_type: (_request, random) => random.pick(roomTypes),
  vehicle_model: (_request, random) => {
    const [maker, models] = random.pick(vehicleModels);
    return `${maker} ${random.pick(models)}`;
  },
  vehicle_make: (_request, random) => random.pick(manufacturers),
  train_number: (_request, random) => `${random.pick(trainKinds)} ${random.integer(21, 2980)}`,
  cabin_class: (_request, random) => random.pick(['economy', 'premium economy', 'business', 'first']),
  aircraft: (_request, random) => random.pick(englishData.airline?.airplane ?? []).name,
  terminal: (_request, random) => random.pick(['1', '2', '3', 'A', 'B', 'C', 'D', 'E', 'North', 'South']),
  gate: (_request, random) => `${random.pick(['A', 'B', 'C', 'D', 'E'])}${random.integer(1, 48)}`,
  seat: (_request, random) => `${random.integer(3, 42)}${random.pick(['A', 'B', 'C', 'D', 'E', 'F'])}`,
};

const vehicleModels: readonly (readonly [string, readonly string[]])[] = [
  ['Toyota', ['Corolla', 'Yaris', 'RAV4', 'Camry', 'Prius']],
  ['Volkswagen', ['Golf', 'Polo', 'Tiguan', 'Passat', 'ID.4']],
  ['Ford', ['Focus', 'Fiesta', 'Kuga', 'Mustang', 'Explorer']],
  ['Honda', ['Civic', 'Jazz', 'CR-V', 'Accord']],
  ['BMW', ['320i', 'X3', 'i4', '118i']],
  ['Mercedes-Benz', ['A 180', 'C 200', 'GLC', 'E 300']],
  ['Audi', ['A3', 'A4', 'Q5', 'e-tron']],
  ['Hyundai', ['i20', 'Tucson', 'Kona', 'Ioniq 5']],
  ['Kia', ['Ceed', 'Sportage', 'Niro', 'Picanto']],
  ['Nissan', ['Leaf', 'Qashqai', 'Micra', 'Juke']],
  ['Renault', ['Clio', 'Megane', 'Captur', 'Zoe']],
  ['Peugeot', ['208', '308', '3008']],
  ['Skoda', ['Octavia', 'Fabia', 'Kodiaq']],
  ['Volvo', ['XC40', 'V60', 'XC60']],
  ['Mazda', ['CX-5', 'Mazda3', 'MX-5']],
  ['Tesla', ['Model 3', 'Model Y', 'Model S']],
  ['Subaru', ['Outback', 'Forester', 'Impreza']],
  ['Fiat', ['500', 'Panda', 'Tipo']],
  ['Jeep', ['Compass', 'Renegade', 'Wrangler']],
];
