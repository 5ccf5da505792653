/** Methods of arrays that call their first argument back before they return, as a part of a pattern. */
export const arrayMethods = 'every|filter|find|findIndex|findLast|findLastIndex|flatMap|forEach|map|reduce|reduceRight|some|sort|toSorted'
