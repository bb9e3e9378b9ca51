// How much of a channel's limit is used:
//
//   <textarea id="reply" …></textarea>
//   <output data-counts="reply" data-limit="500">
//
// A roomy limit is only spoken of when it comes near. `data-near` is set from four fifths of the
// limit on, `data-over` beyond it. Counted as people see it: one emoji is one.

const ROOMY = 3000;

const segmenter = "Segmenter" in Intl ? new Intl.Segmenter() : null;

export function startCounts(): void {
  document.addEventListener("input", (event) => {
    if (event.target instanceof HTMLTextAreaElement) show(event.target);
  });
  document.addEventListener("htmx:load", showAll);
  showAll();
}

function showAll(): void {
  for (const output of document.querySelectorAll<HTMLElement>("[data-counts]")) {
    const field = document.getElementById(output.dataset["counts"] ?? "");
    if (field instanceof HTMLTextAreaElement) show(field);
  }
}

function show(field: HTMLTextAreaElement): void {
  const output = document.querySelector<HTMLElement>(`[data-counts="${CSS.escape(field.id)}"]`);
  if (!output) return;
  const used = lengthOf(field.value);
  const limit = Number(output.dataset["limit"]);
  output.textContent = limit && (limit < ROOMY || used > 0.8 * limit) ? `${used} / ${limit}` : "";
  output.toggleAttribute("data-near", limit > 0 && used > 0.8 * limit);
  output.toggleAttribute("data-over", limit > 0 && used > limit);
}

function lengthOf(text: string): number {
  return segmenter ? [...segmenter.segment(text)].length : [...text].length;
}
