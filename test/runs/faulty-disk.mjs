// Loaded before the program (node --import): a disk that fails where a test says so. FAULT is `operation:count:effect`: the
// count-th write, sync, rename or link (from 1) under FAULT_ROOT
//   kill-before, kill-after  the process is killed (SIGKILL) before or after it
//   short                    a write takes half of its bytes, and every later one fails with ENOSPC
//   full                     it and every later one fails with ENOSPC
//   io                       it fails with EIO
// With FAULT=count nothing fails; what was done is said on stderr at the end.
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { resolve } from 'node:path';

const [operation, count, effect] = (process.env.FAULT ?? '').split(':');
const root = process.env.FAULT_ROOT ?? '/';
const done = { write: 0, sync: 0, rename: 0, link: 0 };
const paths = new WeakMap();
let isFull = false;

function fail(code) {
  throw Object.assign(new Error(`${code}: injected`), { code });
}

/** What is to happen at this operation: null for nothing. */
function next(name, path) {
  if (typeof path !== 'string' || !resolve(path).startsWith(resolve(root))) return null;
  done[name] += 1;
  if (isFull && name === 'write') return 'full';
  return name === operation && done[name] === Number(count) ? effect : null;
}

function around(name, path, work, short) {
  const what = next(name, path);
  if (what === 'kill-before') process.kill(process.pid, 'SIGKILL');
  if (what === 'io') fail('EIO');
  if (what === 'full') {
    isFull = true;
    fail('ENOSPC');
  }
  if (what === 'short') {
    isFull = true;
    return short();
  }
  const result = work();
  if (what !== 'kill-after') return result;
  return Promise.resolve(result).then(() => process.kill(process.pid, 'SIGKILL'));
}

const { open, rename, link } = promises;
promises.open = async (path, ...rest) => {
  const handle = await open(path, ...rest);
  paths.set(handle, String(path));
  patchHandles(Object.getPrototypeOf(handle));
  return handle;
};
promises.rename = async (from, to) => around('rename', String(to), () => rename(from, to));
promises.link = async (from, to) => around('link', String(to), () => link(from, to));
Object.assign(fs.promises, promises);
syncBuiltinESMExports();

let isPatched = false;
function patchHandles(prototype) {
  if (isPatched) return;
  isPatched = true;
  const { write, sync } = prototype;
  prototype.write = function (bytes, ...rest) {
    return around(
      'write',
      paths.get(this),
      () => write.call(this, bytes, ...rest),
      () => write.call(this, bytes.subarray(0, Math.max(1, bytes.length >> 1))),
    );
  };
  prototype.sync = function () {
    return around('sync', paths.get(this), () => sync.call(this));
  };
}

if (operation === 'count')
  process.on('exit', () => process.stderr.write(`operations ${JSON.stringify(done)}\n`));
