import type { Mutant } from './mutant.js';
import { insertMessages, isSuccess, pickOrNull } from './record-edits.js';

const writing = ['create', 'update', 'delete', 'execute'];

/** Laws 5, 6 and 8. */
export const goalMutants: readonly Mutant[] = [
  {
    name: 'goal-fact-unmet',
    law: 5,
    mutate(record) {
      const goal = record.goal.find(({ outcome }) => outcome === 'achieved');
      if (goal === undefined) return false;
      const name = goal.told[0]?.name ?? goal.changed[0]?.name ?? '';
      goal.changed.push({ name, arguments: { nothing: 'passes this' } });
      return true;
    },
  },
  {
    name: 'goal-empty',
    law: 5,
    mutate(record) {
      const goal = record.goal.find(({ outcome }) => outcome === 'achieved');
      if (goal === undefined) return false;
      goal.told = [];
      goal.changed = [];
      return true;
    },
  },
  {
    name: 'call-without-goal',
    law: 5,
    mutate(record, random) {
      const goal = pickOrNull(
        record.goal.filter(({ calls }) => calls.length > 0),
        random,
      );
      if (goal === null) return false;
      const [dropped] = goal.calls;
      for (const each of record.goal) each.calls = each.calls.filter((id) => id !== dropped);
      return true;
    },
  },
  {
    name: 'needless-call-inserted',
    law: 5,
    mutate(record) {
      const goal = record.goal.find(({ outcome, calls }) => outcome === 'achieved' && calls.length > 0);
      const last = record.tool_calls.findLast((call) => goal?.calls.includes(call.id));
      const result = record.tool_outputs.find(({ id }) => id === last?.id);
      if (goal === undefined || last === undefined || result === undefined || !isSuccess(result.output))
        return false;
      if (writing.includes(record.semantics[last.name]?.action ?? '')) return false;
      const again = { ...last, id: 'again0001' };
      // Asked for at the very end: nothing that follows can have used it.
      insertMessages(record, record.messages.length - 1, [
        { role: 'assistant', content: '', tool_calls: [again] },
        { role: 'tool', name: last.name, tool_call_id: again.id, content: JSON.stringify(result.output) },
      ]);
      record.tool_calls.push(again);
      record.tool_outputs.push({ id: again.id, name: last.name, output: result.output });
      for (const entry of record.provenance.arguments.filter(({ call }) => call === last.id)) {
        record.provenance.arguments.push({ ...entry, call: again.id });
      }
      goal.calls.push(again.id);
      return true;
    },
  },
  {
    name: 'declined-yet-written',
    law: 5,
    mutate(record) {
      const wrote = new Set(
        record.tool_outputs
          .filter(
            (result) =>
              isSuccess(result.output) && writing.includes(record.semantics[result.name]?.action ?? ''),
          )
          .map(({ id }) => id),
      );
      const goal = record.goal.find(({ calls }) => calls.some((id) => wrote.has(id)));
      if (goal === undefined) return false;
      goal.outcome = 'declined';
      goal.reason = 'not_confirmed';
      return true;
    },
  },
  {
    name: 'reason-made-up',
    law: 5,
    mutate(record) {
      const goal = record.goal.find(({ outcome }) => outcome === 'achieved');
      if (goal === undefined) return false;
      goal.outcome = 'declined';
      goal.reason = 'policy';
      return !record.scenario.policies.some(({ kind }) => kind === 'forbidden');
    },
  },
  {
    name: 'needed-tool-offered',
    law: 5,
    mutate(record) {
      const goal = record.goal.find(({ reason }) => reason === 'no_tool');
      const [tool] = record.tools;
      if (goal === undefined || tool === undefined) return false;
      goal.told.push({ name: tool.name, arguments: {}, pointer: '' });
      return true;
    },
  },
  {
    name: 'forbidden-called',
    law: 5,
    mutate(record) {
      const [call] = record.tool_calls;
      if (call === undefined) return false;
      record.scenario.policies.push({
        id: 'forbidden-now',
        kind: 'forbidden',
        endpoints: [call.name],
        text: 'Never call this tool.',
      });
      return true;
    },
  },
  {
    name: 'policy-unstated',
    law: 5,
    mutate(record) {
      record.scenario.policies.push({
        id: 'unstated',
        kind: 'confirm_before',
        endpoints: [],
        text: 'Ask about everything that nobody mentioned.',
      });
      return true;
    },
  },
  {
    name: 'confirmation-skipped',
    law: 5,
    mutate(record) {
      const call = record.tool_calls[0];
      const opening = record.messages[1]?.role === 'user' ? 1 : 0;
      const first = record.messages[opening + 1];
      if (call === undefined || first?.role !== 'assistant' || first.tool_calls?.[0]?.id !== call.id)
        return false;
      if (!isSuccess(record.tool_outputs[0]?.output)) return false;
      const text = 'Ask first.';
      record.scenario.policies.push({
        id: 'ask-first',
        kind: 'confirm_before',
        endpoints: [call.name],
        text,
      });
      return true;
    },
  },
  {
    name: 'confirmation-refused',
    law: 5,
    mutate(record) {
      const guarded = record.scenario.policies.flatMap(({ kind, endpoints }) =>
        kind === 'confirm_before' ? endpoints : [],
      );
      const at = record.messages.findIndex(
        (message) =>
          message.role === 'assistant' && message.tool_calls?.some(({ name }) => guarded.includes(name)),
      );
      const answer = record.messages[at - 1];
      if (answer?.role !== 'user') return false;
      if (
        record.provenance.arguments.some(({ source }) => source.kind === 'user' && source.message === at - 1)
      )
        return false;
      answer.content = record.metadata.locale === 'ja' ? 'いいえ、やめてください。' : "No, don't do that.";
      return true;
    },
  },
  {
    name: 'goal-asks-for-missing-field',
    law: 5,
    mutate(record, random) {
      const fact = pickOrNull(
        record.goal.flatMap(({ outcome, told }) => (outcome === 'achieved' ? told : [])),
        random,
      );
      if (fact === null) return false;
      fact.pointer = '/no/such/field';
      return true;
    },
  },
  {
    name: 'goal-opened-by-assistant',
    law: 5,
    mutate(record, random) {
      const goal = pickOrNull(record.goal, random);
      if (goal === null) return false;
      goal.message += 1;
      return record.messages[goal.message]?.role === 'assistant';
    },
  },
  {
    name: 'goal-achieved-with-reason',
    law: 5,
    mutate(record, random) {
      const goal = pickOrNull(
        record.goal.filter(({ outcome }) => outcome === 'achieved'),
        random,
      );
      if (goal === null) return false;
      goal.reason = 'error';
      return true;
    },
  },
  {
    name: 'goal-given-up-without-reason',
    law: 5,
    mutate(record, random) {
      const goal = pickOrNull(record.goal, random);
      if (goal === null) return false;
      goal.outcome = 'unreachable';
      delete goal.reason;
      return true;
    },
  },
  {
    name: 'call-owned-before-goal',
    law: 5,
    mutate(record) {
      const [first, second] = record.goal;
      const [early] = first?.calls ?? [];
      const at = record.messages.findIndex(
        (message) => message.role === 'assistant' && message.tool_calls?.some(({ id }) => id === early),
      );
      if (second === undefined || early === undefined || at < 0 || at >= second.message) return false;
      second.calls.push(early);
      return true;
    },
  },
  {
    name: 'call-owned-twice',
    law: 5,
    mutate(record, random) {
      const goal = pickOrNull(
        record.goal.filter(({ calls }) => calls.length > 0),
        random,
      );
      if (goal === null) return false;
      goal.calls.push(random.pick(goal.calls));
      return true;
    },
  },
  {
    name: 'call-of-nobody-owned',
    law: 5,
    mutate(record, random) {
      const goal = pickOrNull(record.goal, random);
      if (goal === null) return false;
      goal.calls.push('nobody000');
      return true;
    },
  },
  {
    name: 'answer-made-vague',
    law: 6,
    mutate(record) {
      const goal = record.goal.find(({ outcome, told }) => outcome === 'achieved' && told.length > 0);
      if (goal === undefined) return false;
      const text = record.metadata.locale === 'ja' ? 'はい、わかりました。' : 'All right, I have seen it.';
      record.messages.forEach((message, index) => {
        if (message.role !== 'assistant' || message.tool_calls !== undefined || index < goal.message) return;
        // Questions stay, so that only the telling goes.
        message.content = /[?？]/.test(message.content)
          ? `${text} ${record.metadata.locale === 'ja' ? 'よろしいですか？' : 'Shall I go on?'}`
          : text;
      });
      record.provenance.answers = record.provenance.answers.filter(
        ({ message }) => record.messages[message]?.role !== 'assistant' || message < goal.message,
      );
      return true;
    },
  },
  {
    name: 'failure-sold-as-success',
    law: 6,
    mutate(record) {
      const index = record.messages.findIndex((message, at) => {
        const before = record.messages[at - 1];
        return (
          message.role === 'assistant' &&
          before?.role === 'tool' &&
          record.messages[at - 2]?.role === 'assistant' &&
          /^\{"error":/.test(before.content)
        );
      });
      const message = record.messages[index];
      if (message === undefined) return false;
      message.content = record.metadata.locale === 'ja' ? '完了しました。' : 'All done, it went through.';
      record.provenance.answers = record.provenance.answers.filter((claim) => claim.message !== index);
      return true;
    },
  },
  {
    name: 'judge-misnamed',
    law: 8,
    mutate(record) {
      if (record.judge_scores === undefined) return false;
      record.judge_scores.judge_model =
        record.metadata.agents.judge === 'offline' ? 'claude-sonnet' : 'offline-rubric@1.0.0';
      return true;
    },
  },
  {
    name: 'judge-without-version',
    law: 8,
    mutate(record) {
      if (record.judge_scores === undefined) return false;
      record.judge_scores.judge_model = 'offline-rubric';
      return true;
    },
  },
  {
    name: 'mean-changed',
    law: 8,
    mutate(record) {
      if (record.judge_scores === undefined) return false;
      record.judge_scores.mean_score =
        record.judge_scores.mean_score > 3
          ? record.judge_scores.mean_score - 1
          : record.judge_scores.mean_score + 1;
      return true;
    },
  },
  {
    name: 'verdict-flipped',
    law: 8,
    mutate(record) {
      if (record.passed === undefined) return false;
      record.passed = !record.passed;
      return true;
    },
  },
  {
    name: 'gates-contradict-verdict',
    law: 8,
    mutate(record) {
      if (record.judge_scores === undefined) return false;
      record.judge_scores.failed_gates = record.judge_scores.passed ? ['naturalness'] : [];
      return true;
    },
  },
  {
    name: 'scores-without-verdict',
    law: 8,
    mutate: (record) => record.passed !== undefined && Reflect.deleteProperty(record, 'passed'),
  },
  {
    name: 'agent-half-named',
    law: 8,
    mutate(record) {
      record.metadata.agents.assistant = 'offline-ish';
      return true;
    },
  },
];
