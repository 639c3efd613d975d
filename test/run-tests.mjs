// npm test: installs what is missing, then format and lint, types, build and every test. The last line counts the tests;
// a check that fails counts as a failed test. `npm test -- --group NAME` runs one component's tests alone.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install, root, runTool } from './prepare.mjs';

const group = readGroup(process.argv.slice(2));
if (!install()) fail('npm ci failed');

const failedChecks = [];
check('format and lint', group === null, () => runTool('biome', ['check']));
check('types', group === null, () =>
  ['tsconfig.test.json', 'src/graph-view/viewer/tsconfig.json', 'src/report-page/page/tsconfig.json'].every(
    (project) => runTool('tsc', ['-p', project]),
  ),
);
check('build', true, build);

const counts = runVitest(group === null ? [] : foldersOf(group));
for (const name of failedChecks) console.log(`check failed: ${name}`);
const failed = counts.failed + failedChecks.length;
console.log(`${counts.passed} passed, ${failed} failed, ${counts.skipped} skipped`);
process.exit(failed > 0 || counts.passed === 0 ? 1 : 0);

function check(name, wanted, work) {
  if (!wanted) return;
  console.log(`── ${name}`);
  if (!work()) failedChecks.push(name);
}

function runVitest(folders) {
  const directory = mkdtempSync(join(tmpdir(), 'datagen-test-'));
  const report = join(directory, 'report.json');
  console.log('── tests');
  // What tests put into temporary folders goes with this one.
  process.env.TMPDIR = directory;
  const passed = runTool('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...folders,
  ]);
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    // A file that cannot be loaded has no tests to fail.
    const brokenFiles = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    const failedTests = numFailedTests + brokenFiles.length;
    return {
      passed: numPassedTests,
      failed: passed ? failedTests : Math.max(failedTests, 1),
      skipped: numPendingTests + numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A group is a folder of src/ or of test/. */
function foldersOf(name) {
  return ['src', 'test']
    .filter((parent) => existsSync(join(root, parent, name)))
    .map((parent) => `${parent}/${name}/`);
}

function readGroup(words) {
  const [flag, name] = words[0]?.startsWith('--group=') ? words[0].split('=') : words;
  if (flag === undefined) return null;
  const groups = [...new Set(['src', 'test'].flatMap((parent) => subfolders(join(root, parent))))].sort();
  if (flag === '--group' && groups.includes(name)) return name;
  fail(`Usage: npm test -- --group NAME, NAME one of: ${groups.join(', ')}`);
}

function subfolders(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
