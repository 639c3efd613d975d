/** The string formats that tool definitions use. Any other format name is ignored by the schema check. */
export const formatChecks: { readonly [format: string]: (text: string) => boolean } = {
  date: isDate,
  time: (text) => /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?$/.test(text),
  'date-time': (text) =>
    isDate(text.slice(0, 10)) &&
    /^[Tt ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d\d:\d\d)?$/.test(text.slice(10)),
  email: (text) => /^[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63}){1,8}$/.test(text),
  uri: (text) => /^[A-Za-z][A-Za-z0-9+.-]{0,30}:\S{1,2000}$/.test(text),
  url: (text) => /^https?:\/\/\S{1,2000}$/.test(text),
  uuid: (text) => /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/.test(text),
};

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
