import type { Random } from '../../random/random.js';
import type { Locale } from '../../types/plan-row.js';
import { englishData, japaneseData, personNames } from '../locale-data.js';
import type { Generator } from '../value-request.js';
import { capitalize, titleCase } from '../word-case.js';

const dataOf = (locale: Locale) => (locale === 'ja' ? japaneseData : englishData).food ?? {};
const cuisines = (englishData.food?.ethnic_category ?? []).filter(
  (word) => /^[A-Za-z]{4,12}$/.test(word) && !leftOut(word),
);
const spices = englishData.food?.spice ?? [];

function leftOut(word: string): boolean {
  return [
    'Soviet',
    'Mennonite',
    'Mordovian',
    'Bashkir',
    'Yamal',
    'Romani',
    'Jewish',
    'Buddhist',
    'Sami',
    'Tatar',
    'Parsi',
    'Mughal',
    'Inuit',
  ].includes(word);
}

/** A known dish, or a composed one: `Roasted Duck with Fennel`. */
function dishName(locale: Locale, random: Random): string {
  const food = dataOf(locale);
  if (locale === 'ja')
    return random.chance(0.5)
      ? random.pick(food.dish ?? [])
      : `${random.pick(food.vegetable ?? [])}と${random.pick(food.meat ?? [])}の${random.pick(japaneseWays)}`;
  if (random.chance(0.35)) return titleCase(random.pick(food.dish ?? []));
  const main = random.pick(random.chance(0.5) ? (food.meat ?? []) : (food.vegetable ?? []));
  const side = random.pick(random.chance(0.7) ? (food.vegetable ?? []) : (food.fruit ?? []));
  return side === main
    ? titleCase(`${random.pick(ways)} ${main}`)
    : titleCase(`${random.pick(ways)} ${main} ${random.pick(['with', 'and'])} ${side}`);
}

const ways = [
  'roasted',
  'grilled',
  'braised',
  'smoked',
  'spicy',
  'slow-cooked',
  'pan-fried',
  'baked',
  'stewed',
  'glazed',
  'marinated',
  'stuffed',
  'creamy',
  'crispy',
];
const japaneseWays = ['炒め', '煮物', '鍋', '焼き', '丼', '天ぷら', 'カレー', 'サラダ', 'スープ', '和え物'];
const restaurantEnds = [
  'Kitchen',
  'Bistro',
  'Table',
  'Grill',
  'Trattoria',
  'Café',
  'Diner',
  'Brasserie',
  'Canteen',
  'House',
  'Tavern',
  'Eatery',
  'Noodle Bar',
  'Oven',
  'Cantina',
];
const diets = [
  'vegetarian',
  'vegan',
  'pescatarian',
  'gluten-free',
  'dairy-free',
  'ketogenic',
  'paleo',
  'low-carb',
  'halal',
  'kosher',
  'nut-free',
  'low-fat',
  'Mediterranean',
  'low-sodium',
  'whole30',
];
const japaneseDiets = [
  'ベジタリアン',
  'ヴィーガン',
  'グルテンフリー',
  '低糖質',
  '減塩',
  '乳製品なし',
  'ハラール',
  '低脂質',
  '高たんぱく',
  'ナッツなし',
];

export const foodGenerators: { readonly [name: string]: Generator } = {
  dish_name: ({ locale }, random) => dishName(locale, random),
  ingredient: ({ locale }, random) => {
    const food = dataOf(locale);
    const word = random.pick(
      random.pick([food.vegetable ?? [], food.meat ?? [], food.fruit ?? [], food.ingredient ?? []]),
    );
    return word.toLowerCase();
  },
  cuisine: ({ locale }, random) =>
    random.pick(locale === 'ja' ? (japaneseData.food?.ethnic_category ?? []) : cuisines),
  restaurant_name: ({ anchor, locale }, random) => {
    const family = random.pick(personNames(locale).last);
    if (locale === 'ja')
      return random.pick([
        `${family}食堂`,
        `レストラン${family}`,
        `居酒屋${family}`,
        `${family}屋 ${anchor.place.city}店`,
      ]);
    return random.pick([
      `${family}'s ${random.pick(restaurantEnds)}`,
      `${capitalize(random.pick(spices).split(' ')[0] ?? 'Saffron')} & ${capitalize(random.pick(spices).split(' ')[0] ?? 'Thyme')}`,
      `The ${capitalize(random.pick(restaurantWords))} ${random.pick(restaurantEnds)}`,
      `${random.pick(personNames(locale).first)}'s ${random.pick(restaurantEnds)}`,
    ]);
  },
  diet: ({ locale }, random) => random.pick(locale === 'ja' ? japaneseDiets : diets),
};

const restaurantWords = [
  'olive',
  'copper',
  'corner',
  'salt',
  'golden',
  'hidden',
  'lemon',
  'red',
  'quiet',
  'wild',
  'iron',
  'fig',
  'cedar',
  'marble',
  'paper',
  'juniper',
  'lucky',
  'little',
  'painted',
  'rusty',
];
