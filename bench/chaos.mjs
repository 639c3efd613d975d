// npm run chaos [-- records | runs | queue [flags]]: what the tests do in part, at length. Without a word all three, one after
// the other; the flags of each stand at the top of its file.
//   records  breaks laws in records on purpose and counts what the validator sees
//   runs     kills runs at every write, sync and name and at fifty instants, and fills a real disk
//   queue    kills, freezes and empties whatever takes part in a run over a queue
// Exit 1 where one of them finds something.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../test/prepare.mjs';

const kinds = ['records', 'runs', 'queue'];
const [word, ...flags] = process.argv.slice(2);
if (word !== undefined && !kinds.includes(word)) {
  console.error(`Usage: npm run chaos -- ${kinds.join(' | ')} [flags]; without a word all of them.`);
  process.exit(1);
}
const failed = (word === undefined ? kinds : [word]).filter((kind) => {
  console.log(`── ${kind}`);
  return (
    spawnSync(process.execPath, [join(root, 'bench', `chaos-${kind}.mjs`), ...flags], { stdio: 'inherit' })
      .status !== 0
  );
});
if (failed.length > 0) console.log(`\nFound something: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
