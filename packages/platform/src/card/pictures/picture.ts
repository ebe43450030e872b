/**
 * Makes of an uploaded picture one that tells nothing but what it shows: its metadata (where it was taken, by whom, with
 * what) and whatever hides behind its end are left out. The picture itself is not touched, so nothing of it is lost.
 */
import type { Texts } from '@qiyema/core/contract'
import { PlatformProblem } from '../../http/problems.js'
import type { CleanPicture, Picture } from './clean-picture.js'
import { cleanJpeg } from './jpeg.js'
import { cleanPng } from './png.js'
import { cleanWebp } from './webp.js'

/** Longer sides and more points than these take a phone's memory to show, however few bytes they come in. */
const MAX_SIDE = 10_000
const MAX_POINTS = 40_000_000

const CLEANERS: Readonly<Record<string, CleanPicture>> = {
  'image/png': cleanPng,
  'image/jpeg': cleanJpeg,
  'image/webp': cleanWebp,
}

/**
 * @param type - as the first bytes have shown
 * @throws {PlatformProblem} `file_rejected` for what is broken, moves, or is too large to be shown
 */
export function cleanPicture(type: string, content: Uint8Array<ArrayBuffer>): Picture {
  const picture = CLEANERS[type]?.(content)
  if (picture === undefined) throw rejected(BROKEN)
  if (picture === 'animated') throw rejected(ANIMATED)
  const { width, height } = picture
  if (Math.max(width, height) > MAX_SIDE || width * height > MAX_POINTS) throw rejected(TOO_LARGE)
  return picture
}

const BROKEN: Texts = {
  'zh-CN': '图片不完整或格式有误，请另存后重新上传',
  en: 'The picture is incomplete or not well-formed; save it anew and upload that.',
}
const ANIMATED: Texts = { 'zh-CN': '不支持动图', en: 'The picture moves; only still ones are taken.' }
const TOO_LARGE: Texts = {
  'zh-CN': '图片尺寸过大：每边不超过10000像素，总计不超过4000万像素',
  en: 'The picture is too large: sides of up to 10,000 points, 40 million in all.',
}

function rejected(detail: Texts): PlatformProblem {
  return new PlatformProblem('file_rejected', { detail })
}
