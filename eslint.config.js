import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Forbids a layer from importing the folders above it in the table of CONTRIBUTING.md. */
function layer(folder, forbiddenFolders, extraPatterns = []) {
  return {
    files: [`${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(\\.{1,2}/)+(${forbiddenFolders.join('|')})/`,
              message: `${folder}/ may not import from ${forbiddenFolders.join(', ')}.`,
            },
            ...extraPatterns,
          ],
        },
      ],
    },
  };
}

const NO_IO = {
  regex:
    '^(node:(fs|net|http|https|child_process|os|process|timers|dns|tls)|mongoose|mongodb|bull|ioredis|express|pino)',
  message: 'domain/ does no I/O and knows no database, queue or server.',
};

export default tseslint.config(
  { ignores: ['node_modules/', 'data/', 'coverage/', '**/dist/', 'docs/**/*.html'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-console': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
    },
  },
  { files: ['scripts/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**/*.ts', 'embedded/test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', require: 'readonly', module: 'writable' },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },

  { files: ['templates/assets/*.js'], languageOptions: { globals: { document: 'readonly' } } },

  layer('domain', ['store', 'workers', 'server', 'templates', 'scripts', 'test', 'embedded'], [NO_IO]),
  layer('store', ['workers', 'server', 'templates', 'scripts', 'test', 'embedded']),
  layer('templates', ['store', 'workers', 'server', 'scripts', 'test', 'embedded']),
  layer('workers', ['server', 'scripts', 'test', 'embedded']),
  layer(
    'server',
    ['templates/digest', 'scripts', 'test', 'embedded'],
    [
      {
        regex: '^(\\.{1,2}/)+workers/(?!queues\\.ts$)',
        message: 'server/ takes only queues.ts from workers/.',
      },
    ],
  ),
  layer('forwarder', ['store', 'workers', 'server', 'templates', 'scripts', 'test', 'embedded']),
  layer('embedded', ['domain', 'store', 'workers', 'server', 'templates', 'scripts']),
);
