/**
 * Short texts by what they are about, with holes: {city}, {name}, {topic}, {dish}, {product}, {day}. The first family whose
 * pattern fits entity and label is used.
 */
export type SentenceFamily = {
  readonly about: RegExp;
  readonly openings: readonly string[];
  readonly middles: readonly string[];
  readonly ends: readonly string[];
};

export function sentenceFamily(entity: string | null, label: string): SentenceFamily {
  return family(entity ?? '') ?? family(label) ?? general;
}

function family(words: string): SentenceFamily | undefined {
  const text = words.toLowerCase();
  return text === '' ? undefined : families.find(({ about }) => about.test(text));
}

const families: readonly SentenceFamily[] = [
  {
    about: /\b(word|definition|dictionary|meaning|idiom|phrase)\b/,
    openings: [
      'A small tool for cutting or trimming',
      'The state of being calm and unhurried',
      'To move quickly and lightly',
      'Showing great care in detail',
      'A narrow path between two fields',
      'Something given in return for help',
    ],
    middles: [
      'often used of people',
      'mostly found in written texts',
      'first recorded in the 16th century',
      'also used figuratively',
      'more common in the plural',
    ],
    ends: ['informal', 'from Latin', 'now rare', 'chiefly British', 'see also related forms'],
  },
  {
    about: /review|comment|feedback|testimonial/,
    openings: [
      'Pleasantly surprised',
      'Good value overall',
      'Not quite what I expected',
      'Would come back any time',
      'Solid choice',
      'Mixed feelings',
      'Exactly as described',
      'A real find in {city}',
    ],
    middles: [
      'the staff answered every question',
      'everything arrived a day early',
      'the waiting time was longer than announced',
      'quality is better than the price suggests',
      'it was clean and quiet',
      'the instructions could be clearer',
      'my family loved it',
    ],
    ends: [
      'recommended for a weekend',
      'four stars from me',
      'I would book again',
      'could use a little more care',
      'worth every cent',
      'next time I will come earlier',
      'ask for {name}',
    ],
  },
  {
    about: /trail|hike|\bpark\b|beach|outdoor/,
    openings: [
      'The path follows the river for most of the way',
      'A steady climb through beech forest',
      'A wide track along the old railway',
      'Rocky in places',
      'An easy round trip from the car park',
      'The way leads past two small lakes',
    ],
    middles: [
      'signs are few after the second bridge',
      'the view from the top is worth it',
      'there is a spring half way up',
      'it can be muddy in spring',
      'bicycles share the lower part',
      'dogs must be on a lead',
    ],
    ends: [
      'best in early autumn',
      'bring enough water',
      'the bus stops at the trailhead',
      'good for families',
      'closed after heavy snow',
    ],
  },
  {
    about: /weather|forecast|alert|climate/,
    openings: [
      'Clouds build up during the morning',
      'Dry start to the day',
      'Scattered showers in the afternoon',
      'Bright spells after noon',
      'Fog patches at dawn',
      'Gusty winds near the coast',
    ],
    middles: [
      'temperatures stay close to the seasonal mean',
      'rain reaches {city} by evening',
      'the night turns clear and cool',
      'winds ease after sunset',
      'pressure rises slowly',
    ],
    ends: [
      'take an umbrella',
      'good conditions for a walk',
      'roads may be slippery',
      'sunscreen is advised',
      'frost is possible on higher ground',
    ],
  },
  {
    about:
      /hotel|room|apartment|property|listing|place|venue|restaurant|attraction|accommodation|museum|campsite/,
    openings: [
      'A quiet house a few steps from the old centre',
      'Bright rooms with a view of the river',
      'Family-run since 1974',
      'A renovated mill at the edge of {city}',
      'Central location near the main station',
      'A calm corner in a lively quarter',
    ],
    middles: [
      'breakfast is served until eleven',
      'bicycles can be borrowed free of charge',
      'the courtyard opens in summer',
      'pets are welcome on request',
      'step-free access from the street',
      'a small library invites to stay',
    ],
    ends: [
      'five minutes to the tram',
      'parking is limited',
      'popular with couples and hikers',
      'ask {name} for local tips',
      'children under six are free',
    ],
  },
  {
    about: /recipe|dish|meal|cocktail|food|menu|instruction|ingredient/,
    openings: [
      'Heat the oven to 200 °C',
      'Chop the onions finely',
      'Rinse the rice until the water runs clear',
      'Whisk eggs and sugar until pale',
      'Toast the spices in a dry pan',
      'Bring salted water to the boil',
    ],
    middles: [
      'add the vegetables and stir for five minutes',
      'fold in the flour in two steps',
      'simmer on low heat for half an hour',
      'season with salt, pepper and lemon',
      'let the dough rest under a cloth',
    ],
    ends: [
      'serve with fresh bread',
      'garnish with parsley',
      'leave to cool before slicing',
      'goes well with {dish}',
      'keeps for two days in the fridge',
    ],
  },
  {
    about: /product|item|offer|vehicle|car|device|listing/,
    openings: [
      'Sturdy build for everyday use',
      'A lighter version of a classic',
      'Made from recycled material',
      'Designed in {city}',
      'Quiet in use and easy to clean',
      'Fits small flats',
    ],
    middles: [
      'spare parts are available for ten years',
      'the battery lasts a full day',
      'it folds flat in seconds',
      'comes with a washable cover',
      'assembly takes about ten minutes',
    ],
    ends: [
      'two-year warranty',
      'free returns within 30 days',
      'adapter not included',
      'pairs well with the {product}',
      'also available in green',
    ],
  },
  {
    about: /task|issue|ticket|project|todo|bug|support|incident|request/,
    openings: [
      'Prepare the figures for the {city} meeting',
      'Login page shows an empty form',
      'Collect the missing signatures',
      'Update the price list',
      'Move the backup to the new server',
      'Printer on the second floor jams',
    ],
    middles: [
      '{name} has the latest version',
      'it happens only on mobile',
      'the client asked for two variants',
      'steps are in the shared folder',
      'the draft is half done',
    ],
    ends: [
      'needed by {day}',
      'please check before lunch',
      'low risk',
      'blocks the next release',
      'let me know what is missing',
    ],
  },
  {
    about: /message|email|mail|chat|sms|note|memo|letter|reminder|post|tweet/,
    openings: [
      'Running about ten minutes late',
      'Thanks for the quick answer',
      'Could we move our meeting to {day}',
      'I have sent you the photos from {city}',
      'The parcel arrived this morning',
      'Please bring the signed form',
    ],
    middles: [
      'the train is stuck near {city}',
      '{name} will join us',
      'I left the keys with the neighbour',
      'the table is booked for four',
      'the numbers look fine now',
    ],
    ends: [
      'see you there',
      'call me when you can',
      'no need to reply',
      'have a good evening',
      'tell me if that suits you',
    ],
  },
  {
    about:
      /news|video|channel|article|story|press|blog|book|movie|film|show|episode|podcast|plot|synopsis|overview/,
    openings: [
      'A look at {topic} beyond the headlines',
      'A retired teacher returns to {city}',
      'Two sisters inherit a bakery in {city}',
      'New figures on {topic} surprise experts',
      'What began as a hobby became a movement',
      'A young doctor takes a post on an island',
    ],
    middles: [
      'residents tell how their days have changed',
      'an old letter upsets every plan',
      'critics ask who will pay for it',
      'the winter brings an unexpected guest',
      'researchers followed 400 households',
    ],
    ends: [
      'and nothing stays as it was',
      'the debate has only begun',
      'a decision is due in spring',
      'told with warmth and wit',
      'more results follow next month',
    ],
  },
  {
    about: /course|lesson|class|exercise|workout|training/,
    openings: [
      'Six sessions for beginners',
      'Start with a ten-minute warm-up',
      'Covers the essentials of {topic}',
      'Keep your back straight',
      'Small groups and plenty of practice',
    ],
    middles: [
      'each unit ends with a short quiz',
      'rest a minute between sets',
      '{name} answers questions by mail',
      'breathe out as you lift',
      'materials are included',
    ],
    ends: [
      'no previous knowledge needed',
      'certificate on completion',
      'repeat twelve times',
      'stop if it hurts',
      'recordings stay online for a year',
    ],
  },
];

const general: SentenceFamily = {
  about: /$/,
  openings: [
    'An overview of {topic}',
    'Compiled from sources in {city}',
    'Covers the basics of {topic}',
    'A short guide to {topic}',
    'Facts and figures on {topic}',
    'A fresh look at {topic}',
  ],
  middles: [
    'it includes examples from {city}',
    'figures are updated every month',
    'most entries link to their source',
    'it suits beginners and experts alike',
    'local names are given where known',
    'the focus is on everyday use',
  ],
  ends: [
    'last checked on {day}',
    'free to use',
    'new items appear every week',
    'maintained by {name}',
    'further reading is listed at the end',
  ],
};
