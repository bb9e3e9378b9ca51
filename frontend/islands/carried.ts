// What stands in one form goes along when another one is sent: a line that was begun and not written
// down is not lost when the step is kept.
//
//   <form id="step">
//   <form data-goes-along="step">
//
// Without script only the form whose button is pressed is sent.

const TOKEN = "csrfmiddlewaretoken";

export function startCarried(): void {
  document.addEventListener("formdata", (event) => {
    const sent = event.target;
    if (!(sent instanceof HTMLFormElement) || !sent.id) return;
    for (const form of document.querySelectorAll<HTMLFormElement>(`form[data-goes-along="${sent.id}"]`)) {
      for (const [name, value] of new FormData(form)) {
        if (name !== TOKEN) event.formData.append(name, value);
      }
    }
  });
}
