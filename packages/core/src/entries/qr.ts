/** `@qiyema/core/qr`: the square. */

export {
  createSquare,
  type PngOptions,
  renderDataUrl,
  renderPng,
  renderSvg,
  type Square,
  type SquareUse,
} from '../code/square/qr.js'
export { QiyemaError, type QiyemaErrorCode, type QiyemaErrorData } from '../errors.js'
