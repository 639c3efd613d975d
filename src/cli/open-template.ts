import type { ExportSettings } from '../config/run-config.js';
import { UsageError } from '../errors/usage-error.js';
import type { ChatTemplate } from '../exchange/chat-template/chat-template.js';
import { openChatTemplate } from '../exchange/chat-template/open-chat-template.js';
import { readTemplateSource } from '../exchange/chat-template/read-template-source.js';
import { chatTemplate } from '../exchange/formats/chat-template.js';

/** The template that the settings name, where the format renders one. Throws `UsageError` and `FileAccessError`. */
export async function openTemplate(
  format: string,
  settings: ExportSettings,
): Promise<ChatTemplate | undefined> {
  const { template, templateDate, bosToken, eosToken } = settings;
  if (format !== chatTemplate.name) {
    if (template === null) return undefined;
    throw new UsageError(`The format ${format} renders no template.`, '--template is for chat-template.');
  }
  if (template === null)
    throw new UsageError(
      'chat-template needs --template.',
      'Name a Jinja file, or the tokenizer_config.json or folder of a model.',
    );
  const source = await readTemplateSource(template, { bosToken, eosToken });
  return openChatTemplate({ name: template, source, today: templateDate });
}
