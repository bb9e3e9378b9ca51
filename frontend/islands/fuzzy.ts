// Finding names by what somebody types of them: letters in order, accents and capitals forgiven.

/** Those whose name has all letters of `words` in order, the best first; all of them for no words. */
export function rank<T>(words: string, things: T[], nameOf: (thing: T) => string): T[] {
  if (!words) return things;
  return things
    .map((thing) => ({ thing, points: points(plain(words), plain(nameOf(thing))) }))
    .filter((one) => one.points > 0)
    .sort((a, b) => b.points - a.points)
    .map((one) => one.thing);
}

/** More for letters that follow each other, and for those that begin a word; 0 when one is missing. */
function points(words: string, name: string): number {
  if (name.startsWith(words)) return 1000;
  let sum = 1;
  let at = -1;
  for (const letter of words.replace(/\s/g, "")) {
    const found = name.indexOf(letter, at + 1);
    if (found < 0) return 0;
    if (found === at + 1) sum += 5;
    if (found === 0 || name[found - 1] === " ") sum += 8;
    at = found;
  }
  return sum - name.length / 100;
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
