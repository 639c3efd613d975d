import type { RecordView } from '../record-view.js';
import type { Report, Rule } from '../rule.js';
import { phenomenonChecks } from './phenomenon-checks.js';

export const phenomenonRules: readonly Rule[] = [
  { law: 0, name: 'phenomenon-seen', check: phenomenonSeen },
  { law: 0, name: 'phenomenon-claimed', check: phenomenonClaimed },
  { law: 0, name: 'phenomena-unique', check: phenomenaUnique },
];

function phenomenonSeen(view: RecordView, report: Report): void {
  view.record.phenomena.forEach(({ name, messages }, index) => {
    const outside = messages.find((message) => message >= view.record.messages.length);
    if (outside !== undefined) report(`/phenomena/${index}`, `There is no message ${outside}.`);
    else if (!phenomenonChecks[name].seen(view, messages)) {
      report(`/phenomena/${index}`, `${name} cannot be seen at messages ${messages.join(', ')}.`);
    }
  });
}

function phenomenonClaimed(view: RecordView, report: Report): void {
  const claimed = new Set(view.record.phenomena.map((phenomenon) => phenomenon.name));
  for (const [name, { present }] of Object.entries(phenomenonChecks)) {
    if (
      present?.(view) &&
      !claimed.has(name as keyof typeof phenomenonChecks) &&
      !(name === 'no_tool' && claimed.has('missing_tool'))
    ) {
      report('/phenomena', `The record shows ${name} and does not claim it.`);
    }
  }
}

function phenomenaUnique({ record }: RecordView, report: Report): void {
  const names = record.phenomena.map((phenomenon) => phenomenon.name);
  if (new Set(names).size !== names.length) report('/phenomena', 'A phenomenon is listed twice.');
}
