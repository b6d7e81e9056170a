const { randomUUID } = require('node:crypto');

// Registers the accessibility matcher: expect(element).toBeAccessible().
require('@sa11y/jest').setup();

// jsdom has no randomUUID; every browser that Lightning supports does.
globalThis.crypto.randomUUID ??= randomUUID;
