/** How instrumented code says what it needs of the engine (`runtime/globals.ts`); it stands in the scope that all scripts share, as slots do. */
export const GLOBALS = '$lcG'

/** The function of an update that makes instances, called by the guard of a constructor. */
export const CONSTRUCTS = '$lcmake'
