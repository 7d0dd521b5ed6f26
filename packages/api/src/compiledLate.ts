import type { SchemaAST } from "effect"
import * as SchemaJITCompiler from "effect/schema/SchemaJITCompiler"

/** Compiling takes as long as some dozen uses: a program that makes one call, as a command does, had better not wait for it. */
const enough = 12

/**
 * What reads or writes by a schema, made anew once the schema has been used often enough to be
 * compiled: three to four times as fast. Where code must not be made at run time, nothing changes.
 */
export const compiledLate = <A>(ast: SchemaAST.AST, make: () => A): (() => A) => {
  let uses = 0
  let made: A | undefined
  return () => {
    uses += 1
    if (uses === enough) {
      SchemaJITCompiler.enable(ast)
      made = make()
    }
    made ??= make()
    return made
  }
}
