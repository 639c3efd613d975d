const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
];

/** A day (`YYYY-MM-DD`) as Python's strftime writes it in its own locale; the hour is 0:00. Codes that it has not stay. */
export function formatDate(day: string, format: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const [year, month, number] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const two = (value: number): string => String(value).padStart(2, '0');
  const codes = new Map<string, string>([
    ['Y', String(year).padStart(4, '0')],
    ['y', two(year % 100)],
    ['m', two(month + 1)],
    ['d', two(number)],
    ['e', String(number).padStart(2, ' ')],
    ['B', months[month] as string],
    ['b', (months[month] as string).slice(0, 3)],
    ['A', days[date.getUTCDay()] as string],
    ['a', (days[date.getUTCDay()] as string).slice(0, 3)],
    ['F', day],
    ['H', '00'],
    ['I', '12'],
    ['M', '00'],
    ['S', '00'],
    ['p', 'AM'],
    ['%', '%'],
  ]);
  return format.replace(/%(-?)(.)/g, (whole, minus: string, code: string) => {
    const text = codes.get(code) ?? whole;
    return minus === '' ? text : text.replace(/^0(?=\d)/, '');
  });
}
