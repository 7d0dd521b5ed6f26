import { notAField, type Problem } from "@codearts/api"
import { SchemaAST } from "effect"

const objectsIn = (ast: SchemaAST.AST): ReadonlyArray<SchemaAST.Objects> => {
  if (SchemaAST.isObjects(ast)) return [ast]
  return SchemaAST.isUnion(ast) ? ast.types.flatMap(objectsIn) : []
}

const listsIn = (ast: SchemaAST.AST): ReadonlyArray<SchemaAST.Arrays> => {
  if (SchemaAST.isArrays(ast)) return [ast]
  return SchemaAST.isUnion(ast) ? ast.types.flatMap(listsIn) : []
}

/** What may stand in a part of a value: a place of a list, or a field. */
const partsOf = (ast: SchemaAST.AST, name: string): ReadonlyArray<SchemaAST.AST> => [
  ...listsIn(ast).flatMap(({ elements, rest }) => [...elements, ...rest]),
  ...objectsIn(ast).flatMap(({ indexSignatures, propertySignatures }) => [
    ...propertySignatures.filter((each) => each.name === name).map(({ type }) => type),
    ...indexSignatures.map(({ type }) => type)
  ])
]

const namesIn = (ast: SchemaAST.AST): ReadonlyArray<string> =>
  objectsIn(ast).flatMap(({ propertySignatures }) =>
    propertySignatures.map(({ name }) => String(name))
  )

/** The letters to change, add or drop until one word is the other. */
const distance = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [i, letter] of one.split("").entries()) {
    const above = row
    row = [i + 1]
    for (const [j, wanted] of other.split("").entries()) {
      const changed = (above[j] ?? 0) + (letter === wanted ? 0 : 1)
      row.push(Math.min(changed, (above[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1))
    }
  }
  return row.at(-1) ?? 0
}

const nearest = (name: string, known: ReadonlyArray<string>): string | undefined => {
  const longer = known.find((each) => each.startsWith(name.toLowerCase()))
  if (longer !== undefined) return longer
  const [best] = known
    .map((each) => ({ each, off: distance(name.toLowerCase(), each) }))
    .toSorted((a, b) => a.off - b.off)
  return best !== undefined && best.off <= Math.max(2, best.each.length / 3) ? best.each : undefined
}

const longestName = 100

const advice = (name: string, known: ReadonlyArray<string>): string => {
  const meant = name.length > longestName ? undefined : nearest(name, known)
  return meant === undefined ? `known here: ${known.join(", ")}` : `did you mean ${meant}?`
}

/** The same problem, where a field is not known with the name that was probably meant, or all there are. */
export const withKnownFields =
  (ast: SchemaAST.AST) =>
  ({ field, rule }: Problem): Problem => {
    if (rule !== notAField) return { field, rule }
    const path = field.match(/[^.[\]]+/gu) ?? []
    const asts = path
      .slice(0, -1)
      .reduce((found, name) => found.flatMap((each) => partsOf(each, name)), [ast])
    const known = asts.flatMap(namesIn)
    return {
      field,
      rule: known.length === 0 ? rule : `${rule}; ${advice(path.at(-1) ?? "", known)}`
    }
  }
