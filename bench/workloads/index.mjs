/**
 * Real work for code that is managed. `files` are copied out of installed packages (or from own/) into the program's
 * folder, for what is in node_modules is not managed; `edit` is the file and the place, in a function that the work
 * calls all the time, where an edit puts a statement that does nothing.
 */
export const workloads = [
  { name: 'acorn', kind: 'library', files: { 'acorn/acorn.mjs': 'acorn/dist/acorn.mjs' }, edit: ['acorn/acorn.mjs', 'pp.readToken = function(code) {'] },
  { name: 'marked', kind: 'library', files: { 'marked/marked.esm.js': 'marked/lib/marked.esm.js' }, edit: ['marked/marked.esm.js', '}inlineTokens(e,t=[]){'] },
  { name: 'mustache', kind: 'library', files: { 'mustache/mustache.mjs': 'mustache/mustache.mjs' }, edit: ['mustache/mustache.mjs', 'Writer.prototype.renderTokens = function renderTokens (tokens, context, partials, originalTemplate, config) {'] },
  { name: 'eta', kind: 'library', files: { 'eta/index.mjs': 'eta/dist/index.mjs' }, edit: ['eta/index.mjs', 'function XMLEscape(str) {'] },
  { name: 'zod', kind: 'library', files: { zod: 'zod' }, edit: ['zod/v4/core/schemas.js', 'inst._zod.parse = (payload, _) => {'] },
  { name: 'hono', kind: 'library', files: { hono: 'hono/dist' }, edit: ['hono/hono-base.js', '#dispatch(request, executionCtx, env, method) {'] },
  { name: 'typescript', kind: 'library', heavy: true, files: { 'typescript/typescript.cjs': 'typescript/lib/typescript.js' }, edit: ['typescript/typescript.cjs', 'function scanIdentifier(startCharacter, languageVersion2) {'] },
  { name: 'life', kind: 'library', files: { 'own/world.mjs': 'own' }, edit: ['own/world.mjs', '#count() {'] },
  { name: 'physics', kind: 'library', files: { 'own/space.mjs': 'own' }, edit: ['own/space.mjs', 'pull(other) {'] },
  { name: 'pipelines', kind: 'construct', files: { 'own/pipeline.mjs': 'own' }, edit: ['own/pipeline.mjs', 'export function report(orders, limit) {'] },
  { name: 'emitters', kind: 'construct', files: { 'own/market.mjs': 'own' }, edit: ['own/market.mjs', 'trade(number) {'] },
  { name: 'async-loops', kind: 'construct', files: { 'own/loops.mjs': 'own' }, edit: ['own/loops.mjs', 'async function worker(queue, results) {'] },
]
