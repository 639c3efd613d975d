import type { Random } from '../../random/random.js';
import { productNouns, productQualities } from '../data/products.js';
import { topics } from '../data/topics.js';
import { englishData, personNames } from '../locale-data.js';
import { cityPlaces } from '../places.js';
import type { Generator, ValueRequest } from '../value-request.js';
import { titleCase } from '../word-case.js';

const family: Generator = ({ locale }, random) => random.pick(personNames(locale).last);
const from =
  (items: readonly string[]): Generator =>
  (_request, random) =>
    random.pick(items);
const creatures = ((englishData.team?.creature ?? []) as readonly string[]).filter(
  (word) => !/people|sons|sorcerors|gooses|fishes/.test(word),
);

/** Things of all trades: sport, health, events, products, studies. */
/** A team is from its own city, its opponents are from others of the country. */
function teamCity({ entity, anchor }: ValueRequest, random: Random): string {
  if (/team|club/.test(entity ?? '')) return anchor.place.city;
  const country = cityPlaces.filter(({ countryCode }) => countryCode === anchor.place.countryCode);
  return random.pick(country.length > 3 ? country : cityPlaces).city;
}

export const thingGenerators: { readonly [name: string]: Generator } = {
  product_name: (_request, random) => {
    const quality = random.pick(productQualities);
    return random.pick([
      `${quality} ${random.pick(productNouns)}`,
      `${random.pick(brands)} ${random.pick(productNouns)}`,
      `${random.pick(brands)} ${quality} ${random.pick(productNouns)}`,
    ]);
  },
  product_category: from(
    (englishData.commerce?.department ?? []).concat([
      'Office Supplies',
      'Pet Care',
      'Kitchen',
      'Lighting',
      'Furniture',
      'Camping',
      'Cycling',
      'Stationery',
    ]),
  ),
  sport_team: (request, random) => `${teamCity(request, random)} ${titleCase(random.pick(creatures))}`,
  sport_league: ({ anchor }, random) =>
    `${anchor.place.country} ${random.pick(['Premier League', 'Super League', 'First Division', 'Champions Cup', 'National League', 'Women’s League'])}`,
  medical_specialty: from([
    'Cardiology',
    'Dermatology',
    'Paediatrics',
    'Orthopaedics',
    'Neurology',
    'Ophthalmology',
    'Psychiatry',
    'Gynaecology',
    'Urology',
    'Dentistry',
    'General Practice',
    'Radiology',
    'Endocrinology',
    'Allergology',
    'Physiotherapy',
    'Oncology',
    'Rheumatology',
  ]),
  medicine: from([
    'Ibuprofen',
    'Paracetamol',
    'Amoxicillin',
    'Cetirizine',
    'Loratadine',
    'Omeprazole',
    'Metformin',
    'Atorvastatin',
    'Salbutamol',
    'Lisinopril',
    'Amlodipine',
    'Levothyroxine',
    'Sertraline',
    'Aspirin',
    'Naproxen',
    'Prednisone',
    'Azithromycin',
    'Pantoprazole',
    'Simvastatin',
    'Diclofenac',
    'Melatonin',
    'Losartan',
  ]),
  weather_condition: from([
    'sunny',
    'partly cloudy',
    'overcast',
    'light rain',
    'heavy rain',
    'showers',
    'thunderstorms',
    'fog',
    'mist',
    'drizzle',
    'clear',
    'windy',
    'light snow',
    'sleet',
    'hazy',
    'scattered clouds',
  ]),
  status_word: from([
    'active',
    'pending',
    'confirmed',
    'open',
    'in progress',
    'completed',
    'scheduled',
    'processing',
    'available',
    'approved',
    'ready',
    'on hold',
  ]),
  event_name: (request, random) => {
    const place = request.anchor.place.city;
    return random.pick([
      `${place} ${random.pick(eventKinds)}`,
      `${titleCase(random.pick(topics))} ${random.pick(['Conference', 'Fair', 'Meetup', 'Workshop', 'Summit', 'Day'])}`,
      `${String(family(request, random))} Memorial ${random.pick(['Concert', 'Run', 'Lecture'])}`,
    ]);
  },
  course_title: (_request, random) =>
    `${random.pick(['Introduction to', 'Practical', 'Advanced', 'Foundations of', 'A Short Course in', 'Hands-on', 'The Basics of', 'Understanding'])} ${titleCase(random.pick(topics))}`,
  exercise_name: (_request, random) =>
    titleCase(
      `${random.pick(['barbell', 'dumbbell', 'kettlebell', 'cable', 'single-leg', 'seated', 'standing', 'incline', 'band', 'reverse'])} ${random.pick(['squat', 'lunge', 'row', 'press', 'curl', 'deadlift', 'fly', 'crunch', 'raise', 'pulldown', 'step-up', 'plank'])}`,
    ),
  university_name: (request, random) =>
    random.pick([
      `University of ${request.anchor.place.city}`,
      `${request.anchor.place.city} Institute of Technology`,
      `${String(family(request, random))} College`,
      `${request.anchor.place.region} State University`,
    ]),
  plant_name: from([
    'Lavender',
    'Basil',
    'Monstera',
    'Snake Plant',
    'Peace Lily',
    'Rosemary',
    'Aloe Vera',
    'Fern',
    'Orchid',
    'Tomato',
    'Geranium',
    'Jasmine',
    'Hydrangea',
    'Mint',
    'Spider Plant',
    'Olive Tree',
    'Fig Tree',
    'Sunflower',
    'Tulip',
    'Begonia',
    'Thyme',
    'Rubber Plant',
    'Bamboo',
    'Bonsai',
  ]),
  muscle: from([
    'biceps',
    'triceps',
    'quadriceps',
    'hamstrings',
    'glutes',
    'calves',
    'abs',
    'obliques',
    'lats',
    'deltoids',
    'pectorals',
    'forearms',
    'lower back',
    'traps',
  ]),
  equipment: from([
    'dumbbell',
    'barbell',
    'kettlebell',
    'resistance band',
    'cable machine',
    'body weight',
    'medicine ball',
    'bench',
    'rowing machine',
    'pull-up bar',
    'foam roller',
    'jump rope',
  ]),
  descriptor: (_request, random) => random.pick(descriptors),
  word: from((englishData.word?.adjective ?? []).concat(englishData.word?.noun ?? [])),
  brand: (_request, random) => random.pick(brands),
  material: from(englishData.commerce?.product_name?.material ?? ['Wood']),
};

/** Words that fit what nobody described: a kind, a level, a group. */
const descriptors = [
  'standard',
  'regular',
  'basic',
  'extended',
  'primary',
  'secondary',
  'seasonal',
  'general',
  'premium',
  'classic',
  'compact',
  'advanced',
  'daily',
  'weekly',
  'monthly',
  'local',
  'regional',
  'national',
  'public',
  'private',
  'indoor',
  'outdoor',
  'early',
  'late',
  'light',
  'medium',
  'large',
  'small',
  'modern',
  'mixed',
  'special',
  'featured',
  'popular',
  'recent',
  'official',
  'combined',
];

const eventKinds = [
  'Jazz Festival',
  'Book Fair',
  'Marathon',
  'Food Market',
  'Film Week',
  'Design Fair',
  'Winter Market',
  'Light Festival',
  'Science Night',
  'Craft Fair',
  'Opera Gala',
  'Street Parade',
];
const brands = [
  'Norden',
  'Halvorsen',
  'Kestrel',
  'Brightwell',
  'Oakline',
  'Tamura',
  'Corvo',
  'Lumora',
  'Fjell',
  'Ridgeway',
  'Solano',
  'Verdant',
  'Quill & Co',
  'Astra',
  'Marlowe',
  'Pinecrest',
  'Bluefin',
  'Castell',
  'Hearthly',
  'Zephyr',
  'Mosswood',
  'Orbita',
  'Tallis',
  'Wren',
];
