/** Ways to write a day in a normalised text, relative ones included when `now` (ISO date or date-time) is known. */
export function dateForms(year: number, month: number, day: number, now: string | null): string[] {
  const name = monthNames[month - 1];
  if (name === undefined || day < 1 || day > 31) return [];
  const iso = `${year}-${pad(month)}-${pad(day)}`;
  const ordinal = `${day}${ordinalSuffix(day)}`;
  const forms = [iso, `${year}/${pad(month)}/${pad(day)}`, `${year}/${month}/${day}`, `${month}月${day}日`];
  for (const separator of ['/', '.', '-']) {
    forms.push([month, day, year].join(separator), [day, month, year].join(separator));
    forms.push([pad(month), pad(day), year].join(separator), [pad(day), pad(month), year].join(separator));
  }
  forms.push(`${month}/${day}`, `${day}/${month}`, ordinal, `${day}日`);
  for (const spelled of [
    name,
    name.slice(0, 3),
    `${name.slice(0, 3)}.`,
    name === 'september' ? 'sept' : name,
  ]) {
    for (const number of [String(day), pad(day), ordinal])
      forms.push(`${spelled} ${number}`, `${number} ${spelled}`);
    forms.push(`${ordinal} of ${spelled}`, `${spelled} the ${ordinal}`);
  }
  if (now !== null) forms.push(...relativeForms(iso, now));
  return forms;
}

/** Ways to write a time of day. */
export function timeForms(hour: number, minute: number): string[] {
  if (hour > 24 || minute > 59) return [];
  const forms = [`${hour}:${pad(minute)}`, `${pad(hour)}:${pad(minute)}`, `${hour}.${pad(minute)}`];
  const half = hour % 24 < 12 ? 'am' : 'pm';
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  const part = hour % 24 < 12 ? '午前' : '午後';
  for (const suffix of [half, ` ${half}`, ` ${half[0]}.m.`, ` o'clock`]) {
    if (minute === 0) forms.push(`${twelve}${suffix}`);
    forms.push(`${twelve}:${pad(minute)}${suffix}`);
  }
  const japaneseMinute = minute === 0 ? '' : `${minute}分`;
  forms.push(
    `${hour}時${japaneseMinute}`,
    `${part}${twelve % 12}時${japaneseMinute}`,
    `${part}${twelve}時${japaneseMinute}`,
  );
  if (minute === 30) forms.push(`half past ${twelve}`, `${hour}時半`, `${part}${twelve}時半`);
  if (minute === 0 && hour === 12) forms.push('noon', 'midday', '正午');
  if (minute === 0 && hour % 24 === 0) forms.push('midnight');
  return forms;
}

function relativeForms(iso: string, now: string): string[] {
  const today = Date.parse(`${now.slice(0, 10)}T00:00:00Z`);
  const then = Date.parse(`${iso}T00:00:00Z`);
  if (Number.isNaN(today) || Number.isNaN(then)) return [];
  const days = Math.round((then - today) / 86_400_000);
  const forms = [...(relativeWords.get(days) ?? [])];
  if (days >= 0 && days <= 13) {
    const weekday = new Date(then).getUTCDay();
    forms.push(
      weekdayNames[weekday] ?? '',
      (weekdayNames[weekday] ?? '').slice(0, 3),
      `${'日月火水木金土'[weekday]}曜`,
    );
  }
  if (days > 1) forms.push(`in ${days} days`, `${days} days from now`, `${days}日後`);
  return forms.filter((form) => form !== '');
}

function ordinalSuffix(day: number): string {
  if (day >= 11 && day <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th';
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

const monthNames =
  'january february march april may june july august september october november december'.split(' ');
const weekdayNames = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
const relativeWords = new Map<number, readonly string[]>([
  [-1, ['yesterday', 'last night', '昨日']],
  [0, ['today', 'tonight', 'this morning', 'this afternoon', 'this evening', '今日', '本日', '今夜', '今晩']],
  [1, ['tomorrow', '明日', 'あした']],
  [2, ['day after tomorrow', '明後日', 'あさって']],
  [7, ['next week', 'in a week', 'a week from today', '来週']],
]);
