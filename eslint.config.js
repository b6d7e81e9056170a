import js from '@eslint/js';
import lwcRecommended from '@salesforce/eslint-config-lwc/recommended.js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const only = (files, configs) => configs.flat().map((config) => ({ ...config, files }));
const lwc = ['force-app/**/lwc/**/*.js', 'local-org/lightning/**/*.js', 'checks/jest/*.js'];

export default [
  { ignores: ['**/node_modules/**', '.confide/**', 'coverage/**'] },
  ...only(lwc, [lwcRecommended]),
  { files: lwc, rules: { '@lwc/lwc/no-async-operation': 'off' } },
  {
    files: ['**/__tests__/**/*.js', 'checks/jest/*.js'],
    languageOptions: { globals: { ...globals.jest, ...globals.node } },
    rules: { '@lwc/lwc/no-unexpected-wire-adapter-usages': 'off', '@lwc/lwc/prefer-custom-event': 'off' }
  },
  ...only(['**/*.ts'], [js.configs.recommended, tseslint.configs.recommended]),
  {
    files: ['**/*.ts'],
    languageOptions: { globals: globals.node },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }]
    }
  },
  { files: ['**/*.d.ts'], rules: { '@typescript-eslint/no-explicit-any': 'off' } },
  { files: ['bootstrap/**/*.mjs', 'scripts/bin/*.mjs'], ...js.configs.recommended, languageOptions: { globals: globals.node } }
];
