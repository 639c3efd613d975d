import { createBlockReader } from './read-rows.js';

/** What a thread does that reads rows. */
export default createBlockReader();
