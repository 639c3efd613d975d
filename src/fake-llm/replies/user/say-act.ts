import type { LabelledValue, UserAct } from './directions.js';

/** Plain words for what a user does; each value as it is to be said, after its label. */
export function sayAct(act: UserAct, language: 'en' | 'ja'): string {
  return language === 'ja' ? inJapanese(act) : inEnglish(act);
}

function inEnglish(act: UserAct): string {
  switch (act.kind) {
    case 'thanks':
      return 'Thanks, that is all.';
    case 'confirmation':
      return 'Yes, please go ahead.';
    case 'refusal':
      return 'No, please leave it.';
    case 'correction':
      return `Sorry, the ${act.label} is ${act.to}${act.from === '' ? '' : `, not ${act.from}`}.`;
    case 'answer':
      return `${capital(act.values.map(clause).join(', and '))}.`;
    case 'choice':
      return `${act.name}, please.`;
    case 'request':
      if ('about' in act) return `This is about ${act.about}.`;
      return [
        `Please ${act.text}.`,
        ...(act.values.length === 0 ? [] : [`${capital(act.values.map(clause).join(', and '))}.`]),
      ].join(' ');
    case 'other':
      return 'That is all I know.';
  }
}

function clause({ label, say }: LabelledValue): string {
  return `the ${label} is ${isSentence(say) ? `"${say}"` : say}`;
}

/** Whether a value reads like words of the sentence around it, so that quotes must tell where it ends. */
function isSentence(say: string): boolean {
  return /\b(?:is|are|be)\b|[.;!?,:]\s/.test(say) && !say.includes('"');
}

function inJapanese(act: UserAct): string {
  switch (act.kind) {
    case 'thanks':
      return 'ありがとうございます。以上です。';
    case 'confirmation':
      return 'はい、お願いします。';
    case 'refusal':
      return 'いいえ、やめておきます。';
    case 'correction':
      return `すみません、${act.label}は${act.from === '' ? '' : `${act.from}ではなく`}${act.to}です。`;
    case 'answer':
      return `${act.values.map(topic).join('、')}です。`;
    case 'choice':
      return `${act.name}でお願いします。`;
    case 'request':
      if ('about' in act) return `${act.about}のことです。`;
      return `次のことをお願いします：${act.text}。${act.values.length === 0 ? '' : `${act.values.map(topic).join('、')}です。`}`;
    case 'other':
      return '分かるのはこれだけです。';
  }
}

function topic({ label, say }: LabelledValue): string {
  return `${label}は${/[は、。\s]/.test(say) ? `「${say}」` : say}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
