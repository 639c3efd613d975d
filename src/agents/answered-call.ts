import type { ToolCall } from '../types/conversation.js';
import type { JsonPointer, JsonValue } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';
import type { AgentContext } from './agent-context.js';
import { type Fitness, fitnessOf } from './is-tellable.js';
import { concretePointer, countOnPath, valueOnPath } from './resolve-pointer.js';
import { snakeCase } from './snake-case.js';
import type { ToldField, ToldObject } from './told-object.js';

/**
 * One answer and the part of it that there is to tell of, read once: who chooses what to tell asks for the same values again
 * and again.
 */
export class AnsweredCall {
  /** Members of the list that is told of; 1 of a lone object. */
  readonly count: number;
  private readonly members: (MemberReading | undefined)[] = [];
  /** By place of the field: whether its values tell the members of the list apart. */
  private readonly apart: (boolean | undefined)[] = [];
  private argumentTexts: readonly string[] | null = null;

  constructor(
    readonly endpoint: Endpoint,
    readonly call: ToolCall,
    readonly output: JsonValue,
    readonly object: ToldObject,
    readonly context: AgentContext,
  ) {
    this.count = countOnPath(output, object.path);
  }

  /** What the answer shows in a field of the object; of a list, in its member at the given index. */
  value(field: ToldField, member: number): JsonValue | undefined {
    const { shown, values } = this.reading(member);
    let value = values[field.place];
    if (value === undefined && shown !== undefined) {
      value = valueOnPath(shown, field.path, 0);
      values[field.place] = value;
    }
    return value;
  }

  /** Where the answer shows the same. */
  pointer({ field }: ToldField, member: number): JsonPointer {
    const { at } = this.object;
    const reading = this.reading(member);
    reading.pointer ??= concretePointer(at, member);
    return reading.pointer + field.pointer.slice(at.length);
  }

  /** How well a member's value in a field can be told. */
  fitness(field: ToldField, member: number): Fitness {
    const { fitness } = this.reading(member);
    let known = fitness[field.place];
    if (known === undefined) {
      known = fitnessOf(field, this.value(field, member), this.context);
      fitness[field.place] = known;
    }
    return known;
  }

  /** Code of the currency that the answer shows beside an amount; null where it shows none. */
  currency(field: ToldField, member: number): string | null {
    const { shown } = this.reading(member);
    if (field.currency === null || shown === undefined) return null;
    const code = valueOnPath(shown, field.currency, 0);
    return typeof code === 'string' && /^[A-Z]{3}$/.test(code) ? code : null;
  }

  /** True where the user brought the value themselves. */
  repeatsArgument(value: JsonValue | undefined): boolean {
    this.argumentTexts ??= Object.values(this.call.parameters).map(String);
    return this.argumentTexts.length > 0 && this.argumentTexts.includes(String(value));
  }

  /** True of what the call could have said and left to the tool: nobody asked for a reason that nobody gave. */
  leftToTool({ snakeName }: ToldField): boolean {
    if (this.endpoint.intent !== 'create') return false;
    return this.endpoint.parameters.some(
      ({ name, required }) =>
        !required && snakeCase(name) === snakeName && !Object.hasOwn(this.call.parameters, name),
    );
  }

  /** True where each member of the list shows other words in a field than all others. */
  tellsApart(field: ToldField): boolean {
    let known = this.apart[field.place];
    if (known === undefined) {
      known = this.areDistinctWords(field);
      this.apart[field.place] = known;
    }
    return known;
  }

  /** The object's identifier; undefined where it shows none. */
  id(): JsonValue | undefined {
    const { idPath } = this.object;
    return idPath === null ? undefined : valueOnPath(this.output, idPath, 0);
  }

  private areDistinctWords(field: ToldField): boolean {
    if (this.count < 1) return false;
    const seen = new Set<string>();
    for (let member = 0; member < this.count; member += 1) {
      const value = this.value(field, member);
      if (typeof value !== 'string' || /^\d[\d:T.-]*$/.test(value)) return false;
      seen.add(value);
    }
    return seen.size === this.count;
  }

  private reading(member: number): MemberReading {
    let reading = this.members[member];
    if (reading === undefined) {
      const { path, fields } = this.object;
      reading = {
        shown: valueOnPath(this.output, path, member),
        pointer: null,
        values: new Array<undefined>(fields.length).fill(undefined),
        fitness: new Array<undefined>(fields.length).fill(undefined),
      };
      this.members[member] = reading;
    }
    return reading;
  }
}

/** What was read of one member so far; values and their fitness by place of the field. */
type MemberReading = {
  readonly shown: JsonValue | undefined;
  pointer: JsonPointer | null;
  readonly values: (JsonValue | undefined)[];
  readonly fitness: (Fitness | undefined)[];
};
