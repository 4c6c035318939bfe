"use strict";

for (const panel of document.querySelectorAll(".panel")) {
  const spec = JSON.parse(document.getElementById(panel.id + "-spec").textContent);
  // `ast`: Vega interprets its expressions, because the policy of this page forbids making code from text.
  vegaEmbed(panel, spec, { ast: true, renderer: "svg", actions: false }).then(
    () => {
      panel.dataset.drawn = "yes";
    },
    (failure) => {
      panel.dataset.drawn = "no";
      panel.textContent = "This chart could not be drawn; the table below has its numbers.";
      console.error(failure);
    },
  );
}

for (const button of document.querySelectorAll(".copy")) {
  button.addEventListener("click", async () => {
    const text = button.parentElement.querySelector("code");
    const range = document.createRange();
    range.selectNodeContents(text);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Selected";
    }
    setTimeout(() => {
      button.textContent = "Copy";
    }, 1500);
  });
}
