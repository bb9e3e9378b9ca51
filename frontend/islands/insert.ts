// Words put into a field where one was writing:
//
//   <button data-inserts="reply-form" data-text="…">  into the text field of that form

export function startInsert(): void {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest<HTMLElement>("[data-inserts]");
    if (button) insert(button);
  });
}

function insert(button: HTMLElement): void {
  const field = document.querySelector<HTMLTextAreaElement>(`#${button.dataset["inserts"]} textarea`);
  if (!field) return;
  button.closest("dialog")?.close();
  field.focus();
  field.setRangeText(button.dataset["text"] ?? "", field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
