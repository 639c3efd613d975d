import type { Random } from '../random/random.js';

/** Latin letters for an e-mail or user name: accents dropped; names in other scripts get a drawn Latin word in their place. */
export function romanize(name: string, random: Random): string {
  const latin = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  if (latin.length > 1) return latin;
  return random.pick(japaneseRomaji);
}

const japaneseRomaji = [
  'aoi',
  'haru',
  'yuki',
  'sora',
  'ren',
  'mio',
  'hina',
  'riku',
  'sakura',
  'kaito',
  'nao',
  'yuto',
  'mei',
  'kenji',
  'akira',
  'emi',
  'sato',
  'suzuki',
  'takahashi',
  'tanaka',
  'watanabe',
  'ito',
  'yamamoto',
  'nakamura',
  'kobayashi',
  'kato',
  'yoshida',
  'yamada',
  'sasaki',
  'matsumoto',
  'inoue',
  'kimura',
  'shimizu',
  'hayashi',
  'mori',
  'abe',
  'ikeda',
  'hashimoto',
  'ishikawa',
  'ogawa',
];
