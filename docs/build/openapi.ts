/** The shape of the platform's OpenAPI document, as far as its pages use it. */

export interface Schema {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly 'x-extensible-enum'?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly $ref?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly additionalProperties?: boolean | Schema
}

export interface Content {
  readonly schema?: Schema
  readonly example?: unknown
}

export interface Parameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly description?: string
  readonly schema: Schema
}

export interface Answer {
  readonly description: string
  readonly content?: Readonly<Record<string, Content>>
  readonly 'x-problems'?: readonly string[]
}

export interface OperationObject {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly 'x-summary-zh-CN': string
  readonly 'x-callers': readonly Caller[]
  readonly 'x-components'?: readonly string[]
  readonly 'x-repetition': 'safe' | 'idempotent' | 'key'
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> }
  readonly responses: Readonly<Record<string, Answer>>
}

export type Caller = 'anyone' | 'partner' | 'widget' | 'operator' | 'officer'

export interface OperationAt {
  readonly path: string
  readonly method: string
  readonly operation: OperationObject
}

export interface OpenApi {
  readonly tags: readonly {
    readonly name: string
    readonly description: string
    readonly 'x-description-zh-CN': string
  }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>
  readonly components: {
    readonly examples: Readonly<
      Record<string, { readonly value: { readonly status: number; readonly title: string } }>
    >
  }
}
