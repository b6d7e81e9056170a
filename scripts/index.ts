import Seed from './commands/seed.ts';

/** Every command of the tool, by the words a person types. */
export const COMMANDS = { seed: Seed };
