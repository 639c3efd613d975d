import { addDays, toIsoDate } from '../calendar.js';
import { japaneseJobTitles, jobTitles } from '../data/job-titles.js';
import { englishData, japaneseData } from '../locale-data.js';
import type { Generator } from '../value-request.js';

const genders = [...new Set(englishData.person?.gender ?? [])].filter((word) => word.length < 14);

const jobTitle: Generator = ({ locale }, random) =>
  locale === 'ja' ? random.pick(japaneseJobTitles) : random.pick(jobTitles);

/** People: name, e-mail, user name and phone are the anchor's, so that they are one person's. */
export const peopleGenerators: { readonly [name: string]: Generator } = {
  person_name: ({ anchor }) => anchor.person.name,
  first_name: ({ anchor }) => anchor.person.firstName,
  last_name: ({ anchor }) => anchor.person.lastName,
  email: ({ anchor }) => anchor.person.email,
  phone_number: ({ anchor }) => anchor.person.phone,
  username: ({ anchor }) => anchor.person.username,
  doctor_name: ({ anchor, locale }) =>
    locale === 'ja' ? `${anchor.person.lastName}医師` : `Dr. ${anchor.person.name}`,
  occupation: jobTitle,
  job_title: jobTitle,
  age: (_request, random) => random.integer(18, 79),
  gender: (_request, random) => random.pickWeighted(['female', 'male', random.pick(genders)], [1, 1, 0.1]),
  birth_date: ({ now }, random) => toIsoDate(addDays(now, -random.integer(19 * 365, 75 * 365))),
  zodiac_sign: (_request, random) => random.pick(englishData.person?.western_zodiac_sign ?? ['Leo']),
  company_name: ({ locale }, random) => {
    if (locale === 'ja') {
      const company = japaneseData.company as { readonly category?: readonly string[] } | undefined;
      const last = (japaneseData.person?.last_name as { readonly generic?: readonly string[] } | undefined)
        ?.generic ?? ['山田'];
      return `${random.pick(last)}${random.pick(company?.category ?? ['商事'])}株式会社`;
    }
    const last = (englishData.person?.last_name as { readonly generic?: readonly string[] } | undefined)
      ?.generic ?? ['Miller'];
    const family = random.pick(last);
    const end = random.pick(companyEnds);
    return random.chance(0.25) ? `${family} & ${random.pick(last)}` : `${family} ${end}`;
  },
  department: (_request, random) => random.pick(departments),
};

const companyEnds = [
  'Logistics',
  'Foods',
  'Systems',
  'Consulting',
  'Energy',
  'Textiles',
  'Robotics',
  'Media',
  'Pharma',
  'Instruments',
  'Design',
  'Software',
  'Motors',
  'Shipping',
  'Studios',
  'Analytics',
  'Partners',
  'Labs',
  'Publishing',
  'Outfitters',
  'Brewing',
  'Insurance',
];
const departments = [
  'Customer Support',
  'Engineering',
  'Finance',
  'Human Resources',
  'Legal',
  'Logistics',
  'Marketing',
  'Operations',
  'Procurement',
  'Product Management',
  'Public Relations',
  'Quality Assurance',
  'Research',
  'Sales',
  'Security',
  'Facilities',
  'Data Platform',
  'Design',
];
