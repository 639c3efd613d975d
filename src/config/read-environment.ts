import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';

export type Environment = { readonly [name: string]: string | undefined };

/** The process environment over what a `.env` file of the working folder says. Nothing is printed, nothing is changed. */
export function readEnvironment(workingDirectory: string, environment: Environment): Environment {
  let text: string;
  try {
    text = readFileSync(join(workingDirectory, '.env'), 'utf8');
  } catch {
    return environment;
  }
  return { ...parse(text), ...environment };
}
