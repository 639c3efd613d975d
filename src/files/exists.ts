import { access } from 'node:fs/promises';

/** Whether something that this process can see has the path. */
export async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
