/** Signs of what a message does, in English and Japanese. */

/** Whether a text ends with a question, in brackets after it at most what the question is about. */
export function asksAQuestion(text: string): boolean {
  return /(?:[?？]["”」]?(?:\s?[(（][^()（）]{0,300}[)）])?|(?:ください|ますか|ですか)。?)$/.test(
    text.trim(),
  );
}

export function asksToGoAhead(text: string): boolean {
  return /shall i go ahead|実行してよろしいですか/i.test(text);
}

export function agrees(text: string): boolean {
  return (
    !declines(text) &&
    /\b(?:yes|yeah|yep|sure|ok(?:ay)?|please do|go ahead|fine|confirm)\b|はい|お願い/i.test(text)
  );
}

export function declines(text: string): boolean {
  return /^\s*(?:no|nope|don't|do not|please don't|leave it)\b|\brather not\b|いいえ|やめ/i.test(text);
}

export function isCorrection(text: string): boolean {
  return /^\s*(?:sorry|actually|correction|wait|i meant|my mistake)\b|^すみません|ではなく/i.test(text);
}

export function isGoodbye(text: string): boolean {
  return (
    /\b(?:thanks|thank you|cheers|that is all|that's all|bye)\b|ありがとう|以上です/i.test(text) &&
    text.length < 120
  );
}

export function wantsConfirmation(system: string): boolean {
  return /\bconfirm(?:ation)?\b|go-ahead|\bconsent\b|wait for a yes|\bapproval\b|\bpermission\b|確認|承認|同意|了承/i.test(
    system,
  );
}

/** A remark about what the model said, which is not the user's: "[A note of the product] This was not sent". */
export function isNote(text: string): boolean {
  return /^\s*\[[^\]\n]{1,80}\]\s/.test(text);
}
