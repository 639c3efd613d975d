/** What a label says about the part that its value plays: `destination airport`, `check-out date`, `maximum price`. */
export function isDestination(label: string): boolean {
  return /\b(destination|arrival|arrive|arriving|dropoff|drop off|drop-off|to|second|2)\b/i.test(label);
}

export function isEnd(label: string): boolean {
  return /\b(check[- ]?out|checkout|end|ends|ending|until|return|departure from hotel|to|till|finish|dropoff|drop off|latest|expiry|expires?|due)\b/i.test(
    label,
  );
}

export function isStart(label: string): boolean {
  return /\b(check[- ]?in|checkin|start|starts|starting|from|begin|departure|depart|pickup|pick up|since|earliest|outbound)\b/i.test(
    label,
  );
}

export function isLowerBound(label: string): boolean {
  return /\b(min|minimum|lowest|least|above|low)\b/i.test(label);
}

export function isUpperBound(label: string): boolean {
  return /\b(max|maximum|highest|most|below|budget|limit|high)\b/i.test(label);
}
