/** The five states that every widget has. */
import type { ShownProblem } from './problem.js'

export type WidgetState<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: Value; readonly isStale: boolean }
  | { readonly kind: 'empty' }
  | { readonly kind: 'problem'; readonly problem: ShownProblem }
  | { readonly kind: 'signed-out' }

/** The name of a state, which stands in the widget's attribute `state` for a host's styles and tests. */
export type StateName = WidgetState<unknown>['kind']
