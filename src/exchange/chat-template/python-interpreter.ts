import * as jinja from '@huggingface/jinja';

// The declarations of the library lead nowhere for modules, so that what is used of it is declared here.
type Value = { readonly type: string; readonly value: unknown; toString(): string };
type Environment = { set(name: string, value: unknown): Value };
type Node = {
  readonly type: string;
  readonly operand?: Node;
  readonly filter?: { readonly value?: unknown };
  readonly operator?: { readonly value?: unknown };
  readonly left?: Node;
  readonly right?: Node;
};
type Interpreter = {
  run(program: unknown): Value;
  evaluate(node: Node | undefined, environment: Environment): Value;
};

export const Environment = jinja.Environment as unknown as new () => Environment;
const Interpreter = jinja.Interpreter as unknown as new (environment: Environment) => Interpreter;

/**
 * Writes truth values and None as Python does where a template has them written without tojson, such as a switch of a schema:
 * True, where the library itself would write true.
 */
export class PythonInterpreter extends Interpreter {
  override evaluate(node: Node | undefined, environment: Environment): Value {
    if (node?.type === 'FilterExpression' && node.filter?.value === 'string')
      return toValue(pythonText(this.evaluate(node.operand, environment)));
    if (node?.type === 'BinaryExpression' && node.operator?.value === '~') {
      const values = [node.left, node.right].map((part) => this.evaluate(part, environment));
      return toValue(values.map(pythonText).join(''));
    }
    return super.evaluate(node, environment);
  }
}

function toValue(value: unknown): Value {
  return new Environment().set('value', value);
}

function pythonText(value: Value): string {
  if (value.type === 'NullValue') return 'None';
  return value.type === 'UndefinedValue' ? '' : String(value);
}

// Texts between statements are put together where no subclass can reach.
const booleans = Object.getPrototypeOf(toValue(true)) as { toString(): string };
booleans.toString = function (this: { readonly value: boolean }) {
  return this.value ? 'True' : 'False';
};
