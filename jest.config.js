import { jestConfig } from '@salesforce/sfdx-lwc-jest/config.js';

export default {
  ...jestConfig,
  testMatch: ['**/__tests__/**/*.test.js'],
  testPathIgnorePatterns: ['/node_modules/', '/local-org/', '/e2e/', '/scripts/'],
  setupFilesAfterEnv: [...(jestConfig.setupFilesAfterEnv ?? []), '<rootDir>/checks/jest/setup.cjs'],
  moduleNameMapper: {
    ...jestConfig.moduleNameMapper,
    // The resolver looks for components and modules, not for a sheet of its own.
    '^c/look$': '<rootDir>/force-app/main/foundation/lwc/look/look.css',
    '^lightning/actions$': '<rootDir>/checks/jest/actions.js',
    '^lightning/modal$': '<rootDir>/checks/jest/modal.js'
  }
};
