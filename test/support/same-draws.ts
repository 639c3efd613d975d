import fc from 'fast-check';

// The same cases in every run, so that a test that passed passes again; DATAGEN_TEST_SEED tries others.
fc.configureGlobal({ seed: Number(process.env.DATAGEN_TEST_SEED ?? 42) });
