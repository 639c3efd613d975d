import { createAtomicFile } from '../files/atomic-file.js';
import { refuseOverwriting } from '../files/refuse-overwriting.js';
import { collectReport, type ReportOptions } from './collect-report.js';
import { createPacker } from './pack-conversations.js';
import type { PageData } from './page-data.js';
import { readPageAssets } from './read-page-assets.js';
import { renderPage } from './render-page.js';

export type WriteReportOptions = Omit<ReportOptions, 'served' | 'onConversation'> & {
  readonly output: string;
};

/**
 * Writes one HTML file that shows datasets and opens from the disk, whole or not at all. Returns what it shows and its size
 * in bytes. Throws as `collectReport` and `createAtomicFile` do.
 */
export async function writeReport(options: WriteReportOptions): Promise<{ data: PageData; bytes: number }> {
  await refuseOverwriting([options.output], options.inputs);
  const assets = await readPageAssets();
  const packer = createPacker();
  const { data, columns, tools } = await collectReport({
    ...options,
    served: false,
    onConversation: (conversation) => packer.add(conversation),
  });
  const file = await createAtomicFile(options.output);
  let bytes = 0;
  try {
    for (const piece of renderPage(data, assets, { columns, tools, packed: packer.finish() })) {
      const buffer = Buffer.from(piece, 'utf8');
      bytes += buffer.length;
      await file.write(buffer);
    }
    await file.commit();
  } catch (error) {
    await file.abort();
    throw error;
  }
  return { data, bytes };
}
