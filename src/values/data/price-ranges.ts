import { rememberByText } from '../../concepts/remember-by-text.js';

/** What things cost, in US dollars: the first pattern found in entity and label gives the range. */
export function priceRange(entity: string | null, label: string): readonly [number, number] {
  return rangeOf(`${entity ?? ''} ${label}`);
}

const rangeOf = rememberByText((text): readonly [number, number] => {
  const words = text.toLowerCase();
  return priceRanges.find(([pattern]) => pattern.test(words))?.[1] ?? [6, 320];
}, 20_000);

const priceRanges: readonly (readonly [RegExp, readonly [number, number]])[] = [
  [/market.cap/, [4e8, 2.4e12]],
  [/(trading|volume)/, [2e5, 9e9]],
  [/(revenue|turnover|box.office)/, [3e5, 9e8]],
  [/\b(delivery|shipping|service) (fee|cost)/, [1.5, 19]],
  [/\bcrypto|coin/, [0.08, 68_000]],
  [/\b(stock|share|quote|ticker|equity)/, [4, 720]],
  [/\b(salary|wage)/, [28_000, 165_000]],
  [/\b(rent|lease)/, [480, 4200]],
  [/\b(property|real_estate|house|apartment|listing|home)/, [95_000, 1_900_000]],
  [/\b(flight|airfare)/, [48, 1350]],
  [/\b(hotel|room|accommodation|lodging|night)/, [42, 480]],
  [/\b(car_rental|rental)/, [24, 160]],
  [/\b(car|vehicle)/, [6500, 78_000]],
  [/\b(train|rail)/, [9, 190]],
  [/\b(bus|taxi|ride|parking|fare)/, [2.5, 65]],
  [/\b(movie|cinema)/, [8, 22]],
  [/\b(concert|event|ticket|show|match)/, [14, 240]],
  [/\b(menu|dish|meal|food|restaurant|recipe|drink|coffee)/, [3.5, 48]],
  [/\b(grocery|ingredient)/, [0.8, 18]],
  [/\b(book|ebook)/, [6, 42]],
  [/\b(game)/, [5, 75]],
  [/\b(song|track|album)/, [1, 15]],
  [/\b(lesson|tutor|coaching)/, [12, 75]],
  [/\b(degree|tuition)/, [900, 24_000]],
  [/\b(course|class)/, [15, 450]],
  [/\b(court|pitch|gym|studio) ?(price|hour)?/, [8, 60]],
  [/per.hour|hourly/, [14, 90]],
  [/\b(tour|activity|excursion|experience)/, [18, 260]],
  [/\b(insurance|premium)/, [12, 480]],
  [/\b(appointment|consultation|doctor|treatment)/, [35, 320]],
  [/\b(subscription|plan|membership)/, [4, 90]],
  [/\b(invoice|order|cart|booking|reservation|total)/, [18, 1400]],
  [/\b(gas|fuel|petrol)/, [1.1, 2.4]],
  [/\b(gold|silver|metal)/, [22, 2600]],
];
