import { http } from './work/http.mjs'
import { crypto } from './work/crypto.mjs'
import { collections } from './work/collections.mjs'
import { dates } from './work/dates.mjs'
import { fetching } from './work/fetching.mjs'
import { functions } from './work/functions.mjs'
import { moments } from './work/moments.mjs'
import { schemas, structs } from './work/schemas.mjs'
import { selections } from './work/selections.mjs'
import { sockets } from './work/sockets.mjs'
import { streams } from './work/streams.mjs'
import { documents } from './work/documents.mjs'
import { versions } from './work/versions.mjs'

/**
 * Packages by name: `of`, what is installed; `from`, the folder of it that is copied, as far as `accepts` says; `work`, what the
 * program does with the library, as something that JSON can say; `hold`, what it makes and keeps; `use`, what it does with that; `bare`,
 * its imports have no extensions.
 */
export const packages = {
  'd3-selection': { of: 'd3-selection', from: 'src', bare: true, entry: 'index.js', type: 'module', ...selections },
  hono: { of: 'hono', from: 'dist', accepts: /^(?!cjs|types)/, entry: 'index.js', type: 'module', ...http },
  jose: { of: 'jose', from: 'dist/node/esm', entry: 'index.js', type: 'module', ...crypto },
  'lodash-es': { of: 'lodash-es', from: '.', entry: 'lodash.js', type: 'module', ...collections },
  luxon: { of: 'luxon', from: 'src', entry: 'luxon.js', type: 'module', ...dates },
  moment: { of: 'moment', from: 'src', accepts: /^(?!test)/, bare: true, entry: 'moment.js', type: 'module', ...moments },
  ramda: { of: 'ramda', from: 'src', entry: 'index.js', type: 'commonjs', ...functions },
  rxjs: { of: 'rxjs', from: 'dist/cjs', entry: 'index.js', type: 'commonjs', ...streams },
  semver: { of: 'semver', from: '.', accepts: /^(?:index|(?:classes|functions|internal|ranges)\/.*)\.js$/, entry: 'index.js', type: 'commonjs', ...versions },
  superstruct: { of: 'superstruct', from: 'dist', accepts: /\.mjs$/, entry: 'index.mjs', type: 'module', ...structs },
  undici: { of: 'undici', from: '.', accepts: /^(?:index|lib\/.*)\.js$/, entry: 'index.js', type: 'commonjs', ...fetching },
  ws: { of: 'ws', from: '.', accepts: /^(?:index|lib\/.*)\.js$/, entry: 'index.js', type: 'commonjs', ...sockets },
  'yaml-esm': { of: 'yaml', from: 'browser/dist', entry: 'index.js', type: 'module', ...documents },
  'yaml-cjs': { of: 'yaml', from: 'dist', entry: 'index.js', type: 'commonjs', ...documents },
  zod: { of: 'zod', from: '.', accepts: /^(?:index|v4\/.*)\.js$/, entry: 'index.js', type: 'module', ...schemas },
}
