/** Sentences on how an estimate comes about, in the two languages. Amounts in facts are yuan, as their names say. */
import type { Language } from '../http/language.js'

/** One sentence a step. Facts are given by their ids. */
export interface Phrases {
  waitsFor(facts: readonly string[]): string
  beyond(): string
  fixed(amountFen: number): string
  perUnit(fact: string, units: number, unitYuan: number, amountFen: number): string
  byFact(fact: string, value: string, amountFen: number): string
  rate(fact: string, base: number, rate: number, amountFen: number): string
  rateByFact(
    base: string,
    amount: number,
    fact: string,
    value: string,
    rate: number,
    amountFen: number,
  ): string
  tiers(fact: string, base: number, amountFen: number): string
  extraPoints(rate: number): string
  sum(amountFen: number): string
  cap(amountFen: number): string
  taxRelief(): string
}

/** @param labelOf - what a fact is called */
export function phrasesIn(language: Language, labelOf: (fact: string) => string): Phrases {
  return language === 'en' ? english(labelOf) : chinese(labelOf)
}

function chinese(labelOf: (fact: string) => string): Phrases {
  const yuan = (amount: number) =>
    Math.abs(amount) >= 10_000 && Number.isInteger(amount)
      ? `${grouped(amount / 10_000, 4)}万元`
      : `${grouped(amount, 2)}元`
  const fen = (amountFen: number) => yuan(amountFen / 100)
  return {
    waitsFor: facts => `还需要：${facts.map(labelOf).join('、')}`,
    beyond: () => '金额超出可估算的范围',
    fixed: amount => `定额 ${fen(amount)}`,
    perUnit: (fact, units, unit, amount) =>
      `${labelOf(fact)} ${grouped(units, 2)} × ${yuan(unit)} = ${fen(amount)}`,
    byFact: (fact, value, amount) => `${labelOf(fact)}为 ${value}，对应 ${fen(amount)}`,
    rate: (fact, base, rate, amount) => `${labelOf(fact)} ${yuan(base)} × ${percent(rate)} = ${fen(amount)}`,
    rateByFact: (base, amount, fact, value, rate, result) =>
      `${labelOf(base)} ${yuan(amount)} × ${percent(rate)}（${labelOf(fact)}为 ${value}） = ${fen(result)}`,
    tiers: (fact, base, amount) => `${labelOf(fact)} ${yuan(base)}，分段累进计算 = ${fen(amount)}`,
    extraPoints: rate => `其中符合加成条件，比例提高 ${points(rate)} 个百分点`,
    sum: amount => `合计 ${fen(amount)}`,
    cap: amount => `按上限 ${fen(amount)}`,
    taxRelief: () => '以减免税款的方式享受，不是直接支付',
  }
}

function english(labelOf: (fact: string) => string): Phrases {
  const yuan = (amount: number) => `${grouped(amount, 2)} yuan`
  const fen = (amountFen: number) => yuan(amountFen / 100)
  return {
    waitsFor: facts => `Still needed: ${facts.map(labelOf).join(', ')}`,
    beyond: () => 'The amount is beyond what can be estimated',
    fixed: amount => `A fixed ${fen(amount)}`,
    perUnit: (fact, units, unit, amount) =>
      `${labelOf(fact)}: ${grouped(units, 2)} × ${yuan(unit)} = ${fen(amount)}`,
    byFact: (fact, value, amount) => `${labelOf(fact)}: ${value}, which gives ${fen(amount)}`,
    rate: (fact, base, rate, amount) => `${labelOf(fact)}: ${yuan(base)} × ${percent(rate)} = ${fen(amount)}`,
    rateByFact: (base, amount, fact, value, rate, result) =>
      `${labelOf(base)}: ${yuan(amount)} × ${percent(rate)} (${labelOf(fact)}: ${value}) = ${fen(result)}`,
    tiers: (fact, base, amount) =>
      `${labelOf(fact)}: ${yuan(base)}, each tier at its own rate = ${fen(amount)}`,
    extraPoints: rate => `In this, ${points(rate)} more percentage points for what is met beside`,
    sum: amount => `Together ${fen(amount)}`,
    cap: amount => `At the cap of ${fen(amount)}`,
    taxRelief: () => 'Had as a reduction of tax, not as a payment',
  }
}

function percent(rate: number): string {
  return `${points(rate)}%`
}

/** A rate in hundredths, without the noise of binary fractions. */
function points(rate: number): string {
  return grouped(rate * 100, 4)
}

function grouped(number: number, places: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: places })
}
