import { readFile, stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { FileAccessError } from '../../errors/file-access-error.js';
import { UsageError } from '../../errors/usage-error.js';
import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import type { TemplateSource } from './chat-template.js';

export type TokenOverrides = { readonly bosToken: string | null; readonly eosToken: string | null };

const largestMegabytes = 50;
const [templateName, configName] = ['chat_template.jinja', 'tokenizer_config.json'];

/**
 * Reads a chat template: a Jinja file, a model's `tokenizer_config.json`, or its folder. Special tokens come from the
 * `tokenizer_config.json` beside it, where there is one. Throws `FileAccessError`, and `UsageError` where there is no template.
 */
export async function readTemplateSource(path: string, overrides: TokenOverrides): Promise<TemplateSource> {
  const folder = (await isFolder(path)) ? path : dirname(path);
  const isConfig = extname(path) === '.json';
  const config = await readConfig(isConfig ? path : join(folder, configName), isConfig);
  const listed = config.chat_template;
  const isOfConfig = isConfig || (folder === path && (await findText(join(folder, templateName))) === null);
  const templates =
    isOfConfig && listed !== undefined
      ? templatesOf(listed)
      : { plain: await readTemplate(isOfConfig || folder === path ? join(folder, templateName) : path) };
  if (templates.plain === undefined && templates.withTools === undefined) throw noTemplate(path);
  const tokens: [string, string][] = Object.entries(config).flatMap(([name, value]) => tokenOf(name, value));
  if (overrides.bosToken !== null) tokens.push(['bos_token', overrides.bosToken]);
  if (overrides.eosToken !== null) tokens.push(['eos_token', overrides.eosToken]);
  return {
    plain: templates.plain ?? (templates.withTools as string),
    withTools: templates.withTools ?? null,
    tokens: Object.fromEntries(tokens),
  };
}

type Templates = { readonly plain?: string | undefined; readonly withTools?: string | undefined };

/** One text, or several with names, of which transformers takes `default` and, for tools, `tool_use`. */
function templatesOf(listed: JsonValue): Templates {
  if (typeof listed === 'string') return { plain: listed };
  const named = new Map<string, string>();
  if (isJsonObject(listed))
    for (const [name, text] of Object.entries(listed)) if (typeof text === 'string') named.set(name, text);
  if (Array.isArray(listed))
    for (const each of listed as readonly JsonValue[])
      if (isJsonObject(each) && typeof each.name === 'string' && typeof each.template === 'string')
        named.set(each.name, each.template);
  return { plain: named.get('default'), withTools: named.get('tool_use') };
}

/** Tokens are texts, or objects with their text as `content`. */
function tokenOf(name: string, value: JsonValue): [string, string][] {
  if (!name.endsWith('_token')) return [];
  const text = isJsonObject(value) ? value.content : value;
  return typeof text === 'string' ? [[name, text]] : [];
}

async function readConfig(path: string, isWanted: boolean): Promise<JsonObject> {
  const text = isWanted ? await readTemplate(path) : await findText(path);
  if (text === null) return {};
  const config = parse(text);
  if (isJsonObject(config)) return config;
  if (!isWanted) return {};
  throw new UsageError(
    `${path} is no JSON object.`,
    `Give the ${configName} of a model, or a Jinja template.`,
  );
}

async function readTemplate(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > largestMegabytes * 1e6)
      throw new UsageError(`${path} is larger than ${largestMegabytes} MB.`, 'Give a chat template.');
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new FileAccessError('read', path, 'Name a chat template with --template.', error);
  }
}

/** Null where there is none. */
async function findText(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  return found === null || !found.isFile() ? null : readTemplate(path);
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function noTemplate(path: string): UsageError {
  return new UsageError(`${path} holds no chat template.`, 'Give a Jinja file with --template.');
}
