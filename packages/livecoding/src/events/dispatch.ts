import type { Stage } from './stage.ts'

/** The three stages of an event; `staged`: somebody is, or was, in the first or the last. */
export interface Stages { pre: Stage, main: Stage, post: Stage, staged: boolean }

/** What a broadcast calls when things go wrong. */
export interface Trouble {
  /** A subscriber threw; true: so does the broadcast. */
  threw(error: unknown, stage: Stage, subscriber: object): boolean
  /** A subscriber gave an object, maybe a promise. */
  gave(value: object, stage: Stage, subscriber: object): void
  tooDeep(stage: Stage): never
}

export type Broadcast = (...args: unknown[]) => void

/** So many broadcasts of one event inside each other, and it is taken for endless. */
export const deepest = 500

/**
 * The function that broadcasts one event, made for it alone, so that V8 learns its subscribers and no others': one loop
 * for each number of arguments, which calls the method by its name, as a plain loop over the subscribers would.
 */
export function compile(event: string, stages: Stages, trouble: Trouble): Broadcast {
  let make: (stages: Stages, trouble: Trouble) => Broadcast
  try {
    make = new Function('stages', 'trouble', code(event)) as typeof make
  } catch (error) {
    // The program was started with --disallow-code-generation-from-strings.
    if (!(error instanceof EvalError)) throw error
    return uncompiled(stages, trouble)
  }
  return make(stages, trouble)
}

/** The same without a function of its own. */
const uncompiled = ({ pre, main, post }: Stages, trouble: Trouble): Broadcast => (...args) => {
  for (const stage of [pre, main, post]) {
    through(stage, subscriber => {
      const given = callMethod(subscriber, stage, args)
      if (typeof given === 'object' && given !== null) trouble.gave(given, stage, subscriber)
    }, (error, subscriber) => trouble.threw(error, stage, subscriber), trouble)
  }
}

export const callMethod = (subscriber: object, { method }: Stage, args: unknown[]): unknown =>
  (subscriber as Record<string, (...args: unknown[]) => unknown>)[method]!(...args)

/** What a compiled broadcast does with each subscriber of a stage, for other ways to call them; `threw` says whether to go on throwing. */
export function through(stage: Stage, visit: (subscriber: object) => void, threw: (error: unknown, subscriber: object) => boolean, { tooDeep }: Pick<Trouble, 'tooDeep'>): void {
  const list = stage.hot ?? stage.list()
  const count = list.length
  if (stage.running === deepest) tooDeep(stage)
  stage.running++
  try {
    for (let index = 0; index < count; index++) {
      const each = list[index]!
      try { visit(each) } catch (error) { if (threw(error, each)) throw error }
    }
  } finally { if (--stage.running === 0) stage.older = undefined }
}

const kinds = ['pre', 'main', 'post'] as const
const lists = ['', 'a', 'a,b', 'a,b,c', '...all']

const methodOf = (event: string, kind: typeof kinds[number]): string => JSON.stringify(kind === 'main' ? `event_${event}` : `event_${event}_${kind}`)

function code(event: string): string {
  const name = JSON.stringify(event)
  const loops = kinds.flatMap(kind => lists.map((args, count) => loop(`${kind}${count}`, kind, methodOf(event, kind), args)))
  // Who has no first or last stage pays for none, and is small enough for V8 to put into its callers.
  const cases = lists.slice(0, -1).map((args, count) => `case ${count}:main${count}(${args});return;`)
  return `"use strict";const {threw,gave,tooDeep}=trouble,{pre,main,post}=stages;${loops.join('')}
function staged(all){${kinds.map(kind => `${kind}${lists.length - 1}(...all)`).join(';')}}
return {[${name}](a,b,c){if(stages.staged)return staged(arguments);switch(arguments.length){${cases.join('')}}main${lists.length - 1}(...arguments)}}[${name}]`
}

/** A subscriber that throws costs those who do not nothing: the loop goes on behind it. Nobody comes behind a single one. */
const loop = (name: string, stage: string, method: string, args: string): string => `
function ${name}(${args}){
  const list=${stage}.hot??${stage}.list(),count=list.length;
  if(count<2){
    if(count===1){
      const each=list[0];
      try{
        const given=each[${method}](${args});
        if(typeof given==="object"&&given!==null)gave(given,${stage},each)
      }catch(error){if(threw(error,${stage},each))throw error}
    }
    return
  }
  const depth=${stage}.running;
  if(depth===${deepest})tooDeep(${stage});
  ${stage}.running=depth+1;
  let index=0,each;
  for(;;)try{
    for(;index<count;index++){
      each=list[index];
      const given=each[${method}](${args});
      if(typeof given==="object"&&given!==null)gave(given,${stage},each);
    }
    break
  }catch(error){
    if(threw(error,${stage},each)){${stage}.running=depth;throw error}
    index++
  }
  if((${stage}.running=depth)===0&&${stage}.older!==void 0)${stage}.older=void 0
}`
