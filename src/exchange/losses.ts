/** What formats leave out of every conversation, in the words in which they declare it. */
export const losses = {
  id: 'the id of the conversation',
  reasoning: 'reasoning',
  callIds: 'ids of calls',
  untrained: 'marks of messages that are not to be trained on',
  tools: 'the tools that were offered',
  rest: 'what follows the completion',
  plainResults: 'whether a result was plain words or a JSON text',
  resultSpaces: 'spaces between the parts of a JSON result',
  wordsBesideCalls: 'what is said beside a call',
} as const;
