import type { JsonObject } from '../../src/types/json.js';
import { makeRecord } from '../support/make-record.js';
import { hotelRecord } from '../support/sample-hotel-record.js';

const script = '</script><script>globalThis.hacked = true; alert(1)</script>';
const image = '<img src=x onerror="globalThis.hacked = true; alert(2)">';

/** Twenty texts that try to be more than text. */
export const hostileTexts: readonly string[] = [
  script,
  image,
  '<svg onload="globalThis.hacked = true">',
  '<!--<script>globalThis.hacked = true',
  '--><svg/onload=globalThis.hacked=true>',
  ']]><script>globalThis.hacked = true</script>',
  '" onmouseover="globalThis.hacked = true" x="',
  "' onfocus='globalThis.hacked = true' autofocus tabindex='0",
  '<a href="javascript:globalThis.hacked=true">press me</a>',
  'javascript:globalThis.hacked=true',
  '<iframe srcdoc="<script>parent.hacked = true</script>"></iframe>',
  '<style>body { display: none } @import "https://example.com/x.css";</style>',
  '<link rel="stylesheet" href="https://example.com/x.css"><base href="https://example.com/">',
  '<meta http-equiv="refresh" content="0;url=https://example.com/">',
  '<form action="https://example.com/"><input name="x"><button>Go</button></form>',
  '{{constructor.constructor("globalThis.hacked=true")()}} ${globalThis.hacked=true}',
  '\u202etxt.exe\u2066 \u0000\u001b[31m \ufeff \u2028 \ud800',
  '__proto__',
  '=HYPERLINK("https://example.com","x")',
  `${'<b>'.repeat(2_000)}${'A'.repeat(30_000)}`,
];

/** One record a text, which stands wherever a record has room for a text. */
export const hostileRecords: readonly JsonObject[] = hostileTexts.map((text, index) => {
  const own = makeRecord({
    id: `conv_6_${text}${index}`,
    system: text,
    events: [
      { user: text },
      { assistant: `${text} ${text}` },
      {
        calls: [
          {
            name: text,
            parameters: { [text]: text, plain: text, nested: [{ [text]: [text] }] },
            output: { [text]: text },
          },
        ],
      },
      { calls: [{ name: 'a::b', parameters: { value: text }, output: text }], text },
      { assistant: text },
    ],
    tools: [
      {
        name: text,
        description: text,
        parameters: { type: 'object', description: text, properties: { [text]: { enum: [text] } } },
      },
    ],
    extra: {
      scenario: {
        ...hotelRecord.scenario,
        now: text,
        time_zone: text,
        policies: [{ text }],
        knows: [{ label: text, value: text }],
      } as never,
      goal: [{ text, outcome: text, reason: text, message: 0 }],
      phenomena: [{ name: text, messages: [1, 2, -1, 1e9] }],
      provenance: {
        arguments: [
          { call: 'call00001', pointer: '/value', source: { kind: 'user', message: 1, start: 0, end: 4 } },
          { call: text, pointer: text, source: { kind: text, function: text } },
          {
            call: 'call00000',
            pointer: `/${text}`,
            source: {
              kind: 'derived',
              function: text,
              inputs: [{ kind: 'output', call: 'call00000', pointer: text }],
              options: {},
            },
          },
        ],
        answers: [
          {
            message: 2,
            start: 0,
            end: 5,
            source: { kind: 'output', call: 'call00000', pointer: '', normalization: { name: text } },
          },
          { message: 2, start: -5, end: 1e12, source: { kind: 'schema', rule: text } },
          { message: text, start: text, end: null, source: { kind: 'user' } },
        ],
      } as never,
      judge_scores: {
        tool_correctness: 5,
        task_completion: 5,
        naturalness: 5,
        mean_score: 5,
        reasoning: text,
        judge_model: text,
        passed: false,
        failed_gates: [text],
      },
      history: [{ attempt: text, method: text, changed: [text], kept: false, not_kept: text }],
      metadata: {
        domain: text,
        locale: text,
        pattern_type: text,
        agents: { user: text },
        twin_group: text,
        difficulty: { depth: text },
        imported: { format: text },
      },
    },
  });
  // Some have not the shape of a record at all.
  if (index % 5 === 3)
    return { ...own, tools: text, goal: text, phenomena: { [text]: text }, scenario: [text] };
  if (index % 5 === 4)
    return {
      ...own,
      messages: [
        { role: text, content: { [text]: text } },
        text,
        null,
        { role: 'user', content: [text] },
        ...(own.messages as never[]),
      ] as never,
    };
  return own;
});
