import bunHot from './bun-hot.mjs'
import denoHmr from './deno-hmr.mjs'
import dynohot from './dynohot.mjs'
import hotHook from './hot-hook.mjs'
import { default as livecoding } from './livecoding.mjs'
import nodeWatch from './node-watch.mjs'
import tsxWatch from './tsx-watch.mjs'
import viteNode from './vite-node.mjs'

/**
 * An engine is a way to run a program so that it follows its source:
 *
 *     name       as in the tables          command(folder)  what starts `main` in the folder: [command, arguments]
 *     language   'ts', or 'js' where it takes nothing else       main, files  what it wants of the program
 */
export const engines = [livecoding, bunHot, viteNode, denoHmr, tsxWatch, nodeWatch, dynohot, hotHook]
