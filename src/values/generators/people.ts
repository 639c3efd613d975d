import { addDays, toIsoDate } from '../calendar.js';
import type { Generator } from '../value-request.js';

/** People: name, e-mail, user name and phone are the anchor's, so that they are one person's. */
export const peopleGenerators: { readonly [name: string]: Generator } = {
  person_name: ({ anchor }) => anchor.person.name,
  first_name: ({ anchor }) => anchor.person.firstName,
  last_name: ({ anchor }) => anchor.person.lastName,
  email: ({ anchor }) => anchor.person.email,
  phone_number: ({ anchor }) => anchor.person.phone,
  username: ({ anchor }) => anchor.person.username,
  age: (_request, random) => random.integer(18, 79),
  birth_date: ({ now }, random) => toIsoDate(addDays(now, -random.integer(19 * 365, 75 * 365))),
};
