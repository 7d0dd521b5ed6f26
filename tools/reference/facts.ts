/** A row of a table, by the names of its facts. */
export type Row = Readonly<
  Record<string, string | number | boolean | ReadonlyArray<string> | undefined>
>

/** A table of fields, and where its fields travel. */
export interface FieldTable {
  /** Its number in the document, such as 4-7. */
  readonly table: string
  /** Method and path. */
  readonly operation: string
  /** `header`, `query`, `body`, `answer`, or a path below one of the last two. */
  readonly place: string
  /** Of the answer it belongs to. */
  readonly status?: number
  readonly rows: ReadonlyArray<Row>
}

/** An operation as a chapter of the document has it. */
export interface DocumentedOperation {
  readonly method: string
  readonly path: string
  readonly statuses: ReadonlyArray<number>
}

/** What the document says, without its prose. */
export interface Facts {
  /** The date of its issue. */
  readonly issue: string
  readonly sections: ReadonlyArray<string>
  readonly regions: ReadonlyArray<Row>
  readonly uriParts: ReadonlyArray<string>
  readonly methods: ReadonlyArray<string>
  readonly requestHeaders: ReadonlyArray<Row>
  readonly answerHeaders: ReadonlyArray<Row>
  readonly operations: ReadonlyArray<DocumentedOperation>
  readonly tables: ReadonlyArray<FieldTable>
  readonly statuses: ReadonlyArray<Row>
  readonly codes: ReadonlyArray<Row>
  /** The JSON values printed, in order. */
  readonly examples: ReadonlyArray<unknown>
}
