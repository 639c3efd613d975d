import { rememberByText } from '../concepts/remember-by-text.js';
import { generators } from './generators/registry.js';
import type { Generator, ValueRequest } from './value-request.js';
import { spacedWords } from './word-case.js';

type Guess = { readonly label: string; readonly generator: Generator };
/** What was guessed last for a schema: most stand at one parameter or field, whose label stays. */
const guesses = new WeakMap<ValueRequest['schema'], Guess>();

/** A generator for a value of no known concept: by format, by the words of the label, by the type at last. */
export function guessGenerator({ schema, label }: Pick<ValueRequest, 'schema' | 'label'>): Generator {
  const known = guesses.get(schema);
  if (known !== undefined && known.label === label) return known.generator;
  const generator = guess(schema, label);
  guesses.set(schema, { label, generator });
  return generator;
}

function guess(schema: ValueRequest['schema'], label: string): Generator {
  const type = Array.isArray(schema.type) ? schema.type.find((item) => item !== 'null') : schema.type;
  if (type === 'boolean') return get('boolean');
  const format = schema.format === undefined ? undefined : formatGenerators.get(schema.format);
  if (format !== undefined) return get(format);
  return type === 'integer' || type === 'number' ? guessNumber(label) : guessText(label);
}

const guessNumber = rememberByText((label): Generator => {
  const words = spacedWords(label);
  const named = generators.get(words.replaceAll(' ', '_'));
  if (named !== undefined) return named;
  if (asksWhether.test(words)) return flag;
  const rule = ruleFor(words, numberRules);
  return get(rule ?? (/\b(id|number|no)\b/.test(words) ? 'identifier' : 'number'));
}, 50_000);

const guessText = rememberByText((label): Generator => {
  const words = spacedWords(label);
  const named = generators.get(words.replaceAll(' ', '_'));
  if (named !== undefined) return named;
  // What a name ends in is what it is: the id of a comment is no comment.
  if (endsInId.test(words)) return get('identifier');
  const rule = ruleFor(words, textRules);
  if (rule !== undefined) return get(rule);
  // Many an API gives its amounts as texts.
  const amount = numberRules.find(([pattern]) => pattern.test(words) || pattern.test(unglued(words)));
  if (amount !== undefined) return get(amount[1]);
  return get(/\b(num|nb|total|count|amount of|number of)\b/.test(words) ? 'count_small' : 'descriptor');
}, 50_000);

const endsInId = /\b(id|ids|uuid|guid|token|slug)$/;
const flag: Generator = (_request, random) => random.integer(0, 1);
/** `is_bus_station`, written as a number. */
const asksWhether = /^(is|has)\b/;

/** By all rules for the words as they are, then for those that are written in one. */
function ruleFor(words: string, rules: readonly Rule[]): string | undefined {
  for (const read of new Set([words, unglued(words)])) {
    const rule = rules.find(([pattern]) => pattern.test(read));
    if (rule !== undefined) return rule[1];
  }
  return undefined;
}

/** `seriesname` → `series name`, `team1name` → `team 1 name`: names written in one word that end in a telling one. */
function unglued(words: string): string {
  return words
    .replace(/([a-z])(\d+)(?=[a-z]|$)/g, '$1 $2 ')
    .replace(/\b([a-z]{3,}?)(name|time|date|type|url|code|number|price|status|title|text|count)\b/g, '$1 $2')
    .replace(/ +/g, ' ')
    .trim();
}

function get(name: string): Generator {
  return generators.get(name) as Generator;
}

const formatGenerators = new Map([
  ['date', 'date_future'],
  ['date-time', 'date_time_future'],
  ['time', 'time_of_day'],
  ['email', 'email'],
  ['uri', 'url'],
  ['url', 'url'],
  ['uuid', 'uuid'],
  ['ipv4', 'ip_address'],
  ['hostname', 'hostname'],
]);

type Rule = readonly [RegExp, string];

const numberRules: readonly Rule[] = [
  [/\b(lat|latitude)\b/, 'latitude'],
  [/\b(lon|lng|long|longitude)\b/, 'longitude'],
  [/\b(price|cost|fare|fee|total|subtotal|rate per|charge|low|high|open|close)\b/, 'price'],
  [/\b(amount|balance|salary|income)\b/, 'amount'],
  [/\b(rating|stars?|score out of)\b/, 'rating'],
  [/\b(temp|temperature|feels like)\b/, 'temperature_c'],
  [/\b(humidity)\b/, 'humidity_percent'],
  [/\b(pressure)\b/, 'pressure_hpa'],
  [/\b(percent|percentage|pct|chance|probability|discount)\b/, 'percentage'],
  [/\b(wind|speed)\b/, 'speed'],
  [/\b(year|founded)\b/, 'year'],
  [/\b(month)\b/, 'month'],
  [/\b(duration|minutes|time|length|runtime)\b/, 'duration_minutes'],
  [/\b(timestamp|epoch|created|updated)\b/, 'timestamp_past'],
  [/\b(distance|radius|km|miles)\b/, 'distance_km'],
  [/\b(weight|mass)\b/, 'weight_kg'],
  [/\b(height)\b/, 'height_cm'],
  [/\b(age)\b/, 'age'],
  [/\b(calories|kcal|energy)\b/, 'calories'],
  [
    /\b(guests|adults|people|persons|passengers|travel+ers|seats|servings|capacity|children)\b/,
    'people_count',
  ],
  [/\b(nights|days)\b/, 'nights_count'],
  [/\b(points|goals|score|wins|losses)\b/, 'score_points'],
  [/\b(views|likes|followers|population|volume|reviews|downloads|subscribers|votes|shares)\b/, 'count_large'],
  [
    /\b(count|quantity|number of|qty|rooms|bedrooms|bathrooms|stock|available|rank|position|level)\b/,
    'count_small',
  ],
];

const textRules: readonly Rule[] = [
  [/\b(sun ?rise|sun ?set|moon ?rise|moon ?set|sun ?transit|moon ?transit|dawn|dusk)\b/, 'time_of_day'],
  [/\b(length|duration|runtime|playtime)\b/, 'clock_length'],
  [/\b(offset|utc)\b/, 'utc_offset'],
  [/\b(direction|heading|bearing)\b/, 'compass_point'],
  [/\b(horse|pony)\b(?!.*\bid\b)/, 'horse_name'],
  [/\b(bookie|bookmaker)\b/, 'company_name'],
  [/^form$/, 'race_form'],
  [/^(is|has|can|non|with|within|only|spare|stk|uly|continuous)\b/, 'yes_no'],
  [/\b(deep ?link|permalink|landing page)\b/, 'url'],
  [/\b(inst|instrument) ?(id|family)?$|\b(uly|underlying|alias)$/, 'trading_pair'],
  [/\b(val|sp)$/, 'decimal_text'],
  [/\bqualifications?\b/, 'skill'],
  [/\b(copyright|license|licence)\b/, 'copyright_note'],
  [/\b(source|origin|feed)\b/, 'publisher'],
  [/\bago\b/, 'ago'],
  [/^(in|eta|wait|remaining)$/, 'wait_time'],
  [/\b(team|clan|guild) tag\b/, 'team_tag'],
  [/^target$/, 'muscle'],
  [/^datum$/, 'geodetic_datum'],
  [/\b(first|last|family|given) name\b.*/, 'last_name'],
  [/\b(days|hours|minutes|seconds) ago\b/, 'count_small'],
  [/\b(timestamp|timezone abbr)\b/, 'date_time_past'],
  [/^joined$/, 'date_past'],
  [/\b(readable|prize ?pool|market ?cap|liquidity|turnover|revenue)\b/, 'readable_amount'],
  [
    /\b(factor|threshold|spread|ratio|delta|odds?|multiplier|mult|coefficient|lever|leverage)\b/,
    'decimal_text',
  ],
  [
    /\b(jockey|trainer|player|winner|director|actor|teacher|captain|referee|manager|scorer|assistant)\b(?!.*\b(id|number)\b)/,
    'person_name',
  ],
  [/^(twitter|instagram|facebook|tiktok|twitch|youtube|telegram|linkedin)$/, 'username'],
  [/\b(skills?)\b/, 'skill'],
  [/\b(salary|pay) period\b/, 'pay_period'],
  [/\b(naics|onet|soc|isic|sic|hs|industry) (code|soc)?\b/, 'class_code'],
  [/\b(unit|units|uom)\b/, 'unit_of_measure'],
  [/\b(sort|order by)\b/, 'sort_word'],
  [/\b(total results|results|total|page|page size|count)\b/, 'count_small'],
  [/\b(identification|passport|license|licence) number\b/, 'order_reference'],
  [/^(prev|previous|next|first|last|self)( page)?$/, 'url'],
  [
    /\b(px|pnl|qty|usd|vol|bal|sz|supply|sales|sold|quantity|min order|views|likes|points|mmr|downloads)\b/,
    'count_large',
  ],
  [/\b(birth year|death year|year)\b/, 'year'],
  [/\b(ccy|currency)\b/, 'currency_code'],
  [/\b(muscles?|body parts?|target muscle)\b/, 'muscle'],
  [/\b(equipment)\b/, 'equipment'],
  [/\b(profession|occupation|job title|position|role)\b/, 'job_title'],
  [/\b(district|area|suburb|borough|neighbou?rhood)\b/, 'neighborhood'],
  [/\b(team|club|opponent)\b(?!.*\bid\b)/, 'sport_team'],
  [/\b(league|tournament|competition|federations?|division)\b(?!.*\bid\b)/, 'sport_league'],
  [/\b(word|lemma|headword|synonyms?|antonyms?|rhymes?)\b/, 'word'],
  [/\b(airline|carrier)\b/, 'airline_name'],
  [/\b(lat|latitude)\b/, 'latitude'],
  [/\b(lon|lng|longitude)\b/, 'longitude'],
  [/\b(duration|runtime|execution time)\b/, 'duration_minutes'],
  [/\b(status|state of|availability)\b/, 'status_word'],
  [/\b(e ?mail)\b/, 'email'],
  [/\b(phone|mobile|telephone)\b/, 'phone_number'],
  [/\b(image|photo|picture|thumbnail|logo|avatar|icon)\b/, 'image_url'],
  [/\b(url|link|website|href|uri)\b/, 'url'],
  [/\b(city|town)\b/, 'city'],
  [/\b(country code)\b/, 'country_code'],
  [/\b(country)\b/, 'country_name'],
  [/\b(region|province|state)\b/, 'region'],
  [/\b(address|street)\b/, 'street_address'],
  [/\b(zip|postal|postcode)\b/, 'postal_code'],
  [/\b(currency)\b/, 'currency_code'],
  [/\b(language|lang)\b/, 'language_name'],
  [/\b(timezone|time zone)\b/, 'timezone'],
  [/\b(time zone|hour|opening|closing)\b/, 'time_of_day'],
  [/\b(created|updated|published|posted|modified|last)\b.*\b(at|on|date)?\b/, 'date_past'],
  [/\b(start|begin|starts|end|ends|finish|departs?|arrives?)\b(?!.*\bdate\b)/, 'time_of_day'],
  [/\b(date|day|check in|check out|deadline|due)\b/, 'date_future'],
  [/\b(time)\b/, 'time_of_day'],
  [/\b(first name|given name)\b/, 'first_name'],
  [/\b(last name|surname|family name)\b/, 'last_name'],
  [/\b(user ?name|handle|login|nickname)\b/, 'username'],
  [
    /\b(author|owner|customer|contact|host|guest|driver|passenger|reviewer|full name|creator|by|organizer|agent|holder|payer|payee|breeder|buyer|beneficiary|sender|recipient)\b/,
    'person_name',
  ],
  [/\b(company|employer|organization|vendor|supplier|provider|merchant)\b/, 'company_name'],
  [/\b(brand|maker|manufacturer)\b/, 'brand'],
  [/\b(query|search|keyword|term|q)\b/, 'search_query'],
  [/\b(name|title|headline)\b/, 'title'],
  [/\b(hashtags?)\b/, 'hashtag'],
  [/\b(video|gif|audio|file)\b(?!.*\bid\b)/, 'url'],
  [/\b(category|type|kind|genre|section)\b/, 'category_name'],
  [/\b(tags?|label)\b/, 'tag'],
  [/\b(color|colour)\b/, 'color'],
  [/\b(condition)\b/, 'weather_condition'],
  [/\b(price|cost|amount|fee|fare)\b/, 'price'],
  [/\b(rating)\b/, 'rating'],
  [/\b(message|comment|body|text)\b/, 'message_text'],
  [
    /\b(description|summary|overview|bio|about|content|instructions?|details?|definition|meaning|snippet|excerpt|plot|synopsis|advice|tip|quote|review|example|reason|explanation|answer|question|note|notes|remarks?|lyrics)\b/,
    'sentence',
  ],
  [/\b(confirmation|reference|ref|booking code|number|no)\b/, 'order_reference'],
  [/\b(version)\b/, 'version'],
  [/\b(id|key|slug|code|token|uuid)\b/, 'identifier'],
];
