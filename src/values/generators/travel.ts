import { englishData } from '../english-words.js';
import type { Generator } from '../value-request.js';

/** IATA code and name. */
export const airlines: readonly { readonly iataCode: string; readonly name: string }[] = (
  englishData().airline?.airline ?? []
).filter(({ iataCode }) => /^[A-Z0-9]{2}$/.test(iataCode));
const manufacturers = englishData().vehicle?.manufacturer ?? [];

export const travelGenerators: { readonly [name: string]: Generator } = {
  airline_name: (_request, random) => random.pick(airlines).name,
  airline_code: (_request, random) => random.pick(airlines).iataCode,
  flight_number: (_request, random) => `${random.pick(airlines).iataCode}${random.integer(12, 4890)}`,
  vehicle_model: (_request, random) => {
    const [maker, models] = random.pick(vehicleModels);
    return `${maker} ${random.pick(models)}`;
  },
  vehicle_make: (_request, random) => random.pick(manufacturers),
  cabin_class: (_request, random) => random.pick(['economy', 'premium economy', 'business', 'first']),
  aircraft: (_request, random) => random.pick(englishData().airline?.airplane ?? []).name,
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
