/** Tells the story: a sentence for each thing that happened, told only after it was found to be so. */

export function chapter(title: string): void {
  console.log(`\n${title}`)
}

export function say(sentence: string): void {
  console.log(`  ${sentence}`)
}
