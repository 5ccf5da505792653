/** Before V8 14 the guards of code weigh on what V8 inlines, and their `arguments` on the objects whose allocation it avoids. */
export const isBefore14 = Number.parseInt(process.versions.v8) < 14
