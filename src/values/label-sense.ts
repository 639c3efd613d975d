import { rememberByText } from '../concepts/remember-by-text.js';

/** What a label says about the part that its value plays: `destination airport`, `check-out date`, `maximum price`. */
export const isDestination = says(
  /\b(destination|arrival|arrive|arriving|dropoff|drop off|drop-off|to|second|2)\b/i,
);

export const isEnd = says(
  /\b(check[- ]?out|checkout|end|ends|ending|until|return|departure from hotel|to|till|finish|dropoff|drop off|latest|expiry|expires?|due)\b/i,
);

export const isStart = says(
  /\b(check[- ]?in|checkin|start|starts|starting|from|begin|departure|depart|pickup|pick up|since|earliest|outbound)\b/i,
);

export const isLowerBound = says(/\b(min|minimum|lowest|least|above|low)\b/i);

export const isUpperBound = says(/\b(max|maximum|highest|most|below|budget|limit|high)\b/i);

/** Whether a label says what a pattern looks for; the answer is remembered, as few labels name most of what there is. */
export function says(pattern: RegExp): (label: string) => boolean {
  return rememberByText((label) => pattern.test(label), 20_000);
}
