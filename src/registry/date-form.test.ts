import { describe, expect, it } from 'vitest';
import { dateFormOf, withDateForm } from './date-form.js';

describe('dateFormOf', () => {
  it.each([
    ['Date in DD.MM.YYYY', '', 'DD.MM.YYYY', '31.12.2026'],
    ['format: mm/dd/yyyy', '', 'MM/DD/YYYY', '12/31/2026'],
    ['', '28/01/2021', 'DD/MM/YYYY', '28/01/2021'],
    ['', '20210128', 'YYYYMMDD', '20210128'],
  ])('reads %j and %j as %s', (description, example, spelled, written) => {
    const form = dateFormOf(description, example);
    expect(form?.spelled).toBe(spelled);
    expect(new RegExp(form?.pattern ?? '^$').test(written)).toBe(true);
  });

  it('leaves ISO dates, dates with a clock and ambiguous specimens alone', () => {
    expect(dateFormOf('YYYY-MM-DD', '')).toBeNull();
    expect(dateFormOf('yyyyMMdd_HHmmss', '')).toBeNull();
    expect(dateFormOf('', '03/04/2021')).toBeNull();
    expect(dateFormOf('', { toString: 1 })).toBeNull();
  });
});

describe('withDateForm', () => {
  it('puts a form that only the specimen shows into the description', () => {
    const schema = withDateForm({ type: 'string', format: 'date' }, { spelled: 'YYYYMMDD', pattern: '^x$' });
    expect(schema).toEqual({ type: 'string', description: 'Date (YYYYMMDD)', pattern: '^x$' });
  });
});
